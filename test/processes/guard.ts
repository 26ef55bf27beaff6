import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {startGuard} from '../../source/processes/guard.js';
import {inventMark} from '../../source/processes/mark.js';
import {
	environmentOf,
	factsOf,
	isRunning,
	listProcesses,
	variableIn,
} from '../../source/processes/process-table.js';
import {runTool} from '../../source/processes/run-tool.js';
import {readJsonLines} from '../fixtures/puppet-strings.js';
import {needs} from '../helpers/needs.js';
import {queue} from '../helpers/queue.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const onLinux = process.platform === 'linux' ? false : 'needs /proc';

/** Those of an emperor's processes that still run, wherever they went. */
const marked = (mark: string): readonly number[] =>
	listProcesses().filter(pid => variableIn(environmentOf(pid), 'EMPEROR_VASSAL')?.startsWith(`${mark}-`));

const guardOf = async (mark: string): Promise<number | undefined> => {
	const {output} = await runTool('pgrep', ['-f', `emperor-guard ${mark}$`], {timeout: 5000});
	const pid = Number.parseInt(output, 10);
	return Number.isNaN(pid) || !isRunning(pid) ? undefined : pid;
};

const program = fileURLToPath(new URL('../fixtures/small-emperor.js', import.meta.url));

const raiseEmperor = async (t: TestContext, cwd: string, commands: readonly string[]) => {
	const emperor = spawn(process.execPath, [program, cwd, ...commands], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const births = queue<{mark: string; pids: number[]}>('the emperor did not start its vassals');
	t.after(() => emperor.kill('SIGKILL'));
	emperor.stdout.setEncoding('utf8').on('data', readJsonLines(births.add));
	const {mark, pids} = await births.next();
	t.after(async () => {
		emperor.kill('SIGKILL');
		await until('the end of the guard', async () => (await guardOf(mark)) === undefined);
		[...marked(mark), ...pids.filter(isRunning)].forEach(killQuietly);
	});
	return {emperor, mark, pids};
};

const killQuietly = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// Gone before.
	}
};

const end = async (emperor: ChildProcess, signal: NodeJS.Signals): Promise<number> => {
	const exit = once(emperor, 'exit');
	emperor.kill(signal);
	await exit;
	return performance.now();
};

const app = `[uwsgi]
plugin = python3
wsgi-file = app.py
socket = app.sock
master = true
processes = 2
`;

/** Every one with a habit that makes it hard to be rid of. */
const stubborn = [
	'sleep 1000',
	`exec env -i /bin/sh -c "trap '' TERM; while :; do sleep 1; done"`,
	"trap '' TERM HUP INT; while :; do sleep 1; done",
	"trap '' TERM; sleep 1000 & sleep 1000",
	'setsid sleep 1000 & sleep 1000',
	"trap '' TERM; i=0; while [ $i -lt 400 ]; do setsid sleep 100 & sleep 0.02; i=$((i+1)); done; sleep 1000",
];

test('when the emperor is killed, every process of every vassal is gone within 5 s', {
	skip: onLinux || (await needs('uwsgi')).skip,
}, async t => {
	const cwd = await scratch(t);
	await writeFile(path.join(cwd, 'app.ini'), app);
	await writeFile(path.join(cwd, 'app.py'), 'def application(environ, start_response): pass\n');
	const {emperor, mark, pids} = await raiseEmperor(t, cwd, [...stubborn, 'app.ini']);
	// One puts its mark away as it starts, and is known by its group alone.
	const before = await until('grandchildren, and one without its mark', () => {
		const family = marked(mark);
		return (
			family.length > 15 && pids.filter(pid => family.includes(pid)).length === pids.length - 1 && family
		);
	});

	const killed = await end(emperor, 'SIGKILL');
	await until('the end of all', () => marked(mark).length === 0 && !pids.some(isRunning));
	const taken = performance.now() - killed;
	t.diagnostic(`${before.length} processes gone after ${taken.toFixed(0)} ms`);
	assert.ok(taken < 5000, `${taken} ms`);
	assert.deepEqual(
		before.filter(pid => isRunning(pid)),
		[],
	);
	await until('the end of the guard', async () => (await guardOf(mark)) === undefined);
	assert.deepEqual(marked(mark), []);
});

/** With a vassal that takes its leave when it is sent SIGTERM. */
const raiseOrderly = async (t: TestContext, cwd: string) => {
	// It must not speak to the dead emperor, or SIGPIPE ends it before SIGTERM does.
	const orderly =
		"exec > /dev/null 2>&1; trap 'echo orderly >> said; exit' TERM; echo ready > said; while :; do sleep 0.05; done";
	const said = () => readFile(path.join(cwd, 'said'), 'utf8');
	const raised = await raiseEmperor(t, cwd, [orderly]);
	await until('its trap', said);
	return {...raised, said};
};

