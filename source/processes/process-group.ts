import {errorCode} from './spawn-refused.js';

/**
 * Sends a signal, or with 0 only a question, to everyone in a process group. Answers whether there was anyone, zombies
 * included.
 *
 * Not being allowed to is an answer too: someone is there who has become another user, or (macOS) only a zombie.
 */
export const signalGroup = (pgid: number, signal: NodeJS.Signals | 0): boolean => {
	try {
		process.kill(-pgid, signal);
		return true;
	} catch (error) {
		if (errorCode(error) === 'ESRCH') {
			return false;
		}
		if (errorCode(error) === 'EPERM') {
			return true;
		}
		throw error;
	}
};
