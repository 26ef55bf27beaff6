import {createHash} from 'node:crypto';

/**
 * What the log file of a config file may be called, best first: `app.ini.log`, then with more and more of its folders,
 * `srv-app.ini.log`. Only the last, which has a hash of the whole path in it, is sure to be nobody else's.
 *
 * Letters, digits and a few signs are left as they are, so that a name means nothing to a shell or a terminal.
 */
export const logNames = (path: string): readonly string[] => {
	const parts = path.split('/').filter(part => part !== '');
	const tails = parts.map((_, index) => safe(parts.slice(parts.length - 1 - index).join('-')));
	const hash = createHash('sha256').update(path).digest('hex').slice(0, 16);
	const short = tails.filter(tail => Buffer.byteLength(tail) <= mostBytes);
	return [...short.slice(0, 8), `${cut(tails[0] ?? '', mostBytes - 17)}-${hash}`].map(name => `${name}.log`);
};

/** Leaves room for `.log`, for the number of a rotated file, and for the mark that says whose it is; 255 is the limit. */
const mostBytes = 200;

const safe = (name: string): string =>
	name.normalize('NFC').replaceAll(/[^\p{L}\p{N}._@+-]|(?:^[.-])/gu, '_');

/** Whole characters, at most so many bytes. */
const cut = (text: string, bytes: number): string => {
	let shown = '';
	for (const character of text) {
		if (Buffer.byteLength(shown + character) > bytes) {
			break;
		}
		shown += character;
	}
	return shown;
};
