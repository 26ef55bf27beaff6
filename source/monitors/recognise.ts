import {createHash} from 'node:crypto';
import type {ReadText} from '../config/config-text.js';
import {isUntouched, type Known} from './compare-listings.js';
import {fewAtATime} from './few-at-a-time.js';
import {codeOf} from './listing.js';
import type {Seen} from './look-around.js';

export type KnownFile = Known & Seen & {readonly isSettled: boolean};

/**
 * Adds to each file the digest of its content, reading only those that moved since, and a reader that gives back what was
 * just read: the config is read from the very text that was compared. A file that is only remembered stays as it is.
 *
 * What changes between the look and the reading is read as `lookAgain` sees it then: old times with a new content would
 * be one change, and the new times another at the next look.
 */
export const recognise = async (
	seen: readonly Seen[],
	before: readonly KnownFile[],
	readText: ReadText,
	lookAgain: (file: Seen) => Promise<Seen | undefined>,
): Promise<{readonly files: readonly KnownFile[]; readonly reader: ReadText}> => {
	const earlier = new Map(before.map(file => [file.id, file]));
	const contents = new Map<string, Promise<string>>();
	const now = Date.now();
	const files = await fewAtATime(seen, async file => {
		const previous = earlier.get(file.id);
		if (previous === file) {
			return previous;
		}
		if (previous?.isSettled && isUntouched(previous, file)) {
			return {...previous, ...file};
		}
		const read = async (file: Seen, attempts: number): Promise<KnownFile> => {
			const content = readText(file.id);
			contents.set(file.id, content);
			const digest = await digestOf(content);
			const after = attempts > 1 ? await lookAgain(file) : undefined;
			return after === undefined || isUntouched(file, after)
				? {...file, digest, isSettled: isOlderThanItsClock(file, now)}
				: read(after, attempts - 1);
		};
		return read(file, mostAttempts);
	});
	return {files, reader: path => contents.get(path) ?? readText(path)};
};

/** A file that is written all the time is read again at the next look. */
const mostAttempts = 3;

const digestOf = async (content: Promise<string>): Promise<string> => {
	try {
		return createHash('sha1')
			.update(await content)
			.digest('hex');
	} catch (error) {
		return codeOf(error) || String(error);
	}
};

/**
 * Linux before 6.13 stamps files with a clock of up to 10 ms a tick: two writes in one tick look the same. What changed
 * so lately is read again at the next look, as git does with "racy" entries.
 */
const isOlderThanItsClock = ({signature}: Seen, now: number): boolean =>
	Number(BigInt(signature.ctimeNs) / 1_000_000n) < now - 20;
