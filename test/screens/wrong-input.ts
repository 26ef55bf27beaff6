import assert from 'node:assert/strict';
import {chmod, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {type Emperor, openEmperor, pidIn} from '../helpers/emperor.js';
import {needs, runTool} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {freePort} from '../helpers/scratch.js';
import {quietVassal} from '../helpers/vassal-text.js';

const withTmux = await needs('tmux');
const withBoth = await needs('tmux', 'uwsgi');

/** The one that has nothing to do with the trouble of the others. */
const good = {'good.ini': quietVassal('unharmed')};

/** It still runs, in its first life, and nothing else does. */
const onlyGoodRuns = async (emperor: Emperor): Promise<void> => {
	const panel = await emperor.panel('good.ini', '● ready');
	assert.match(panel.footer, /· 0 restarts$/);
	assert.deepEqual(
		(await emperor.family()).map(({pid}) => pid),
		[pidIn(panel)],
	);
};

/** All words of a panel, however its lines are broken. */
const words = async (emperor: Emperor, name: string): Promise<string> =>
	(await emperor.panel(name, name)).lines.join(' ').replace(/ +/g, ' ');

test(
	'without uwsgi its vassals fail, saying what to install, and start as soon as it is there',
	withBoth,
	async t => {
		const ports = {http: await freePort(), uwsgi: await freePort()};
		const emperor = await openEmperor(t, {
			columns: 120,
			rows: 50,
			args: ['*.ini', '--binary-path', './later/uwsgi'],
			files: {...good, 'later/.keep': ''},
			ports,
		});
		await emperor.panel('http.ini', '✖ failed');
		await emperor.panel('uwsgi.ini', '✖ failed');
		assert.match(
			await words(emperor, 'uwsgi.ini'),
			/cannot find "\S*uwsgi"\. On Debian: apt install uwsgi-core uwsgi-plugin-python3\. Or give --binary-path\./,
		);
		await onlyGoodRuns(emperor);

		const real = (await runTool('sh', ['-c', 'command -v uwsgi'])).output.trim();
		await symlink(real, join(emperor.folder, 'later/uwsgi'));
		await emperor.panel('http.ini', '● ready', 5000);
		await emperor.panel('uwsgi.ini', '● ready', 5000);
		await emperor.panel('good.ini', '● ready');
	},
);

test(
	'a pattern that matches nothing is waited for by name, and a file that appears is started',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {
			args: ['vassals/*.ini'],
			files: {'vassals/readme.txt': 'none here'},
		});
		await emperor.shows(/waiting for \/.*\/vassals\/\*\.ini/);
		await emperor.write('vassals/new.ini', quietVassal('appeared'));
		await emperor.panel('new.ini', '● ready');
		await emperor.shows('appeared');
	},
);

test('a folder that is not there is said whole while there is nothing else to see', withTmux, async t => {
	const emperor = await openEmperor(t, {columns: 60, rows: 12, args: ['./missing']});
	await emperor.shows(/the folder is not there\. Create it, and vassals\s+start as configs appear\./);
	await emperor.resize(40, 6);
	await emperor.shows('a config file there starts at once');
	await emperor.gone('Create it');
	await emperor.write('missing/late.ini', quietVassal('late'));
	await emperor.shows(/● ready +1 late\.ini/);
});

test('without a screen too, what nothing matches is waited for by name', async t => {
	const emperor = await pipeEmperor(t, {args: ['*.ini']});
	await emperor.prints(/^emperor \| no vassals yet: waiting for \*\.ini$/m);
	emperor.signal('SIGINT');
	assert.equal(await emperor.exited(), 130);
});

test('a FIFO and a link that leads in a circle have panels that say so', withTmux, async t => {
	const emperor = await openEmperor(t, {columns: 120, rows: 40, args: ['*.ini'], files: good});
	await symlink('loop.ini', join(emperor.folder, 'loop.ini'));
	await runTool('mkfifo', [join(emperor.folder, 'fifo.ini')]);
	await emperor.panel('fifo.ini', '✖ failed');
	assert.match(
		await words(emperor, 'fifo.ini'),
		/fifo\.ini: is not a regular file\. Put a regular file in its place\./,
	);
	await emperor.panel('loop.ini', '✖ failed');
	assert.match(await words(emperor, 'loop.ini'), /loop\.ini: is a symbolic link that leads in a circle\./);
	await onlyGoodRuns(emperor);
});

test(
	'a section line without its bracket is named with its line, and runs once it is closed',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {
			args: ['*.ini'],
			files: {...good, 'broken.ini': quietVassal('mended').replace(']', '')},
		});
		await emperor.panel('broken.ini', '✖ failed');
		assert.match(
			await words(emperor, 'broken.ini'),
			/broken\.ini:1: .*"\[uwsgi".* Close the bracket: \[uwsgi\]\./,
		);
		await onlyGoodRuns(emperor);

		await emperor.write('broken.ini', quietVassal('mended'));
		await emperor.panel('broken.ini', '● ready');
		await emperor.shows('mended');
	},
);

test(
	"an option that uWSGI refuses throttles its vassal, with uWSGI's words in its pane",
	withBoth,
	async t => {
		const emperor = await openEmperor(t, {
			args: ['*.ini', '--emperor-throttle', '60000'],
			files: {...good, 'strict.ini': '[uwsgi]\nstrict = true\nmaster = true\nproceses = 4\n'},
		});
		await emperor.panel('strict.ini', /⧗ throttled · (1m00|\d\d s) · exit 1/);
		await emperor.shows('unknown config directive: proceses');
		await onlyGoodRuns(emperor);
	},
);

