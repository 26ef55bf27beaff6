import {availableParallelism, hostname, userInfo} from 'node:os';
import type {MagicVariables} from '../config/magic-variables.js';

/** The magic variables that are the same in every config on this machine. Groups, and users without a name, are numbers. */
export const machineVariables = (): MagicVariables => {
	const [uid, gid] = [String(process.getuid?.() ?? ''), String(process.getgid?.() ?? '')];
	return {h: hostname(), k: String(availableParallelism()), u: uid, U: userName() ?? uid, g: gid, G: gid};
};

const userName = (): string | undefined => {
	try {
		return userInfo().username;
	} catch {
		// A user id without an entry in the password file, as in many containers.
		return undefined;
	}
};
