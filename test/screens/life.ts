import assert from 'node:assert/strict';
import {readFile, rename, utimes} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {test} from 'node:test';
import {type Emperor, openEmperor, pidIn} from '../helpers/emperor.js';
import {isRunning} from '../helpers/is-running.js';
import {needs} from '../helpers/needs.js';
import {freePort} from '../helpers/scratch.js';
import {deafVassal, quietVassal, shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');
const withBoth = await needs('tmux', 'uwsgi');

/** The pair of the tutorial, both ready; `visit` asks for the front page through the router. */
const openPair = async (t: Parameters<typeof openEmperor>[0]) => {
	const ports = {http: await freePort(), uwsgi: await freePort()};
	const emperor = await openEmperor(t, {args: ['*.ini'], ports});
	await emperor.panel('http.ini', '● ready');
	const app = await emperor.panel('uwsgi.ini', '● ready');
	const visit = async () => {
		const response = await fetch(`http://127.0.0.1:${ports.http}/`, {headers: {connection: 'close'}});
		await response.text();
		return response.status;
	};
	return {emperor, ports, visit, app, pid: pidIn(app)};
};

/** An application that takes so long to start that its reload can be seen. */
const takeTime = async (emperor: Emperor): Promise<void> => {
	const file = join(emperor.folder, 'apps/hello.py');
	await emperor.write('apps/hello.py', `import time\ntime.sleep(2)\n${await readFile(file, 'utf8')}`);
};

/** Process ids of what the emperor runs for a config file: the master first. */
const processesOf = async (emperor: Emperor, name: string): Promise<number[]> => {
	const ruler = await emperor.emperorPid();
	return (await emperor.family())
		.filter(({command}) => command.endsWith(` ${name}`))
		.sort((a, b) => Number(a.parent !== ruler) - Number(b.parent !== ruler))
		.map(({pid}) => pid);
};

const touch = async (emperor: Emperor, name: string): Promise<void> => {
	const now = new Date();
	await utimes(join(emperor.folder, name), now, now);
};

test('a touched file reloads its vassal, which keeps its master and gets a new worker', withBoth, async t => {
	const {emperor, visit, pid} = await openPair(t);
	const [, worker = 0] = await processesOf(emperor, 'uwsgi.ini');

	await takeTime(emperor);
	await touch(emperor, 'uwsgi.ini');
	await emperor.panel('uwsgi.ini', /◐ reloading · .*file changed/);
	assert.equal(pidIn(await emperor.panel('uwsgi.ini', '● ready')), pid);
	const [masterNow, workerNow = 0] = await processesOf(emperor, 'uwsgi.ini');
	assert.equal(masterNow, pid);
	assert.ok(workerNow > 0 && workerNow !== worker);
	assert.equal(await visit(), 200);
});

test(
	'a loyal vassal whose master is killed is back with another one, and its old worker is gone',
	withBoth,
	async t => {
		const {emperor, visit, pid} = await openPair(t);
		assert.equal(await visit(), 200);
		await emperor.panel('uwsgi.ini', '★ loyal');
		const [, worker = 0] = await processesOf(emperor, 'uwsgi.ini');

		process.kill(pid, 'SIGKILL');
		await emperor.shows('1 restart ');
		const after = await emperor.panel('uwsgi.ini', '● ready');
		assert.notEqual(pidIn(after), pid);
		assert.deepEqual((await processesOf(emperor, 'uwsgi.ini')).slice(0, 1), [pidIn(after)]);
		assert.equal(await isRunning(worker), false);
		assert.equal(await visit(), 200);
	},
);

test('a vassal whose file is moved away is stopped, and its port is free', withBoth, async t => {
	const {emperor, ports, visit} = await openPair(t);
	assert.equal(await visit(), 200);

	await rename(join(emperor.folder, 'http.ini'), join(emperor.folder, 'away'));
	await emperor.gone(' http.ini ');
	const [left] = await emperor.panels(1);
	assert.match(left?.title ?? '', /^1 uwsgi\.ini ★ loyal/);
	assert.deepEqual(await processesOf(emperor, 'http.ini'), []);
	const server = createServer();
	t.after(() => void server.close());
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(ports.http, '127.0.0.1', resolve);
	});
});

test('r reloads, R restarts, x stops, s starts: on the screen and among the processes', withBoth, async t => {
	const {emperor, visit, pid} = await openPair(t);
	const [router] = await processesOf(emperor, 'http.ini');
	await emperor.keys('2');
	await emperor.focuses('uwsgi.ini');

	await takeTime(emperor);
	await emperor.keys('r');
	await emperor.panel('uwsgi.ini', /◐ reloading · .*asked/);
	assert.equal(pidIn(await emperor.panel('uwsgi.ini', '● ready')), pid);

	await emperor.keys('R');
	await emperor.shows('1 restart ');
	const restarted = await emperor.panel('uwsgi.ini', '● ready');
	assert.notEqual(pidIn(restarted), pid);
	assert.match(restarted.footer, /1 restart$/);
	assert.equal(await isRunning(pid), false);

	await emperor.keys('x');
	const stopped = await emperor.panel('uwsgi.ini', '■ stopped');
	assert.doesNotMatch(stopped.footer, /pid/);
	assert.deepEqual(await processesOf(emperor, 'uwsgi.ini'), []);

	await emperor.keys('s');
	const started = await emperor.panel('uwsgi.ini', '● ready');
	assert.deepEqual((await processesOf(emperor, 'uwsgi.ini')).slice(0, 1), [pidIn(started)]);
	assert.equal(await visit(), 200);
	assert.deepEqual((await processesOf(emperor, 'http.ini')).slice(0, 1), [router]);
});