test('a file that may not be read is a problem with its name, until it may', withTmux, async t => {
	const isRoot = process.getuid?.() === 0;
	if (isRoot && (await runTool('setpriv', ['--reuid=65534', 'true'])).exitCode !== 0) {
		t.skip('root may read every file, and cannot become anybody else here');
		return;
	}
	const emperor = await openEmperor(t, {
		args: ['*.ini', '--emperor-freq', '1'],
		files: good,
		under: isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [],
	});
	await emperor.panel('good.ini', '● ready');
	const secret = join(emperor.folder, 'secret.ini');
	await writeFile(secret, quietVassal('revealed'), {mode: 0o000});
	await emperor.panel('secret.ini', '✖ failed');
	assert.match(
		await words(emperor, 'secret.ini'),
		/secret\.ini: .*(permission|not allowed|may not).*\. \S.*\./i,
	);
	await onlyGoodRuns(emperor);

	await chmod(secret, 0o644);
	await emperor.panel('secret.ini', '● ready');
});

test("somebody else's file is shown as not a vassal, and is not started", withTmux, async t => {
	const emperor = await openEmperor(t, {
		args: ['*.ini'],
		files: {...good, 'tox.ini': '[tox]\nenvlist = py311\n'},
	});
	await emperor.panel('tox.ini', '· not a vassal');
	await onlyGoodRuns(emperor);
	await emperor.keys('2', 's');
	await emperor.keys('R');
	await emperor.panel('tox.ini', '· not a vassal');
	await onlyGoodRuns(emperor);
});

test(
	'names with spaces, newlines, escape sequences and leading dashes are shown harmlessly, and run',
	withTmux,
	async t => {
		const names = [
			'-dash.ini',
			'--version.ini',
			'two words.ini',
			'new\nline.ini',
			'red\u001B[31m\u001B]0;owned\u0007.ini',
		];
		const emperor = await openEmperor(t, {
			columns: 200,
			rows: 50,
			args: ['*.ini', '--ascii'],
			files: Object.fromEntries(names.map((name, index) => [name, quietVassal(`word ${index} of five`)])),
		});
		const screen = await emperor.shows('o 5 ready');
		assert.equal((await emperor.family()).length, 5);
		for (const index of names.keys()) {
			assert.ok(screen.includes(`word ${index} of five`), screen);
		}
		const titles = screen
			.split('\n')
			.flatMap(row => [...row.matchAll(/\+ \d (.*?) -* o ready \+/g)].map(([, name]) => name));
		assert.deepEqual(titles, [
			'--version.ini',
			'-dash.ini',
			'new␊line.ini',
			'red␛[31m␛]0;owned␇.ini',
			'two words.ini',
		]);
		assert.doesNotMatch(await emperor.ask('#{pane_title}'), /owned/);
		assert.doesNotMatch(await emperor.screenWithColours(), /\u001B\[31m\S*owned/);

		await emperor.keys('+');
		const list = await emperor.shows(/> o ready +1 --version/);
		assert.match(list, /^ {2}o ready +3 new␊line\.ini/m);
		await emperor.keys('C-c');
		assert.equal((await emperor.ended()).code, 0);
	},
);

for (const [args, complaint] of [
	[[], /^emperor: no config files given\. Write, for example, emperor '\*\.ini', or try emperor demo\.$/m],
	[['--binary-pat', 'x', '*.ini'], /^--binary-pat: no such option\. Did you mean --binary-path\?$/m],
	[['--emperor-freq', 'often', '*.ini'], /^--emperor-freq: "often" is not a number\./m],
	[['dmeo'], /^dmeo: no such command, file or folder\. Did you mean demo\?$/m],
] as const) {
	test(`emperor ${args.join(' ')}: what is wrong is said on stderr, and the exit code is 2`, async t => {
		const emperor = await pipeEmperor(t, {args});
		assert.equal(await emperor.exited(), 2);
		assert.match(emperor.errors(), complaint);
		assert.equal(emperor.output(), '');
	});
}

test('--help begins with examples, --version is one line; both exit with 0', async t => {
	const help = await pipeEmperor(t, {args: ['--help']});
	assert.equal(await help.exited(), 0);
	await help.prints(/^emperor '\*\.ini' .*\nemperor .*\nemperor demo /);
	const version = await pipeEmperor(t, {args: ['--version']});
	assert.equal(await version.exited(), 0);
	await version.prints(/^emperor \d+\.\d+\.\d+\n$/);
	assert.equal(help.errors() + version.errors(), '');
});

test('one bad file does not keep the panels from being straight', withTmux, async t => {
	const emperor = await openEmperor(t, {
		columns: 100,
		rows: 40,
		args: ['*.ini'],
		files: {
			...good,
			'broken.ini': '[uwsgi\n',
			'tox.ini': '[tox]\n',
			'empty.ini': '',
			'zero.ini': '\0\0\u0001',
			'bom.ini': `\uFEFF${quietVassal()}`,
		},
	});
	await emperor.panel('good.ini', '● ready');
	await emperor.panels(6);
	await onlyGoodRuns(emperor);
});
