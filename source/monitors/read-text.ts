import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {largestConfig, type ReadText} from '../config/config-text.js';

/** Reads a config from the disk. Never waits for a FIFO's writer, and never takes in more than a config can be. */
export const readText: ReadText = async path => {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const status = await file.stat();
		if (!status.isFile()) {
			throw failure(status.isDirectory() ? 'EISDIR' : 'EINVAL', path);
		}
		if (status.size > largestConfig) {
			throw failure('EFBIG', path);
		}
		return await file.readFile('utf8');
	} finally {
		await file.close();
	}
};

const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), {code});