test('those that obey SIGTERM are given the time to, and the guard does not linger', {
	skip: onLinux,
}, async t => {
	const {emperor, mark, said} = await raiseOrderly(t, await scratch(t));
	const killed = await end(emperor, 'SIGKILL');
	await until('the end of the guard', async () => (await guardOf(mark)) === undefined);
	const taken = performance.now() - killed;
	assert.ok(taken < 2900, `${taken} ms`);
	assert.equal(await said(), 'ready\norderly\n');
});

test('the guard hears no signal that a terminal or an impatient person sends', {skip: onLinux}, async t => {
	const {emperor, mark, pids} = await raiseEmperor(t, await scratch(t), ['sleep 1000']);
	const guard = await until('the guard', () => guardOf(mark));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
		process.kill(guard, signal);
	}
	await end(emperor, 'SIGTERM');
	await until('the end of all', () => marked(mark).length === 0 && !pids.some(isRunning));
	assert.equal(factsOf(guard)?.group, guard, 'a session of its own');
});

test('a guard that dies is replaced, and the new one knows all groups', {skip: onLinux}, async t => {
	const cwd = await scratch(t);
	const {emperor, mark, said} = await raiseOrderly(t, cwd);
	const first = await until('the guard', () => guardOf(mark));
	process.kill(first, 'SIGKILL');
	await until('another guard', async () => {
		const guard = await guardOf(mark);
		return guard !== undefined && guard !== first;
	});
	await end(emperor, 'SIGKILL');
	await until('the end of all', () => marked(mark).length === 0);
	assert.equal(await said(), 'ready\norderly\n');
});

test('a group that was released is left alone', {skip: onLinux}, async t => {
	const mark = inventMark();
	const bystander = spawn('sleep', ['60'], {stdio: 'ignore', detached: true});
	const vassal = spawn('sleep', ['60'], {stdio: 'ignore', detached: true});
	t.after(() => {
		bystander.kill('SIGKILL');
		vassal.kill('SIGKILL');
	});
	const guard = startGuard(mark);
	guard.watch(bystander.pid as number, 'term');
	guard.watch(vassal.pid as number, 'term');
	guard.release(bystander.pid as number);
	const vassalGone = once(vassal, 'exit');
	guard.close();
	assert.deepEqual(await vassalGone, [null, 'SIGTERM']);
	await until('the end of the guard', async () => (await guardOf(mark)) === undefined);
	assert.equal(bystander.exitCode ?? bystander.signalCode, null);
});

test('with nothing to guard it goes home at once, without a look around', {skip: onLinux}, async t => {
	const mark = inventMark();
	const guard = startGuard(mark);
	const child = spawn('sleep', ['60'], {
		stdio: 'ignore',
		detached: true,
		env: {...process.env, EMPEROR_VASSAL: `${mark}-1`},
	});
	t.after(() => child.kill('SIGKILL'));
	guard.watch(child.pid as number, 'bytes');
	guard.release(child.pid as number);
	await until('the guard', () => guardOf(mark));
	guard.close();
	await until('the end of the guard', async () => (await guardOf(mark)) === undefined);
	assert.equal(child.exitCode ?? child.signalCode, null);
});

test('an emperor with nothing else to do is not kept alive by its guard', async () => {
	const source = new URL('../../source/processes/guard.js', import.meta.url).href;
	const script = `const {startGuard} = await import(${JSON.stringify(source)}); startGuard('nobody');`;
	const result = await runTool(process.execPath, ['--input-type=module', '-e', script], {timeout: 5000});
	assert.deepEqual(result, {exitCode: 0, output: ''});
});

test('even a child started in the emperor’s last moment, that no guard was told of, is found', {
	skip: onLinux,
}, async t => {
	const mark = inventMark();
	const guard = startGuard(mark);
	const child = spawn('sleep', ['60'], {
		stdio: 'ignore',
		detached: true,
		env: {...process.env, EMPEROR_VASSAL: `${mark}-1`},
	});
	t.after(() => child.kill('SIGKILL'));
	const childGone = once(child, 'exit');
	const first = await until('the guard', () => guardOf(mark));
	// Its input ends without a farewell, as when the emperor is killed.
	const watched = spawn('sleep', ['0'], {stdio: 'ignore', detached: true});
	await once(watched, 'exit');
	guard.watch(watched.pid as number, 'bytes');
	guard.close();
	assert.deepEqual(await childGone, [null, 'SIGKILL']);
	await until('the end of the guard', () => !isRunning(first));
});
