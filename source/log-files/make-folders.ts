import {mkdir, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {errorCode} from './trouble.js';

/**
 * Makes a folder that only its owner may write to, and those above it. Rejects with the system's error.
 *
 * Node's own recursive mkdir tries without end where there is a folder in which none can be made, as in /proc.
 */
export const makeFolders = async (dir: string): Promise<void> => {
	try {
		await makeFolder(dir);
	} catch (error) {
		if (errorCode(error) !== 'ENOENT' || dirname(dir) === dir) {
			throw error;
		}
		await makeFolders(dirname(dir));
		await makeFolder(dir);
	}
};

const makeFolder = async (dir: string): Promise<void> => {
	try {
		await mkdir(dir, {mode: 0o750});
	} catch (error) {
		if (errorCode(error) !== 'EEXIST' || !(await stat(dir)).isDirectory()) {
			throw error;
		}
	}
};
