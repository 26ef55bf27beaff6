import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {
	environmentOf,
	factsOf,
	isRunning,
	listProcesses,
	variableIn,
} from '../../source/processes/process-table.js';
import {SpawnRefused} from '../../source/processes/spawn-vassal.js';
import {needs} from '../helpers/needs.js';
import {shell, spawnOne} from '../helpers/one-vassal.js';
import {preparePuppet} from '../helpers/puppet.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const asRoot = {skip: process.getuid?.() === 0 ? false : 'only root changes users'};
const onLinux = {skip: process.platform === 'linux' ? false : 'needs /proc'};

const spawnPuppet = async (t: TestContext) => {
	const puppet = await preparePuppet(t);
	const vassal = await spawnOne(t, puppet);
	return {vassal, life: await puppet.nextLife()};
};

test('a vassal has its folder, its arguments, its mark and a session of its own', async t => {
	const cwd = await scratch(t);
	const puppet = await preparePuppet(t);
	const vassal = await spawnOne(t, {
		...puppet,
		args: [...puppet.args, '--ini', '-we ird; $(true).ini'],
		env: {GREETING: 'hello'},
		cwd,
	});
	const life = await puppet.nextLife();
	assert.equal(life.pid, vassal.pid);
	assert.equal(life.cwd, cwd);
	assert.deepEqual(life.args.slice(1), ['--ini', '-we ird; $(true).ini']);
	assert.equal(life.env.GREETING, 'hello');
	assert.equal(life.env.UWSGI_EMPEROR_FD, '3');
	assert.equal(life.env.EMPEROR_VASSAL, vassal.mark);
	assert.equal(factsOf(vassal.pid)?.group, vassal.pid);
});

test('bytes go both ways over the emperor pipe, each heard by itself', async t => {
	const {vassal, life} = await spawnPuppet(t);
	await life.say('spawned', 'accepting', 'loyal');
	assert.deepEqual([await vassal.heard(), await vassal.heard(), await vassal.heard()], [1, 5, 17]);
	assert.equal(vassal.say(1), true);
	assert.equal(vassal.say(0), true);
	assert.deepEqual([await life.hears(), await life.hears()], [1, 0]);
});

test(
	'a vassal inherits no descriptor that we opened, but for its output and its emperor pipe',
	onLinux,
	async t => {
		const list = shell('exec ls /proc/self/fd');
		// What this process was itself given, it passes on, as every Node program does.
		const plain = spawnSync(list.command, list.args, {
			stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
			encoding: 'utf8',
		});
		const vassal = await spawnOne(t, list);
		await vassal.death();
		assert.match(vassal.lastOutput(), /^0\n1\n2\n/);
		assert.equal(vassal.lastOutput(), plain.stdout);
	},
);

test('an exit code is told once, after all bytes and all words', async t => {
	const {vassal, life} = await spawnPuppet(t);
	await life.print('last ');
	await life.say(...Array.from({length: 1000}, () => 26));
	await life.print('words');
	await life.exit(26);
	assert.deepEqual(await vassal.death(), {exitCode: 26, signal: null});
	assert.equal(vassal.lastOutput(), 'last words');
	assert.deepEqual(
		vassal.history.filter(heard => heard !== 'pipeClosed'),
		[...Array.from({length: 1000}, () => 26), 'died'],
	);
	assert.equal(vassal.history.at(-1), 'died');
	assert.equal(vassal.say(0), false);
	vassal.kill('SIGKILL');
});

test('a signal is told by its name', async t => {
	const {vassal, life} = await spawnPuppet(t);
	await life.crash();
	assert.deepEqual(await vassal.death(), {exitCode: null, signal: 'SIGKILL'});
});

test('the pipe closes first, death comes later', async t => {
	const {vassal, life} = await spawnPuppet(t);
	await life.closePipe();
	await vassal.pipeClosed();
	assert.deepEqual(vassal.history, ['pipeClosed']);
	await until('a closed pipe to be noticed', () => !vassal.say(0));
	await life.exit(0);
	await vassal.death();
	assert.deepEqual(vassal.history, ['pipeClosed', 'died']);
});

