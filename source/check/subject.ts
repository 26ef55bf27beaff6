import {resolve} from 'node:path';
import {lastOf, type Option} from '../config/option.js';

/** Whether a value holds nothing that only the running uWSGI can fill in: then nothing is claimed about it. */
export const isKnown = (value: string): boolean => value !== '' && !/[%$@]\(/.test(value);

/** The last of an option's values, whichever of its names it was given by, if it can be known. */
export const lastKnown = (options: readonly Option[], ...keys: readonly string[]): Option | undefined => {
	const option = options.findLast(({key}) => keys.includes(key));
	return option !== undefined && isKnown(option.value) ? option : undefined;
};

/** Where a vassal's relative paths begin, sockets included: `chdir` comes first of all. Measured on uWSGI 2.0.21. */
export const workingFolder = (options: readonly Option[], cwd: string): string | undefined => {
	const chdir = lastOf(options, 'chdir');
	if (chdir === undefined) {
		return cwd;
	}
	return isKnown(chdir.value) ? resolve(cwd, chdir.value) : undefined;
};
