import assert from 'node:assert/strict';
import {chmod, chown, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {readCommandLine} from '../../source/command-line/command-line.js';
import {placed, readEmperorIni} from '../../source/command-line/emperor-ini.js';
import {type Option, options} from '../../source/command-line/options.js';
import {refusedOptions} from '../../source/command-line/refused-options.js';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const read = async (t: TestContext, lines: string, typed: readonly string[] = ['--ini', 'emperor.ini']) => {
	const folder = await scratch(t);
	await writeFile(join(folder, 'emperor.ini'), `[uwsgi]\n${lines}\n`);
	const ini = await readEmperorIni(typed, folder);
	const local = (texts: readonly string[]) => texts.map(text => text.replaceAll(`${folder}/`, ''));
	return {...ini, complaints: local(ini.complaints), refusals: local(ini.refusals), folder};
};

/** As uwsgi-emperor 2.0.21 of Debian installs it, comments aside. */
const debian = `master = true
workers = 2
no-orphans = true
log-date = true
uid = www-data
gid = www-data
emperor = /etc/uwsgi-emperor/vassals`;

test('Debian’s own emperor.ini says where to look and whom to be; the rest is named once, and stops nothing', async t => {
	const {args, complaints, refusals} = await read(t, debian);
	assert.deepEqual(args, ['--uid=www-data', '--gid=www-data', '--emperor=/etc/uwsgi-emperor/vassals']);
	assert.deepEqual(refusals, []);
	assert.deepEqual(complaints, [
		'emperor.ini: left out: master, workers, no-orphans, log-date. The emperor is one process here, and serves nothing itself; what vassals need, give them with vassal-set.',
	]);
	const plan = readCommandLine(['--ini', 'emperor.ini'], args);
	assert.ok(plan.kind === 'rule');
	assert.deepEqual(
		[plan.patterns, plan.identity],
		[['/etc/uwsgi-emperor/vassals'], {uid: 'www-data', gid: 'www-data'}],
	);
});

const ours: readonly Option[] = options.filter(
	({group, name}: Option) =>
		(group === 'emperor' || group === 'vassals') && !['ini', 'socket'].includes(name),
);

test('every option that uWSGI’s Emperor has can stand in the file, by each of its names', async t => {
	assert.ok(ours.length > 30);
	for (const {name, aliases = [], value} of ours) {
		for (const key of [name, ...aliases]) {
			const {args, complaints, refusals} = await read(
				t,
				value === undefined ? `${key} = true` : `${key} = x = y`,
			);
			assert.deepEqual(args, [value === undefined ? `--${name}` : `--${name}=x = y`], key);
			assert.deepEqual([complaints, refusals], [[], []], key);
		}
	}
});

test('a switch that is off is as if it were not there', async t => {
	assert.deepEqual((await read(t, 'emperor-tyrant = false\nemperor-nofollow = no\nemperor = a')).args, [
		'--emperor=a',
	]);
});

test('what is not to be had stops the emperor only where vassals would miss it, and says line, reason and remedy', async t => {
	for (const {names, without} of refusedOptions) {
		for (const name of names.filter(name => name !== 'master')) {
			const {args, complaints, refusals} = await read(t, `emperor = a\n${name} = b`);
			assert.deepEqual(args, ['--emperor=a']);
			const [said, silent] = without === 'stops' ? [refusals, complaints] : [complaints, refusals];
			assert.equal(said.length, 1, name);
			assert.match(String(said[0]), new RegExp(`^emperor\\.ini:3: ${name}: .*\\. .*\\.$`));
			assert.deepEqual(silent, []);
		}
	}
});

test('an emperor that was to serve as well does not start without saying so', async t => {
	for (const key of [
		'http',
		'https',
		'socket',
		'http-socket',
		'uwsgi-socket',
		'fastrouter',
		'module',
		'attach-daemon',
		'cron',
	]) {
		assert.deepEqual((await read(t, `emperor = a\n${key} = :80`)).refusals, [
			`emperor.ini:3: ${key}: the emperor serves and runs nothing itself here. Move the line into a vassal of its own.`,
		]);
	}
});

test('a place that only a plugin of uWSGI can read is refused with the line it stands in', async t => {
	const {refusals} = await read(t, 'emperor = a\nemperor = pg://host/db\nemperor = b');
	assert.match(
		String(refusals),
		/^emperor\.ini:3: emperor: pg:\/\/ is read by a plugin .* Write the configs to files, and give their folder\.$/,
	);
});

test('options of the screen do not belong there', async t => {
	const {refusals} = await read(t, 'layout = list');
	assert.match(
		String(refusals),
		/^emperor\.ini:2: layout: that is up to whoever looks.* Write --layout, or put it into/,
	);
});

test('includes are followed, placeholders filled in, variables handed to the vassals', async t => {
	const folder = await scratch(t);
	await writeFile(join(folder, 'emperor.ini'), '[uwsgi]\nroot = /srv\nini = more.ini\nenv = A=b=c\n');
	await writeFile(
		join(folder, 'more.ini'),
		'[uwsgi]\nemperor = %(root)/v\nvassals-set = x=%s\nplugins = python3\n',
	);
	const {args, env, complaints} = await readEmperorIni(['--ini=emperor.ini'], folder);
	assert.deepEqual(args, ['--emperor=/srv/v', '--vassal-set=x=more.ini']);
	assert.deepEqual(env, {A: 'b=c'});
	assert.match(
		String(complaints),
		/^emperor\.ini: left out: plugins\. /,
		'a placeholder is no option that was left out',
	);
});

test('a section can be named, and a file that is not there is', async t => {
	const folder = await scratch(t);
	await writeFile(join(folder, 'e.ini'), '[uwsgi]\nemperor = a\n[other]\nemperor = b\n');
	assert.deepEqual((await readEmperorIni(['--ini', 'e.ini:other'], folder)).args, ['--emperor=b']);
	assert.deepEqual((await readEmperorIni(['--ini', 'no.ini'], folder)).refusals, [
		'no.ini: is not there. Create it.',
	]);
});

test('a file alone is an emperor’s where it has the line, else a vassal', async t => {
	const emperor = await read(t, 'emperor = v', ['emperor.ini']);
	assert.deepEqual([emperor.args, emperor.typed], [['--emperor=v'], []]);
	const vassal = await read(t, 'socket = :1', ['emperor.ini']);
	assert.deepEqual([vassal.args, vassal.typed, vassal.refusals], [[], ['emperor.ini'], []]);
	const two = await read(t, 'emperor = v', ['emperor.ini', 'other.ini']);
	assert.deepEqual(two.args, []);
});

test('it is the emperor’s beside options too, and for check', async t => {
	for (const [typed, rest] of [
		[['--no-tui', 'emperor.ini'], ['--no-tui']],
		[
			['emperor.ini', '--emperor-freq', '2'],
			['--emperor-freq', '2'],
		],
		[['check', 'emperor.ini'], ['check']],
		[
			['check', '--json', 'emperor.ini'],
			['check', '--json'],
		],
	] as const) {
		const {args, typed: left} = await read(t, 'emperor = v', typed);
		assert.deepEqual([args, left], [['--emperor=v'], rest]);
	}
	for (const typed of [
		['check', 'emperor.ini', 'b.ini'],
		['--emperor', 'b', 'emperor.ini'],
		['logs', 'emperor.ini'],
		['--ini='],
	]) {
		const {args, typed: left} = await read(t, 'emperor = v', typed);
		assert.deepEqual([args, left], [[], typed]);
	}
});

test('the command line wins, and a value that cannot be says where it stands', async t => {
	const ini = await read(t, 'emperor = v\nemperor-freq = often\nemperor-throttle = 5');
	const typed = ['--ini', 'emperor.ini', '--emperor-freq=2', '--emperor-throttle=7'];
	const plan = readCommandLine(typed, ini.args);
	assert.ok(plan.kind === 'rule' && plan.freq === 2000 && plan.terms.throttle === 7);
	const mistaken = placed(readCommandLine(ini.typed, ini.args), ini);
	assert.ok(mistaken.kind === 'mistake');
	assert.match(mistaken.text, /emperor\.ini:3: --emperor-freq: "often" is not a number\./);
});

test(
	'a production emperor.ini is ruled by as it is: another user, a wrapper, a variable, a pid file',
	process.getuid?.() === 0 ? await needs('uwsgi') : {skip: 'only root can become another user'},
	async t => {
		const wrapper =
			'#!/bin/sh\n[ -e seen ] || { id -un; id -Gn; echo "$GREETING"; echo "$@"; } > part && mv part seen\nexec uwsgi "$@"\n';
		const emperor = await pipeEmperor(t, {
			args: ['--ini', 'emperor.ini'],
			files: {
				'emperor.ini': `[uwsgi]\n${debian.replace('/etc/uwsgi-emperor/', '%d')}\nenv = GREETING=hello\nemperor-wrapper = %dwrapper\nsafe-pidfile = pid\nvassal-set = x=1\n`,
				'vassals/a.ini': '[uwsgi]\nsocket = 127.0.0.1:0\n',
				wrapper,
			},
			under: ['/bin/sh', '-c', 'until [ -e ready ]; do sleep 0.01; done; exec "$@"', 'sh'],
		});
		const {folder} = emperor;
		await chmod(join(folder, 'wrapper'), 0o755);
		await chown(join(folder, 'vassals'), 33, 33);
		await mkdir(join(folder, '.run'), {recursive: true});
		await emperor.write('ready', '');
		await emperor.prints(/vassal a\.ini is ready to accept requests/);
		const seen = await until('the wrapper', () => readFile(join(folder, 'vassals/seen'), 'utf8'));
		assert.equal(seen, 'www-data\nwww-data\nhello\n--set x=1 --ini a.ini\n');
		assert.equal(await readFile(join(folder, 'pid'), 'utf8'), `${emperor.pid}\n`);
		assert.match(await readFile(`/proc/${emperor.pid}/status`, 'utf8'), /^Uid:(\t33){4}\nGid:(\t33){4}$/m);
		assert.doesNotMatch(emperor.output(), /control socket:/);
		emperor.signal('SIGTERM');
		assert.equal(await emperor.exited(), 143);
	},
);
