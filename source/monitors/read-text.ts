import {closeSync, constants, fstatSync, open, read} from 'node:fs';
import {promisify} from 'node:util';
import {largestConfig, type ReadText} from '../config/config-text.js';

/**
 * Reads a config from the disk. Never waits for a FIFO's writer, and never takes in more than a config can be.
 *
 * Only what may take its time, as on a network's disk, is left to other threads: to change between them twice costs more
 * than all the rest.
 */
export const readText: ReadText = async path => {
	const file = await openFile(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const status = fstatSync(file);
		if (!status.isFile()) {
			throw failure(status.isDirectory() ? 'EISDIR' : 'EINVAL', path);
		}
		const parts: Buffer[] = [];
		let length = status.size;
		// One byte more than there is: a read that is not full is the last.
		for (let room = length + 1; length <= largestConfig; room = pageOfGrown) {
			const {bytesRead, buffer} = await readInto(file, Buffer.allocUnsafe(room), 0, room, null);
			parts.push(buffer.subarray(0, bytesRead));
			if (bytesRead < room) {
				return Buffer.concat(parts).toString('utf8');
			}
			length += room;
		}
		throw failure('EFBIG', path);
	} finally {
		closeSync(file);
	}
};

/** Bytes to ask for where a file has grown since it was opened. */
const pageOfGrown = 65_536;

const openFile = promisify(open);
const readInto = promisify(read);

const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), {code});
