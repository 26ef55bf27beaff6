import {setTimeout as delay} from 'node:timers/promises';
import {isInForeground} from './process-table.js';

/** What a shell's job control does with us. */
export type JobControl = {
	/**
	 * Stops our whole job, as Ctrl-Z does, and answers for how many milliseconds: none where no shell would continue it.
	 * Nothing here runs meanwhile.
	 */
	readonly stopJob: () => number;
	/** Stops only this process: the rest of the job has been told. */
	readonly stopSelf: () => number;
	/** Resolves once the terminal is ours: after `fg`, not after `bg`. */
	readonly untilForeground: () => Promise<void>;
	/** From now on Ctrl-Z stops us as it does any program. */
	readonly close: () => void;
};

/** Heeds a Ctrl-Z that another program of our job passes on, or a SIGTSTP from anywhere. */
export const heedJobControl = (onStop: () => void): JobControl => {
	process.on('SIGTSTP', onStop);
	const close = (): void => void process.off('SIGTSTP', onStop);
	const stop = (pid: number): number => {
		close();
		const since = performance.now();
		// The kernel stops us before this returns.
		process.kill(pid, 'SIGTSTP');
		const stopped = performance.now() - since;
		process.on('SIGTSTP', onStop);
		return stopped;
	};
	return {
		stopJob: () => stop(0),
		stopSelf: () => stop(process.pid),
		untilForeground: async () => {
			while (!isInForeground()) {
				// A shell tells nobody that it gives the terminal to a job that runs.
				await delay(glance, undefined, {ref: false});
			}
		},
		close,
	};
};

/** Milliseconds between two looks at who has the terminal. */
const glance = 200;
