import {type ChildProcess, spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';

/** A program that has the terminal. */
export type TerminalProgram = {
	/** Resolves to what went wrong with starting it, if anything; what it did is its own affair. */
	readonly ended: Promise<string | undefined>;
	/** Tells it that its terminal is gone. */
	readonly hangUp: () => void;
	readonly kill: () => void;
};

/**
 * Starts the editor or pager that a person has chosen on a file, in the terminal, as a shell would: `command` may have
 * arguments and quotes (`vim -c 'set nu'`). It shares our process group, as the terminal has it in front.
 *
 * @param command read by a shell; it comes from the person's environment. The file's name never is.
 */
export const startInTerminal = (
	command: string,
	file: string,
	env: Readonly<Record<string, string | undefined>> = process.env,
): TerminalProgram => {
	const terminal = openTerminal();
	try {
		// `env` takes the assignments that may stand in front; `exec` leaves no shell that a Ctrl-C could end.
		const child: ChildProcess = spawn('/bin/sh', ['-c', `exec env ${command} "$@"`, 'sh', file], {
			stdio: [terminal, terminal, terminal],
			env,
		});
		const ended = new Promise<string | undefined>(resolve => {
			child.once('error', ({message}) => resolve(message));
			child.once('exit', exitCode => resolve(refusals[exitCode ?? 0]?.(command)));
		});
		return {ended, hangUp: () => void child.kill('SIGHUP'), kill: () => void child.kill('SIGKILL')};
	} catch (error) {
		return {ended: Promise.resolve(String(error)), hangUp: () => {}, kill: () => {}};
	} finally {
		if (terminal !== 'inherit') {
			closeSync(terminal);
		}
	}
};

/** By itself, since a child's standard streams change the modes of ours, and stderr may go to a file. */
const openTerminal = (): number | 'inherit' => {
	try {
		return openSync('/dev/tty', 'r+');
	} catch {
		return 'inherit';
	}
};

/** What `env` answers when it could not start a program. */
const refusals: Readonly<Record<number, (command: string) => string>> = {
	126: command => `cannot start "${command}"`,
	127: command => `cannot find "${command}"`,
};
