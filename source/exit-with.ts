import {exitCodeOf} from './engine/signals.js';

/** Ends this process, which heeds no signals any more. */
export const exitWith = (code: number): void => {
	if (code === exitCodeOf('SIGHUP')) {
		// Node 20 aborts when it exits after its terminal was closed; ended by the signal itself it does not.
		process.kill(process.pid, 'SIGHUP');
	} else {
		process.exit(code);
	}
};
