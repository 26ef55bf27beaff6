import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import {foundRealm, type Realm, type Reign} from './realm.js';
import type {Scope} from './scratch.js';
import {until} from './wait.js';

/** This process's environment, but for what programs read how to behave from: CI sets some of it. */
export const ownEnvironment: NodeJS.ProcessEnv = {
	...process.env,
	CI: undefined,
	NO_COLOR: undefined,
	FORCE_COLOR: undefined,
};

/** An emperor that has pipes where its terminal could be. */
export type PipedEmperor = Realm & {
	readonly pid: number;
	/** What has been read of its output. */
	readonly output: () => string;
	readonly errors: () => string;
	readonly prints: (text: string | RegExp, limit?: number) => Promise<void>;
	readonly signal: (name: NodeJS.Signals) => void;
	/** Exit code, or 128 + the signal it died of. */
	readonly exited: (limit?: number) => Promise<number>;
	/** Begins to read, where nobody did. */
	readonly read: () => void;
	/** Closes the pipe that its output is read from. */
	readonly hangUp: () => void;
	/** Starts another in the same place, in the same way. */
	readonly again: () => PipedEmperor;
};

/** Starts the whole program without a terminal. Where it `isUnread`, nobody takes its output before `read`. */
export const pipeEmperor = async (t: Scope, reign: Reign & {isUnread?: true}): Promise<PipedEmperor> => {
	const found = await foundRealm(t, reign);
	return startPiped(found, reign.isUnread === true);
};

const startPiped = (found: Awaited<ReturnType<typeof foundRealm>>, isUnread: boolean): PipedEmperor => {
	const {scope, folder, command, realm} = found;
	const child = spawn('env', command, {
		cwd: folder,
		env: ownEnvironment,
	});
	const {pid, stdout, stderr} = child;
	assert.ok(pid, 'the emperor did not start');
	let exitCode: number | undefined;
	child.on('exit', (code, signal) => {
		exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
	});
	let output = '';
	let errors = '';
	const read = () => {
		stdout.setEncoding('utf8').on('data', text => {
			output += text;
		});
	};
	if (!isUnread) {
		read();
	}
	stderr.setEncoding('utf8').on('data', text => {
		errors += text;
	});

	const exited = async (limit?: number): Promise<number> => {
		await until('the emperor to end', () => exitCode !== undefined, limit);
		return exitCode ?? 0;
	};
	scope.after(async () => {
		stdout.destroy();
		child.kill('SIGTERM');
		await exited(5000).catch(error => {
			child.kill('SIGKILL');
			throw error;
		});
	});
	return {
		...realm,
		pid,
		output: () => output,
		errors: () => errors,
		prints: async (text, limit) => {
			const look = () => {
				assert.ok(typeof text === 'string' ? output.includes(text) : text.test(output), `\n${output}`);
				return true;
			};
			await until('its output', look, limit);
		},
		signal: name => void child.kill(name),
		exited,
		read,
		hangUp: () => void stdout.destroy(),
		again: () => startPiped(found, isUnread),
	};
};
