import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {type TestContext, test} from 'node:test';
import {LogStore} from '../../source/logs/log-store.js';
import {costOfTree} from '../../source/telemetry/process-tree.js';
import {sampleVitals} from '../../source/telemetry/vitals.js';
import {until} from '../helpers/wait.js';

/** A shell that runs a program of its own beside it, until the test is over. */
const startPair = async (
	t: TestContext,
): Promise<{shell: ChildProcess; pid: number; end: () => Promise<void>}> => {
	// It ends when its input does, so that nothing is left behind even if the test is cut off.
	const shell = spawn('sh', ['-c', 'exec 3<&0; cat <&3 & exec cat'], {
		stdio: ['pipe', 'ignore', 'ignore'],
		detached: true,
	});
	const {pid} = shell;
	assert.ok(pid !== undefined);
	const end = async () => {
		if (shell.exitCode === null && shell.signalCode === null) {
			process.kill(-pid, 'SIGKILL');
			await once(shell, 'exit');
		}
	};
	t.after(end);
	return {shell, pid, end};
};

const childrenOf = (pid: number): Promise<string> => readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');

const rssOf = async (pid: number): Promise<number> =>
	Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

test('memory of a process is that of all its descendants, as ps has it', async t => {
	const {pid} = await startPair(t);
	const child = await until('the child', async () => Number(await childrenOf(pid)));
	await until('both to have become cat', async () => {
		const names = await Promise.all([pid, child].map(each => readFile(`/proc/${each}/comm`, 'utf8')));
		return names.every(name => name === 'cat\n');
	});
	// The kernel counts lazily: both figures may be off by some pages.
	const expected = (await rssOf(pid)) + (await rssOf(child));
	const found = costOfTree(pid)?.resident;
	assert.ok(found !== undefined && Math.abs(found - expected) < 512 * 1024, `${found} and not ${expected}`);
	assert.ok(found > (costOfTree(child)?.resident ?? 0));
});

test('a process that is gone has no memory, rather than none', async t => {
	const {pid, end} = await startPair(t);
	await end();
	assert.equal(costOfTree(pid), undefined);
});

test('samples are of the moment: who is gone is left out of the next', async t => {
	const {pid, end} = await startPair(t);
	const log = new LogStore();
	const sampler = sampleVitals({
		subjects: () => [
			{id: '/v/pair.ini', pid, log},
			{id: '/v/own.ini', pid: process.pid, log},
			{id: '/v/asleep.ini', log},
		],
	});
	t.after(() => sampler.close());
	assert.ok(sampler.latest().emperor.resident > 1e6);
	assert.deepEqual(sampler.latest().resident, {});
	await until('a sample', () => sampler.latest().resident['/v/pair.ini']);
	assert.ok((sampler.latest().resident['/v/own.ini'] ?? 0) > 1e7);
	assert.equal(sampler.latest().resident['/v/asleep.ini'], undefined);
	assert.ok(sampler.latest().emperor.cpu >= 0);
	await until('this process to have worked', () => {
		const until = performance.now() + 20;
		while (performance.now() < until) {
			// Work.
		}
		return (sampler.latest().cpu['/v/own.ini'] ?? 0) > 0.1;
	});
	assert.equal(sampler.latest().cpu['/v/pair.ini'], 0);
	await end();
	await until('another sample', () => sampler.latest().resident['/v/pair.ini'] === undefined);
	assert.ok(sampler.latest().resident['/v/own.ini']);
});

test('who stays of a vassal that was told to stop is told by name, and of nobody else', async t => {
	const {pid, end} = await startPair(t);
	const log = new LogStore();
	const sampler = sampleVitals({
		subjects: () => [
			{id: '/v/leaves.ini', pid, log, isStopping: true},
			{id: '/v/own.ini', pid: process.pid, log},
		],
	});
	t.after(() => sampler.close());
	await until('both', () => sampler.latest().staying['/v/leaves.ini']?.join() === 'cat,cat');
	assert.deepEqual(Object.keys(sampler.latest().staying), ['/v/leaves.ini']);
	await end();
	await until('nobody', () => sampler.latest().staying['/v/leaves.ini']?.length === 0);
});