test('death comes first, while somebody outside the group still holds the pipe', async t => {
	const {vassal, life} = await spawnPuppet(t);
	// Without our mark it is not ours to kill, and it closes the pipe only by its own end.
	const stranger = await life.bear({escapes: true, forgets: true});
	await life.exit(3);
	assert.deepEqual(await vassal.death(), {exitCode: 3, signal: null});
	assert.ok(isRunning(stranger));
	process.kill(stranger, 'SIGKILL');
	await until('its end', () => !isRunning(stranger));
	assert.deepEqual(vassal.history, ['died'], 'and then nothing is heard any more');
});

test('a vassal is dead when its whole group is', async t => {
	const {vassal, life} = await spawnPuppet(t);
	const children = [await life.bear(), await life.bear({ignoresTerm: true})];
	assert.ok(children.every(isRunning));
	await life.exit(0);
	await vassal.death();
	assert.deepEqual(children.filter(isRunning), []);
});

test('who left the group is found by the mark', onLinux, async t => {
	const {vassal, life} = await spawnPuppet(t);
	const stray = await life.bear({escapes: true, ignoresTerm: true});
	assert.equal(factsOf(stray)?.group, stray);
	await life.exit(0);
	await vassal.death();
	assert.equal(isRunning(stray), false);
});

test('who left the group is found even while it becomes one program after the other', onLinux, async t => {
	const folder = await scratch(t);
	// Each stray executes itself anew, 1500 times: one look in twenty finds its environment empty.
	const restless = 'i=$1; [ $i -gt 1500 ] || exec /bin/sh restless $((i+1)); exec sleep 60';
	await writeFile(path.join(folder, 'restless'), restless);
	const vassal = await spawnOne(t, {
		...shell('for i in 1 2 3 4 5 6 7 8 9 10; do setsid sh restless 0 & done; wait'),
		cwd: folder,
	});
	const kin = () =>
		listProcesses().filter(pid => variableIn(environmentOf(pid), 'EMPEROR_VASSAL') === vassal.mark);
	await until('ten strays', () => kin().filter(pid => factsOf(pid)?.group === pid).length > 8);
	vassal.kill('SIGKILL');
	await vassal.death();
	const left = kin();
	for (const stray of left) {
		process.kill(stray, 'SIGKILL');
	}
	assert.deepEqual(left, []);
});

test('many deaths at once leave no stray, and no vassal is taken for another', onLinux, async t => {
	const vassals = await Promise.all(Array.from({length: 6}, () => spawnPuppet(t)));
	const survivor = await spawnPuppet(t);
	const strays = await Promise.all(vassals.map(({life}) => life.bear({escapes: true})));
	const spared = await survivor.life.bear({escapes: true});
	await Promise.all(vassals.map(({life}) => life.exit(0)));
	await Promise.all(vassals.map(({vassal}) => vassal.death()));
	assert.deepEqual(strays.filter(isRunning), []);
	assert.ok(isRunning(spared));
});

test('kill reaches the whole group', async t => {
	const {vassal, life} = await spawnPuppet(t);
	await life.ignore('SIGTERM');
	const child = await life.bear();
	vassal.kill('SIGTERM');
	assert.equal(await life.catches(), 'SIGTERM');
	await until('the child to be gone', () => !isRunning(child));
	vassal.kill('SIGKILL');
	assert.deepEqual(await vassal.death(), {exitCode: null, signal: 'SIGKILL'});
});

test('users and groups can be named or numbered', asRoot, async t => {
	for (const identity of [
		{uid: 'nobody', gid: 'nogroup'},
		{uid: '65534', gid: '65534'},
	]) {
		const vassal = await spawnOne(t, {
			...shell('id -u; id -g; id -G; echo x > /dev/stdout'),
			...identity,
			cwd: '/',
		});
		await vassal.death();
		assert.equal(vassal.lastOutput(), '65534\n65534\n65534\nx\n');
	}
});

