import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {Socket} from 'node:net';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {until} from './wait.js';

/** Runs one vassal as an emperor would, with one end of the emperor pipe in the test's hand. */
export const launch = async (t: TestContext, folder: string, name: string) => {
	const [, patch] =
		/^unprivileged-binary-patch-arg = (.+)$/m.exec(await readFile(join(folder, name), 'utf8')) ?? [];
	const [command, ...args] = patch === undefined ? ['uwsgi', '--ini', name] : ['/bin/sh', '-c', patch];
	const child = spawn(String(command), args, {
		cwd: folder,
		detached: true,
		env: {...process.env, UWSGI_EMPEROR_FD: '3'},
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
	});
	const {pid} = child;
	assert.ok(pid, `${name} did not start`);
	let end: {exitCode: number | null; signal: string | null} | undefined;
	child.on('exit', (exitCode, signal) => {
		end = {exitCode, signal};
	});
	const pipe = child.stdio[3];
	assert.ok(pipe instanceof Socket);
	// The vassal may be gone before we hang up.
	pipe.on('error', () => {});

	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', text => {
			output += text;
		});
	}
	const said: number[] = [];
	pipe.on('data', bytes => said.push(...bytes));

	const ended = () => until(`${name} to end`, () => end);
	const signal = (name: NodeJS.Signals) => process.kill(-pid, name);
	t.after(async () => {
		if (end === undefined) {
			signal('SIGKILL');
			await ended();
		}
		pipe.destroy();
	});

	return {
		output: () => output,
		/** Waits until these are all the bytes it has ever said. */
		says: (...bytes: number[]) =>
			until(`${name} to say ${bytes}`, () => {
				assert.deepEqual(said, bytes, output);
				return true;
			}),
		tell: (byte: number) => pipe.write(Uint8Array.of(byte)),
		hangUp: () => pipe.destroy(),
		signal,
		ended,
	};
};
