import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {promisify} from 'node:util';
import stringWidth from 'string-width';
import {isRunning} from './is-running.js';
import type {Scope} from './scratch.js';
import {until} from './wait.js';

/** A real terminal, with a program in it. */
export type Terminal = {
	/** Process id of the program, which was started without a shell. */
	readonly pid: number;
	/** What can be seen: every row, filled up with spaces to the terminal's width. */
	readonly screen: () => Promise<string>;
	/** The same with its colours, as tmux writes them down (SGR), not filled up. */
	readonly screenWithColours: () => Promise<string>;
	/** Presses keys by tmux's names for them: `Enter`, `C-c`, `Up`, `x`. */
	readonly keys: (...names: string[]) => Promise<void>;
	/** Types the text as it is; escape sequences too, such as those of a mouse. */
	readonly type: (text: string) => Promise<void>;
	readonly resize: (columns: number, rows: number) => Promise<void>;
	/** Waits until the screen shows the text, and gives the screen. Fails with the screen as it is. */
	readonly shows: (text: string | RegExp, limit?: number) => Promise<string>;
	/** Waits until the screen shows the text no more. */
	readonly gone: (text: string | RegExp, limit?: number) => Promise<string>;
	/** Closes it as a person closes a window, with the program in it. */
	readonly close: () => Promise<void>;
	/** Waits until the program has ended; gives its exit code, or 128 + the signal it died of. */
	readonly exited: (limit?: number) => Promise<number>;
	readonly alternateOn: () => Promise<boolean>;
	readonly cursorShown: () => Promise<boolean>;
	/** Anything else that tmux knows of a pane, by a format of its manual: `#{mouse_any_flag}`. */
	readonly ask: (format: string) => Promise<string>;
	/** Any command of tmux: answers what it prints. */
	readonly tmux: (...args: string[]) => Promise<string>;
};

/** How to open a terminal. */
export type Opening = {
	readonly columns: number;
	readonly rows: number;
	readonly command: readonly [program: string, ...args: string[]];
	readonly cwd?: string;
	/** Changes to the environment; undefined removes. */
	readonly env?: Readonly<Record<string, string | undefined>>;
};

/**
 * Opens a terminal of exactly this size in a tmux server of its own, which ends with the test.
 *
 * The program has to end with its terminal, as the closing of a window would make it: the test fails if it does not.
 */
export const openTerminal = async (
	t: Scope,
	{columns, rows, command, cwd = process.cwd(), env = {}}: Opening,
): Promise<Terminal> => {
	const name = `emperor-test-${process.pid}-${++opened}`;
	const tmux = async (...args: string[]) => (await runFile('tmux', ['-u', '-L', name, ...args])).stdout;
	const ask = async (format: string) => (await tmux('display-message', '-p', format)).trimEnd();

	const size = ['-x', String(columns), '-y', String(rows)];
	const start = [...settings.flatMap(setting => [...setting, ';']), 'new-session', '-d', ...size, '-c', cwd];
	// At least two words, or tmux would give the one to a shell.
	await runFile('tmux', ['-u', '-L', name, '-f', '/dev/null', ...start, '--', 'env', ...command], {
		env: {...process.env, ...plainEnvironment, ...env},
	});
	const pid = Number(await ask('#{pane_pid}'));
	const socket = await ask('#{socket_path}');
	let isOpen = true;
	const close = async () => {
		if (isOpen) {
			isOpen = false;
			await tmux('kill-server');
			await rm(socket, {force: true});
		}
	};
	t.after(async () => {
		await close();
		await endWithTerminal(pid);
	});

	const server = Number(await ask('#{pid}'));
	const howItEnded = async () => {
		const end = /^1:(?:(\d+)\/|\/(\d+)$)/.exec(
			await ask('#{pane_dead}:#{pane_dead_status}/#{pane_dead_signal}'),
		);
		if (end === null) {
			// tmux 3.3 sometimes misses the end of a program, which stays a zombie until the next one is heard of.
			process.kill(server, 'SIGCHLD');
		}
		return end;
	};

	let width = columns;
	const screen = async () => {
		const lines = (await tmux('capture-pane', '-p')).replace(/\n$/, '').split('\n');
		return lines.map(line => line + ' '.repeat(Math.max(0, width - stringWidth(line)))).join('\n');
	};
	const see = async (what: string, isSeen: (screen: string) => boolean, limit?: number) => {
		let seen = '';
		const look = async () => {
			seen = await screen();
			assert.ok(isSeen(seen), `\n${seen}`);
			return seen;
		};
		return until(`the screen ${what}`, look, limit);
	};

	return {
		pid,
		screen,
		screenWithColours: () => tmux('capture-pane', '-p', '-e'),
		async keys(...names) {
			await tmux('send-keys', '--', ...names.map(noSeparator));
		},
		async type(text) {
			await tmux('send-keys', '-l', '--', noSeparator(text));
		},
		async resize(newColumns, newRows) {
			await tmux('resize-window', '-x', String(newColumns), '-y', String(newRows));
			width = newColumns;
		},
		shows: (text, limit) => see(`to show ${text}`, shown => contains(shown, text), limit),
		gone: (text, limit) => see(`to be without ${text}`, shown => !contains(shown, text), limit),
		close,
		async exited(limit) {
			const end = await until('the program to end', () => howItEnded(), limit);
			return end[1] === undefined ? 128 + Number(end[2]) : Number(end[1]);
		},
		alternateOn: async () => (await ask('#{alternate_on}')) === '1',
		cursorShown: async () => (await ask('#{cursor_flag}')) === '1',
		ask,
		tmux,
	};
};

let opened = 0;
const runFile = promisify(execFile);

const settings = [
	['set-option', '-g', 'status', 'off'],
	['set-option', '-g', 'remain-on-exit', 'on'],
	// An ended program leaves its screen as it is. tmux before 3.3 does not know the option.
	['set-option', '-gq', 'remain-on-exit-format', ''],
	['set-option', '-g', 'default-terminal', 'tmux-256color'],
	['set-option', '-g', 'history-limit', '200'],
];

/** The same on every machine, whatever the person who runs the tests prefers. */
const plainEnvironment = {
	LANG: 'C.UTF-8',
	LC_ALL: undefined,
	CI: undefined,
	DEV: undefined,
	NO_COLOR: undefined,
	FORCE_COLOR: undefined,
	COLORTERM: undefined,
	COLUMNS: undefined,
	LINES: undefined,
	TMUX: undefined,
	TMUX_PANE: undefined,
};

const contains = (screen: string, text: string | RegExp): boolean =>
	typeof text === 'string' ? screen.includes(text) : text.test(screen);

/** A semicolon at the end of an argument would begin another command of tmux. */
const noSeparator = (word: string): string => word.replace(/;$/, '\\;');

/** Kills what should have ended by itself, then fails. */
const endWithTerminal = async (pid: number): Promise<void> => {
	try {
		await until(`process ${pid} to end with its terminal`, async () => !(await isRunning(pid)), 5000);
	} catch (error) {
		process.kill(pid, 'SIGKILL');
		throw error;
	}
};
