import {constants} from 'node:fs';
import {type FileHandle, lstat, open, rename, rm, stat} from 'node:fs/promises';
import {claimName} from './claim-name.js';
import {makeFolders} from './make-folders.js';

/** How much is kept of each vassal. */
export type Rotation = {
	/** Bytes of a file at which the next is begun. */
	readonly maxBytes: number;
	/** Files of a vassal, the one that is written to among them: `app.ini.log`, `app.ini.log.1`, … */
	readonly maxFiles: number;
};

/**
 * The file of one vassal in the log folder: appended to, rotated, made again when somebody moved or removed it.
 *
 * Never through a symbolic link, and only a plain file. A new one begins with a new line wherever that is possible.
 *
 * Not rotating-file-stream (3.2.10): it ends with its first failed write, takes a short write for a whole one, and follows
 * symbolic links. sonic-boom does not rotate.
 */
export class KeptFile {
	readonly #dir: string;
	readonly #configFile: string;
	readonly #rotation: Rotation;
	#open: OpenFile | undefined;
	/** What comes next goes on with a line that is in the file already. */
	#isMidLine = false;

	constructor(dir: string, configFile: string, rotation: Rotation) {
		this.#dir = dir;
		this.#configFile = configFile;
		this.#rotation = rotation;
	}

	/** Answers how many of the bytes, at least one, are written now. Rejects with the system's error. */
	async append(bytes: Buffer): Promise<number> {
		const file = await this.#current();
		const room = this.#rotation.maxBytes - file.size;
		const length = fitting(bytes, room, !this.#isMidLine && file.size > 0);
		if (length === 0) {
			await this.#rotate(file);
			return this.append(bytes);
		}
		const {bytesWritten} = await file.handle.write(bytes, 0, length);
		file.size += bytesWritten;
		this.#isMidLine = bytes[bytesWritten - 1] !== newline;
		return bytesWritten;
	}

	/** Opened again by the next `append`, which begins a line. */
	async end(): Promise<void> {
		this.#isMidLine = false;
		await this.close();
	}

	/** Opened again by the next `append`, which goes on where the last one ended. */
	async close(): Promise<void> {
		const file = this.#open;
		this.#open = undefined;
		await file?.handle.close();
	}

	async #current(): Promise<OpenFile> {
		const file = this.#open;
		if (file !== undefined && performance.now() < file.checkedAt + checkInterval) {
			return file;
		}
		if (file !== undefined && (await isStillThere(file))) {
			file.checkedAt = performance.now();
			return file;
		}
		await this.close();
		const opened = await this.#openFile();
		this.#open = opened;
		return opened;
	}

	async #openFile(): Promise<OpenFile> {
		await makeFolders(this.#dir);
		const path = await claimName(this.#dir, this.#configFile);
		const handle = await open(path, flags, 0o640);
		try {
			const {size, ino, dev, isPlain} = await look(handle);
			if (!isPlain) {
				throw Object.assign(new Error(`${path} is not a plain file`), {code: 'ENXIO'});
			}
			const file = {handle, path, ino, dev, size, checkedAt: performance.now()};
			if (!this.#isMidLine) {
				await endLine(file);
			}
			return file;
		} catch (error) {
			await handle.close();
			throw error;
		}
	}

	/** Moves each file on, up to the first free name; the oldest of all that may be kept is gone then, and what is older still. */
	async #rotate({path}: OpenFile): Promise<void> {
		await this.close();
		const {maxFiles} = this.#rotation;
		const nameOf = (index: number): string => (index === 0 ? path : `${path}.${index}`);
		for (let surplus = maxFiles; await isThere(nameOf(surplus)); surplus++) {
			await rm(nameOf(surplus)).catch(() => undefined);
		}
		if (maxFiles === 1) {
			await rm(path, {force: true});
			return;
		}
		let free = 1;
		while (free < maxFiles - 1 && (await isThere(nameOf(free)))) {
			free++;
		}
		for (let index = free; index > 0; index--) {
			await rename(nameOf(index - 1), nameOf(index)).catch(unlessMissing);
		}
	}
}

type OpenFile = {
	readonly handle: FileHandle;
	readonly path: string;
	readonly ino: number;
	readonly dev: number;
	/** Bytes in it. */
	size: number;
	/** When it was last seen to be the file of that name; milliseconds of `performance.now()`. */
	checkedAt: number;
};

/** Whole lines that fit; where a line has begun already, or has the file for itself, as much of it as fits. */
const fitting = (bytes: Buffer, room: number, isAfterLine: boolean): number => {
	if (bytes.length <= room) {
		return bytes.length;
	}
	const lastNewline = room > 0 ? bytes.lastIndexOf(newline, room - 1) : -1;
	if (lastNewline !== -1) {
		return lastNewline + 1;
	}
	return isAfterLine ? 0 : Math.max(0, room);
};

const isThere = async (path: string): Promise<boolean> => {
	try {
		await lstat(path);
		return true;
	} catch {
		return false;
	}
};

const isStillThere = async (file: OpenFile): Promise<boolean> => {
	try {
		const {ino, dev, size} = await stat(file.path);
		file.size = size;
		return ino === file.ino && dev === file.dev;
	} catch {
		return false;
	}
};

const look = async (handle: FileHandle) => {
	const stats = await handle.stat();
	return {size: stats.size, ino: stats.ino, dev: stats.dev, isPlain: stats.isFile()};
};

/** An emperor that was killed left half a line: what comes now is not its other half. */
const endLine = async (file: OpenFile): Promise<void> => {
	if (file.size === 0) {
		return;
	}
	const last = Buffer.alloc(1);
	await file.handle.read(last, 0, 1, file.size - 1);
	if (last[0] !== newline) {
		file.size += (await file.handle.write('\n')).bytesWritten;
	}
};

const unlessMissing = (error: NodeJS.ErrnoException): void => {
	if (error.code !== 'ENOENT') {
		throw error;
	}
};

/** Without O_NONBLOCK, opening a FIFO that somebody planted would wait for its reader. */
const flags =
	constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const newline = 10;

/** Milliseconds between two looks whether the file was moved or removed. */
const checkInterval = 1000;