test('a stopped vassal stays so until its file changes', withTmux, async t => {
	const emperor = await openEmperor(t, {args: ['*.ini'], files: {'a.ini': quietVassal('first')}});
	await emperor.panel('a.ini', '● ready');
	await emperor.keys('x');
	await emperor.panel('a.ini', '■ stopped');
	assert.deepEqual(await emperor.family(), []);

	await emperor.write('a.ini', quietVassal('second'));
	await emperor.shows('second');
	const panel = await emperor.panel('a.ini', '● ready');
	assert.deepEqual(
		(await emperor.family()).map(({pid}) => pid),
		[pidIn(panel)],
	);
});

test('X asks, does nothing on no, and on yes kills a vassal that would not stop', withTmux, async t => {
	const files = {'deaf.ini': deafVassal()};
	const emperor = await openEmperor(t, {args: ['*.ini'], files});
	const pid = pidIn(await emperor.panel('deaf.ini', '● ready'));

	await emperor.keys('X');
	await emperor.shows(/kill deaf\.ini .*\? +y yes +n no/);
	await emperor.keys('n');
	await emperor.gone('y yes');
	assert.equal(pidIn(await emperor.panel('deaf.ini', '● ready')), pid);

	await emperor.keys('X');
	await emperor.shows('y yes');
	await emperor.keys('y');
	await emperor.panel('deaf.ini', '■ stopped', 3000);
	assert.deepEqual(await emperor.family(), []);
});

test('F forgives: a throttled vassal starts at once', withTmux, async t => {
	const emperor = await openEmperor(t, {
		args: ['*.ini', '--emperor-throttle', '60000'],
		files: {'crash.ini': shellVassal('echo a life >> lives; exit 3')},
	});
	const lives = async () => (await readFile(join(emperor.folder, 'lives'), 'utf8')).split('\n').length - 1;
	await emperor.panel('crash.ini', /⧗ throttled · (1m00|\d\d s) · exit 3/);
	assert.equal(await lives(), 1);

	await emperor.keys('F');
	await until('another life', async () => (await lives()) === 2, 3000);
	await until('the panel to count it', async () =>
		/1 restart/.test((await emperor.panel('crash.ini', /⧗ throttled · (1m00|\d\d s) · exit 3/)).footer),
	);
});

const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map(name => [`${name}.ini`, quietVassal()]));

test('q asks; y stops everything and leaves the terminal clean, with a short summary', withTmux, async t => {
	const emperor = await openEmperor(t, {columns: 100, args: ['*.ini'], files: many});
	await emperor.shows('● 6 ready');
	assert.equal((await emperor.family()).length, 6);
	assert.deepEqual([await emperor.alternateOn(), await emperor.cursorShown()], [true, false]);

	await emperor.keys('q');
	await emperor.shows(/stop all 6 vassals and quit\? +y yes +n no/);
	await emperor.keys('n');
	await emperor.gone('y yes');
	await emperor.keys('q');
	await emperor.shows('y yes');
	await emperor.keys('y');
	const {code, words} = await emperor.ended();
	assert.equal(code, 0);
	assert.deepEqual(await emperor.family(), []);
	assert.match(words[0] ?? '', /^emperor ruled 6 vassals for \d+ s; all are stopped *$/);
	assert.ok(words.length <= 5, words.join('\n'));
});

test('a second q quits as well, and any other key does not', withTmux, async t => {
	const emperor = await openEmperor(t, {args: ['*.ini'], files: {'a.ini': quietVassal()}});
	await emperor.panel('a.ini', '● ready');
	await emperor.keys('q');
	await emperor.shows('y yes');
	await emperor.keys('Escape');
	await emperor.gone('y yes');
	await emperor.keys('q', 'q');
	assert.equal((await emperor.ended()).code, 0);
	assert.deepEqual(await emperor.family(), []);
});

test('Ctrl-C stops everything', withBoth, async t => {
	const {emperor} = await openPair(t);
	await emperor.keys('C-c');
	assert.equal((await emperor.ended()).code, 0);
	assert.deepEqual(await emperor.family(), []);
});

test('a second Ctrl-C does not wait for a vassal that ignores its stop', withTmux, async t => {
	const emperor = await openEmperor(t, {
		args: ['*.ini'],
		files: {'deaf.ini': deafVassal(), 'good.ini': quietVassal()},
	});
	await emperor.shows('● 2 ready');
	await emperor.keys('C-c');
	await emperor.shows(/1 left/);
	await emperor.panel('deaf.ini', '▽ stopping');
	assert.ok(await isRunning(await emperor.emperorPid()));

	await emperor.keys('C-c');
	assert.equal((await emperor.ended(3000)).code, 0);
	assert.deepEqual(await emperor.family(), []);
});
