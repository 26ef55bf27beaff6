import {spawn} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import {errorCode} from './spawn-refused.js';

/** `exitCode` is null when the tool could not be started, was too slow or died of a signal: then `output` says why. */
export type ToolResult = {readonly exitCode: number | null; readonly output: string};

/** More output than this is read, so that the tool does not block, and let go. */
const outputLimit = 1024 * 1024;

/** How long the output may stay open after the tool has exited, held by something it left behind. */
const closingTime = 200;

/**
 * Runs a helper program (`mkfifo`, `uwsgi --version`, `tmux …`) to its end and collects what it printed, stdout and
 * stderr together. Never rejects. `timeout` in ms; then, or when `signal` aborts, its whole group is killed.
 */
export const runTool = async (
	command: string,
	args: readonly string[],
	{
		timeout,
		input,
		signal,
	}: {readonly timeout: number; readonly input?: string; readonly signal?: AbortSignal},
): Promise<ToolResult> => {
	try {
		return await run(command, args, timeout, input, signal);
	} catch (error) {
		return {exitCode: null, output: reasonFor(error, command)};
	}
};

const run = (
	command: string,
	args: readonly string[],
	timeout: number,
	input: string | undefined,
	abandon: AbortSignal | undefined,
): Promise<ToolResult> =>
	new Promise((resolve, reject) => {
		const child = spawn(command, [...args], {stdio: ['pipe', 'pipe', 'pipe'], detached: true});
		child.once('error', reject);
		if (child.pid === undefined) {
			return;
		}
		const group = -child.pid;

		const chunks: Buffer[] = [];
		let room = outputLimit;
		const keep = (chunk: Buffer) => {
			chunks.push(chunk.subarray(0, room));
			room -= Math.min(room, chunk.length);
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.stdin.on('error', () => {}); // A tool need not read its input.
		child.stdin.end(input);

		let isLate = false;
		const deadline = setTimeout(() => {
			isLate = true;
			killQuietly(group);
		}, timeout);

		const onAbandoned = () => killQuietly(group);
		abandon?.addEventListener('abort', onAbandoned, {once: true});

		const closed = new Promise<void>(onClosed => child.once('close', onClosed));
		child.once('exit', async (exitCode, signal) => {
			clearTimeout(deadline);
			abandon?.removeEventListener('abort', onAbandoned);
			await Promise.race([closed, delay(closingTime, undefined, {ref: false})]);
			child.stdout.destroy();
			child.stderr.destroy();
			const output = Buffer.concat(chunks).toString();
			if (isLate) {
				resolve({exitCode: null, output: `${command} took longer than ${timeout} ms. ${output}`});
			} else if (exitCode === null) {
				resolve({exitCode, output: `${command} died of ${signal}. ${output}`});
			} else {
				resolve({exitCode, output});
			}
		});
	});

const killQuietly = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has just exited.
	}
};

const reasonFor = (error: unknown, command: string): string =>
	errorCode(error) === 'ENOENT'
		? `cannot find "${command}"`
		: `cannot start "${command}": ${error instanceof Error ? error.message : String(error)}`;
