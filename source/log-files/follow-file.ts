import {constants, statSync} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';
import {setTimeout as pause} from 'node:timers/promises';
import {errorCode} from './trouble.js';
import {WholeLines} from './whole-lines.js';

/** What a follower has to tell: lines, each with its newline, or in words why there are none. */
export type Followed = {
	readonly lines: (lines: Buffer) => void;
	/** Said once for each change: not there yet, no plain file, may not be read. */
	readonly trouble: (what: string) => void;
};

/**
 * Follows a file as `tail -F` does: from its end if it is there now, else from its beginning, through rotation and truncation.
 *
 * Only ever reads plain files, in pieces of 64 KB. Looks four times a second while it grows, else once. Answers what ends that.
 */
export const followFile = (path: string, {lines, trouble}: Followed): (() => void) => {
	const ending = new AbortController();
	const end = endNow(path);
	void follow(path, end, new WholeLines(lines), trouble, ending.signal);
	return () => ending.abort();
};

const follow = async (
	path: string,
	start: number,
	lines: WholeLines,
	trouble: (what: string) => void,
	signal: AbortSignal,
): Promise<void> => {
	let file: OpenFile | undefined;
	let position = start;
	let lastTrouble: string | undefined;
	let quietLooks = 0;
	while (!signal.aborted) {
		let growth = 0;
		try {
			file ??= await openPlain(path, position);
			lastTrouble = undefined;
			growth = await readOn(file, lines, signal);
			if (growth === 0 && (await isReplaced(file, path))) {
				await file.handle.close();
				file = undefined;
				position = 0;
				lines.end();
				continue;
			}
		} catch (error) {
			await file?.handle.close().catch(() => undefined);
			file = undefined;
			position = 0;
			const what = wordsFor(error);
			if (what !== lastTrouble) {
				lastTrouble = what;
				trouble(what);
			}
		}
		quietLooks = growth === 0 ? quietLooks + 1 : 0;
		await pause(quietLooks > looksBeforeCalm ? 1000 : 250, undefined, {signal, ref: false}).catch(
			() => undefined,
		);
	}
	await file?.handle.close().catch(() => undefined);
};

type OpenFile = {readonly handle: FileHandle; readonly ino: number; readonly dev: number; position: number};

/** Looked at before it is opened, since opening a device can do something; and after, since it may be another by then. */
const openPlain = async (path: string, position: number): Promise<OpenFile> => {
	refuseSpecial(await stat(path));
	const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const stats = await handle.stat();
		refuseSpecial(stats);
		return {handle, ino: stats.ino, dev: stats.dev, position: Math.min(position, stats.size)};
	} catch (error) {
		await handle.close();
		throw error;
	}
};

const refuseSpecial = (stats: {isFile: () => boolean}): void => {
	if (!stats.isFile()) {
		throw Object.assign(new Error('no plain file'), {code: 'ENXIO'});
	}
};

/** Hands on what is new; answers how many bytes that was. A file that has become shorter begins anew. */
const readOn = async (file: OpenFile, lines: WholeLines, signal: AbortSignal): Promise<number> => {
	const {size} = await file.handle.stat();
	if (size < file.position) {
		file.position = 0;
		lines.end();
	}
	if (size - file.position > mostBehind) {
		lines.skip(size - mostBehind - file.position);
		file.position = size - mostBehind;
	}
	const start = file.position;
	const piece = Buffer.allocUnsafe(Math.min(size - start, 65_536));
	while (file.position < size && !signal.aborted) {
		const {bytesRead} = await file.handle.read(piece, 0, piece.length, file.position);
		if (bytesRead === 0) {
			break;
		}
		file.position += bytesRead;
		lines.take(piece.subarray(0, bytesRead));
	}
	return file.position - start;
};

/** Whether another file has its name now and is written to: until then somebody may still write to the old one. */
const isReplaced = async ({ino, dev}: OpenFile, path: string): Promise<boolean> => {
	try {
		const now = await stat(path);
		return (now.ino !== ino || now.dev !== dev) && (now.size > 0 || !now.isFile());
	} catch {
		return false;
	}
};

/** Known before the vassal can write a first word; a file that is not there yet is read from its beginning. */
const endNow = (path: string): number => {
	try {
		return statSync(path).size;
	} catch {
		return 0;
	}
};

const wordsFor = (error: unknown): string => {
	const code = errorCode(error) ?? String(error);
	return (
		{
			ENOENT: 'not there yet',
			ENXIO: 'not a plain file, so it is not followed',
			EACCES: 'may not be read. Let this user read it',
			ELOOP: 'a circle of symbolic links',
		}[code] ?? `cannot be read (${code})`
	);
};

/** Bytes that a pane could not show anyway; as many of the newest are read, and the others counted. */
const mostBehind = 16 * 1024 * 1024;

const looksBeforeCalm = 20;
