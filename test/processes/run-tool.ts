import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isRunning} from '../../source/processes/process-table.js';
import {runTool} from '../../source/processes/run-tool.js';
import {until} from '../helpers/wait.js';

const sh = (script: string, options: {timeout?: number; input?: string} = {}) =>
	runTool('/bin/sh', ['-c', script], {timeout: 10_000, ...options});

test('a tool answers with its exit code and all it printed', async () => {
	assert.deepEqual(await sh('echo out; sleep 0.05; echo err >&2; exit 3'), {
		exitCode: 3,
		output: 'out\nerr\n',
	});
});

test('a tool can be given input, and need not read it', async () => {
	assert.deepEqual(await sh('cat', {input: 'hello'}), {exitCode: 0, output: 'hello'});
	assert.deepEqual(await sh('exit 0', {input: 'x'.repeat(1_000_000)}), {exitCode: 0, output: ''});
});

test('a missing tool and a dead one answer with the reason', async () => {
	assert.deepEqual(await runTool('no-such-tool', [], {timeout: 1000}), {
		exitCode: null,
		output: 'cannot find "no-such-tool"',
	});
	assert.deepEqual(await runTool('/', [], {timeout: 1000}), {
		exitCode: null,
		output: 'cannot start "/": spawn / EACCES',
	});
	assert.deepEqual(await sh('echo oh; kill -TERM $$'), {
		exitCode: null,
		output: '/bin/sh died of SIGTERM. oh\n',
	});
});

test('a tool that takes too long is killed with its children', async () => {
	const started = performance.now();
	const {exitCode, output} = await sh('sleep 60 & echo $!; sleep 60', {timeout: 100});
	assert.equal(exitCode, null);
	const child = Number(/^\/bin\/sh took longer than 100 ms\. (\d+)\n$/.exec(output)?.[1]);
	assert.ok(child > 1, output);
	await until('the end of the child', () => !isRunning(child));
	assert.ok(performance.now() - started < 5000);
});

test('what a tool leaves behind does not hold us up', async () => {
	const started = performance.now();
	assert.deepEqual(await sh('sleep 3 & echo done'), {exitCode: 0, output: 'done\n'});
	assert.ok(performance.now() - started < 2000);
});

test('of endless output a megabyte is kept, and the tool is not blocked', async () => {
	const {exitCode, output} = await sh('head -c 3000000 /dev/zero | tr "\\0" x');
	assert.deepEqual({exitCode, length: output.length}, {exitCode: 0, length: 1024 * 1024});
});
