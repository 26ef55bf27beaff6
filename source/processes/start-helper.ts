import {type ChildProcess, spawn} from 'node:child_process';

/** Null exit code: it died of a signal, or could not be started and `error` says why. */
export type HelperEnd = {readonly exitCode: number | null; readonly error?: unknown};

export type Helper = {
	/** Resolves when it has been reaped. Never rejects. */
	readonly ended: Promise<HelperEnd>;
	readonly kill: () => void;
};

/**
 * Starts a small program of ours that answers by its exit code. In a session of its own, so that no Ctrl-C or hang-up
 * reaches it; in `/`, so that it holds no folder; and without the emperor's environment, which may bear the mark of a
 * greater emperor, who would take it for a stray. A `'pipe'` shows it the emperor's death, as an end of file.
 */
export const startHelper = (
	command: string,
	args: readonly string[],
	stdio: readonly (number | 'pipe' | 'ignore')[],
): Helper => {
	try {
		const child: ChildProcess = spawn(command, [...args], {
			stdio: [...stdio],
			detached: true,
			cwd: '/',
			env: {PATH: process.env.PATH},
		});
		const ended = new Promise<HelperEnd>(resolve => {
			child.once('error', error => resolve({exitCode: null, error}));
			child.once('exit', exitCode => resolve({exitCode}));
		});
		return {ended, kill: () => child.kill('SIGKILL')};
	} catch (error) {
		return {ended: Promise.resolve({exitCode: null, error}), kill: () => {}};
	}
};
