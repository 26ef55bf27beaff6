import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {chooseLook} from '../../source/ui/theme.js';
import {type Emperor, openEmperor, pidIn} from '../helpers/emperor.js';
import type {Panel} from '../helpers/frame.js';
import {lastFirst} from '../helpers/last-first.js';
import {needs} from '../helpers/needs.js';
import {freePort, type Scope} from '../helpers/scratch.js';
import {deafVassal, quietVassal, shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withBoth = await needs('tmux', 'uwsgi');
const withPython = await needs('tmux', 'python');

/** An application that is not there before a file named `go` is. */
const slow = `import os, time
while not os.path.exists('go'):
    time.sleep(0.02)

def application(environ, start_response):
    start_response('200 OK', [])
    return [b'ok']
`;

const uwsgi = (port: number, module: string, ...more: string[]): string =>
	[
		'[uwsgi]',
		'plugin = python3',
		'master = true',
		`http-socket = 127.0.0.1:${port}`,
		'pythonpath = .',
		`module = ${module}`,
		...more,
		'',
	].join('\n');

/** Badges that were seen here, each for a real cause. */
const reached = new Set<string>();

/** Waits until a panel shows this badge. */
const reach = async (emperor: Emperor, name: string, title: string | RegExp): Promise<Panel> => {
	const panel = await emperor.panel(name, title);
	for (const [badge, glyph] of Object.entries(badges)) {
		if (panel.title.includes(` ${glyph} ${badge}`)) {
			reached.add(badge);
		}
	}
	return panel;
};

const {badges} = chooseLook(false, 'dark');

/** Opens the inspector of a vassal, by its place in the list, and waits for each of these in it. */
const inspect = async (emperor: Emperor, place: number, ...answers: readonly RegExp[]): Promise<void> => {
	await emperor.keys(String(place), 'i');
	for (const answer of answers) {
		await emperor.shows(answer);
	}
	await emperor.keys('i');
	await emperor.gone('╰ inspector');
};

test(
	'an application is starting, ready, loyal and reloading, each for a reason that is told',
	withBoth,
	async t => {
		const port = await freePort();
		const emperor = await openEmperor(t, {
			columns: 120,
			rows: 50,
			args: ['*.ini'],
			files: {'slow.py': slow, 'slow.ini': uwsgi(port, 'slow')},
		});
		const go = join(emperor.folder, 'go');
		await reach(emperor, 'slow.ini', /◌ starting · \d+ s/);
		await inspect(
			emperor,
			1,
			/has not said that it is ready/,
			/next +ready once a worker accepts/,
			/R stops and starts it/,
		);

		await emperor.write('go', '');
		await reach(emperor, 'slow.ini', '● ready');
		await inspect(
			emperor,
			1,
			/it accepts requests, and has not served one yet/,
			/r reloads it/,
			/\$ cd \S+ && uwsgi /,
			new RegExp(`127\\.0\\.0\\.1:${port} +listens: \\d+ \\d+`),
			/accepts requests: ready/,
			/6 │ module = slow/,
		);

		await (await fetch(`http://127.0.0.1:${port}/`)).text();
		await reach(emperor, 'slow.ini', '★ loyal');
		await inspect(
			emperor,
			1,
			/it accepts requests, and has served one/,
			/has served a request: loyal/,
			/1 requests since its start/,
			/worker 1 +idle/,
		);

		await rm(go);
		await emperor.keys('r');
		await reach(emperor, 'slow.ini', /◐ reloading · \d+ s · asked/);
		await inspect(
			emperor,
			1,
			/a reload was asked \d+ s ago, and it has not said since that it is back/,
			/R stops and starts it instead/,
		);
		await emperor.write('go', '');
		await reach(emperor, 'slow.ini', '★ loyal');

		await emperor.write('slow.ini', uwsgi(port, 'slow', '; a remark'));
		await emperor.shows('★ loyal');
		await inspect(emperor, 1, /\+ ; a remark/, /file changed: told to reload/);
	},
);

const broken = `raise ImportError('no such luck')\n`;

test('who has no application, who died, who sleeps, and who cannot be started say why', withBoth, async t => {
	const [first, second, third, fourth] = [
		await freePort(),
		await freePort(),
		await freePort(),
		await freePort(),
	];
	const emperor = await openEmperor(t, {
		columns: 200,
		rows: 50,
		args: ['*.ini', '--emperor-throttle', '60000', '--emperor-on-demand-extension', '.socket'],
		files: {
			'broken.py': broken,
			'1-asleep.ini': uwsgi(first, 'broken'),
			'1-asleep.ini.socket': `127.0.0.1:${first}`,
			'2-no-app.ini': uwsgi(second, 'broken'),
			'3-died.ini': uwsgi(third, 'broken', 'need-app = true'),
			'4-binary.ini': '[uwsgi]\n\0\n',
			'5-tox.ini': '[tox]\nenvlist = py\n',
			'6-files.ini': `[uwsgi]\nplugin = python3\nmaster = true\nhttp-socket = 127.0.0.1:${fourth}\n`,
		},
	});
	await reach(emperor, '1-asleep.ini', `○ on demand · 127.0.0.1:${first}`);
	await inspect(emperor, 1, /on demand: nobody has connected/, /held by the emperor/, /s starts it now/);

	await reach(emperor, '2-no-app.ini', '! no app · could not be loaded');
	await inspect(
		emperor,
		2,
		/it accepts requests, but its application could not be loaded/,
		/mend the application, then reload/,
		/ImportError: no such luck/,
	);

	await reach(emperor, '3-died.ini', /⧗ throttled · (1m00|\d\d s) · exit 22 \(no app\)/);
	await inspect(
		emperor,
		3,
		/it died: exit 22 \(no app\), after \d+ s/,
		/started in (1m00|\d\d s)/,
		/F starts it now/,
		/last death/,
		/ImportError: no such luck/,
	);

	await reach(emperor, '4-binary.ini', '✖ failed');
	await inspect(emperor, 4, /not started: .*holds binary data/, /o edits its file/);

	await reach(emperor, '5-tox.ini', '· not a vassal');
	await inspect(emperor, 5, /no vassal: its file no \[uwsgi\] section/);

	await reach(emperor, '6-files.ini', '! no app · none loaded');
	await inspect(
		emperor,
		6,
		/it accepts requests, and loaded no application \(what serves PHP or files needs none\)/,
		/next +nothing, until its file changes/,
		/x stops it/,
	);
});

test('who cannot be started without uWSGI says what to install', withBoth, async t => {
	const emperor = await openEmperor(t, {
		columns: 150,
		rows: 50,
		args: ['*.ini', '--binary-path', './later/uwsgi'],
		files: {'site.ini': `[uwsgi]\nmaster = true\nsocket = 127.0.0.1:${await freePort()}\nprocesses = 0\n`},
	});
	await reach(emperor, 'site.ini', /✖ failed · On Debian: apt install uwsgi-core/);
	await inspect(emperor, 1, /cannot find "\S*later\/uwsgi"/, /tried again in \d+ s/, /F tries now/);
});

test('who cannot stop for a request says which worker serves it', withBoth, async t => {
	const port = await freePort();
	const emperor = await openEmperor(t, {
		columns: 120,
		rows: 50,
		args: ['*.ini', '--emperor-graceful-shutdown'],
		files: {
			'slow.py': `import os, time

def application(environ, start_response):
    open('came', 'w').close()
    while not os.path.exists('go'):
        time.sleep(0.02)
    start_response('200 OK', [])
    return [b'ok']
`,
			'slow.ini': uwsgi(port, 'slow', 'processes = 2'),
		},
	});
	await reach(emperor, 'slow.ini', '● ready');
	await emperor.shows(/w1 ▯ w2 ▯/);
	const answer = fetch(`http://127.0.0.1:${port}/`).then(response => response.text());
	await until('the request', () => existsSync(join(emperor.folder, 'came')));
	await emperor.keys('x');
	await reach(emperor, 'slow.ini', /▽ stopping · \d+ s · uwsgi, worker \d$/);
	await emperor.write('go', '');
	assert.equal(await answer, 'ok');
	await reach(emperor, 'slow.ini', '■ stopped');
});

/** Until the test says so, a process that dies is not gone: not even for SIGKILL. */
const holdBack = async (t: Scope, pid: number): Promise<(() => Promise<void>) | undefined> => {
	const script = fileURLToPath(new URL('../../../test/fixtures/holds-the-dying.py', import.meta.url));
	const holder = spawn('python3', [script, String(pid)], {stdio: ['pipe', 'pipe', 'inherit']});
	const ended = once(holder, 'exit');
	const release = async (): Promise<void> => {
		holder.stdin.end();
		await ended;
	};
	t.after(release);
	const [said] = await once(holder.stdout, 'data');
	return String(said).trim() === 'held' ? release : undefined;
};

test('who is hung, who will not stop, and who was stopped say why', withPython, async t => {
	const scope = lastFirst(t);
	const emperor = await openEmperor(scope, {
		columns: 150,
		rows: 50,
		args: ['*.ini', '--emperor-required-heartbeat', '2'],
		files: {
			// It lets anybody hold it, where the kernel asks (PR_SET_PTRACER, any).
			'hang.py': `import ctypes, os, time
ctypes.CDLL(None).prctl(0x59616D61, -1, 0, 0, 0)
os.write(3, bytes([1, 5]))
while not os.path.exists('go'):
    time.sleep(0.05)
os.write(3, bytes([26]))
time.sleep(1000)
`,
			'1-hung.ini': shellVassal('exec python3 hang.py'),
			'2-deaf.ini': deafVassal(),
			'3-quiet.ini': quietVassal(),
		},
	});
	const release = await holdBack(scope, pidIn(await reach(emperor, '1-hung.ini', '● ready')));
	await reach(emperor, '2-deaf.ini', '● ready');
	await reach(emperor, '3-quiet.ini', '● ready');
	await emperor.keys('2', 'x');
	await reach(emperor, '2-deaf.ini', /▽ stopping · \d+ s · sh(, sleep)?$/);
	await inspect(
		emperor,
		2,
		/told to stop \d+ s ago/,
		/SIGKILL to all its processes in \d+ s; once it is gone, it stays stopped/,
		/X kills it now/,
	);

	await emperor.keys('3', 'x');
	await reach(emperor, '3-quiet.ini', '■ stopped');
	await inspect(emperor, 3, /stopped by hand \d+ s ago/, /s starts it/, /stop asked: stops/);

	if (release === undefined) {
		t.diagnostic('nothing can be kept from dying here, so nobody was seen hung');
	} else {
		await emperor.write('go', '');
		await reach(emperor, '1-hung.ini', '☠ hung · no heartbeat');
		await inspect(
			emperor,
			1,
			/it sent no heartbeat for too long, and was killed for it/,
			/no heartbeat, SIGKILL/,
		);
		await rm(join(emperor.folder, 'go'));
		await release();
		await reach(emperor, '1-hung.ini', /⧗ throttled|● ready|◌ starting/);
	}
	await emperor.keys('C-c');
	await emperor.shows('ragnarok');
	await emperor.keys('C-c');
	assert.equal((await emperor.ended()).code, 0);
});

test('every badge was reached', withPython, async t => {
	const missed = Object.keys(badges).filter(badge => !reached.has(badge));
	if (missed.join() === 'hung') {
		t.diagnostic('nobody was seen hung');
	} else {
		assert.deepEqual(missed, []);
	}
});
