import {spawn} from 'node:child_process';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {endFamily, markName, newMark, type Relative, readFamily} from './family.js';
import {lastFirst} from './last-first.js';
import {freePort, type Scope, scratch} from './scratch.js';
import {openTerminal, type Terminal} from './tmux.js';
import {writeTutorialPair} from './tutorial.js';
import {until} from './wait.js';

/** The program as it is shipped: compiled tests lie in `build/test`, beside `dist`. */
export const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));

/** How an emperor is to rule. */
export type Reign = {
	readonly args: readonly string[];
	/** Text of the files in its folder, by name; folders between are made. */
	readonly files?: Readonly<Record<string, string>>;
	/** The two of the tutorial in its folder. */
	readonly ports?: Ports;
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** What stands in front of the command, such as `setpriv`. */
	readonly under?: readonly string[];
};

type Ports = {readonly http: number; readonly uwsgi: number};

/** What can be seen of an emperor beside its own words. */
export type Realm = {
	/** Its working directory. */
	readonly folder: string;
	readonly write: (name: string, text: string) => Promise<void>;
	/** Every living process of every vassal, whatever group or session it is in. */
	readonly family: () => Promise<readonly Relative[]>;
};

/**
 * Starts the program in tmux, in a folder of its own. When the test is over the terminal is closed, and no process of
 * a vassal may be left soon after.
 */
export const openEmperor = async (t: Scope, reign: Reign): Promise<Terminal & Realm> => {
	const {scope, folder, write, command, readMarked} = await found(t, reign);
	const {columns = 80, rows = 24} = reign;
	const terminal = await openTerminal(scope, {columns, rows, command, cwd: folder});
	const family = async () => (await readMarked()).filter(({pid}) => pid !== terminal.pid);
	return {...terminal, folder, write, family};
};

/** An emperor whose input and output are pipes. */
export type PipedEmperor = Realm & {
	readonly pid: number;
	readonly output: () => string;
	readonly errors: () => string;
	readonly prints: (text: string | RegExp, limit?: number) => Promise<string>;
	readonly signal: (name: NodeJS.Signals) => void;
	/** Exit code, or 128 + the signal. */
	readonly exited: (limit?: number) => Promise<number>;
	/** Its output is read by nobody until then. */
	readonly read: () => void;
	/** Nobody will ever read its output. */
	readonly hangUp: () => void;
};

/** Starts the program without a terminal. */
export const pipeEmperor = async (
	t: Scope,
	reign: Reign & {readonly isRead?: boolean},
): Promise<PipedEmperor> => {
	const {scope, folder, write, command, readMarked} = await found(t, reign);
	const [first = '', ...rest] = command;
	const child = spawn('env', [first, ...rest], {
		cwd: folder,
		env: {...process.env, CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined},
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const {pid} = child;
	if (pid === undefined) {
		throw new Error(`${program} did not start`);
	}
	let code: number | undefined;
	child.on('exit', (exitCode, signal) => {
		code = exitCode ?? 128 + signals[signal ?? 'SIGKILL'];
	});
	scope.after(async () => {
		child.stdout.destroy();
		if (code === undefined) {
			child.kill('SIGTERM');
		}
		await until('the emperor to end', () => code !== undefined, 8000).catch(error => {
			child.kill('SIGKILL');
			throw error;
		});
	});
	let output = '';
	let errors = '';
	const read = () => void child.stdout.setEncoding('utf8').on('data', text => (output += text));
	if (reign.isRead !== false) {
		read();
	}
	child.stderr.setEncoding('utf8').on('data', text => (errors += text));
	return {
		pid,
		folder,
		write,
		family: async () => (await readMarked()).filter(relative => relative.pid !== pid),
		output: () => output,
		errors: () => errors,
		prints: (text, limit) => until(`the emperor to print ${text}`, () => contains(output, text), limit),
		signal: name => void child.kill(name),
		exited: async limit => {
			await until('the emperor to end', () => code !== undefined, limit);
			return code ?? 0;
		},
		read,
		hangUp: () => void child.stdout.destroy(),
	};
};