test('a refusal says what is missing and what to do', async t => {
	const folder = await scratch(t);
	const at = (name: string) => path.join(folder, name);
	await writeFile(at('not-executable'), '#!/bin/sh\n');
	await writeFile(at('no-interpreter'), '#!/does/not/exist\n');
	await chmod(at('no-interpreter'), 0o755);
	await mkdir(at('vassals'));

	const cases: readonly [Parameters<typeof spawnOne>[1], string][] = [
		[
			{command: 'uwsgi', env: {PATH: folder}},
			'emperor: cannot find "uwsgi". On Debian: apt install uwsgi-core uwsgi-plugin-python3. Or give --binary-path.',
		],
		[
			{command: 'no-such-program'},
			'emperor: cannot find "no-such-program". Install it, or correct its name.',
		],
		[
			{command: at('no-such-program')},
			`emperor: cannot find "${at('no-such-program')}". Install it, or correct its name.`,
		],
		[
			{...shell('true'), cwd: at('gone')},
			`emperor: cannot enter "${at('gone')}": there is no such folder. Make it again.`,
		],
		[
			{...shell('true'), cwd: at('not-executable')},
			`emperor: cannot enter "${at('not-executable')}": it is not a folder. Put a folder in its place.`,
		],
		[
			{command: './not-executable', cwd: folder},
			'emperor: cannot run "./not-executable": permission denied. Make it executable for this user: chmod +x "./not-executable".',
		],
		[
			{command: './no-interpreter', cwd: folder},
			'emperor: cannot run "./no-interpreter": it is there, but the interpreter it asks for is not. Correct its first line, or install that interpreter.',
		],
		[
			{...shell('true'), env: {HUGE: 'x'.repeat(4_000_000)}},
			'emperor: cannot start "/bin/sh": its arguments and environment are too long together. Shorten the environment, or the --vassals-… options.',
		],
		[
			{...shell('true'), uid: 'nobody-at-all'},
			'emperor: there is no user "nobody-at-all" in /etc/passwd. Create it, give its number, or correct uid in the config file.',
		],
	];
	for (const [order, message] of cases) {
		await assert.rejects(spawnOne(t, order), (error: unknown) => {
			assert.ok(error instanceof SpawnRefused, String(error));
			assert.equal(error.message, message);
			assert.equal(error.problem.where.file, 'emperor');
			return true;
		});
	}
	await assert.rejects(spawnOne(t, {command: 'a\0b'}), SpawnRefused);
});

const app =
	'def application(environ, start_response):\n\tstart_response("200 OK", [])\n\treturn [b"hello"]\n';

const config = `[uwsgi]
plugin = python3
wsgi-file = app.py
socket = app.sock
master = true
processes = 1
`;

test(
	'a real uWSGI speaks, and its death is known within moments, idle worker included',
	await needs('uwsgi'),
	async t => {
		const cwd = await scratch(t);
		await writeFile(path.join(cwd, 'app.py'), app);
		await writeFile(path.join(cwd, 'app.ini'), config);
		const vassal = await spawnOne(t, {command: 'uwsgi', args: ['--ini', 'app.ini'], cwd}, true);
		assert.deepEqual([await vassal.heard(), await vassal.heard()], [1, 5]);
		const killed = performance.now();
		process.kill(vassal.pid, 'SIGKILL');
		assert.deepEqual(await vassal.death(), {exitCode: null, signal: 'SIGKILL'});
		const taken = performance.now() - killed;
		t.diagnostic(`killed → died: ${taken.toFixed(1)} ms`);
		assert.ok(taken < 500, `${taken} ms`);
		assert.equal(vassal.history.at(-1), 'died');
	},
);

test('a real uWSGI obeys byte 0: the pipe closes, death follows', await needs('uwsgi'), async t => {
	const cwd = await scratch(t);
	await writeFile(path.join(cwd, 'app.py'), app);
	await writeFile(path.join(cwd, 'app.ini'), config);
	const vassal = await spawnOne(t, {command: 'uwsgi', args: ['--ini', 'app.ini'], cwd}, true);
	assert.deepEqual([await vassal.heard(), await vassal.heard()], [1, 5]);
	vassal.say(0);
	assert.deepEqual(await vassal.death(), {exitCode: 0, signal: null});
	assert.deepEqual(vassal.history, [1, 5, 'pipeClosed', 'died']);
	assert.match(vassal.lastOutput(), /goodbye to uWSGI/);
});
