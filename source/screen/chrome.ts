import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';
import {characters, columnsOf, standAlone} from './characters.js';

/** One row of what Ink drew, trusted, with its styles closed. Cutting is slow, so what was cut is remembered. */
export type ChromeRow = {
	readonly text: string;
	/** Text from a column on, by that column and the one it ends before. */
	readonly cuts: Map<string, string>;
};

export const blankRow: ChromeRow = {text: '', cuts: new Map()};

/** The rows of a whole frame. Those that are as before are the very same objects, with what was cut of them. */
export const toChromeRows = (frame: string, before: readonly ChromeRow[]): readonly ChromeRow[] =>
	frame
		.split('\n')
		.map((text, index) => (before[index]?.text === text ? before[index] : {text, cuts: new Map()}));

/** The part of a row from column `from` to before column `to`; shorter where the row is. To be written at that column. */
export const cutRow = ({text, cuts}: ChromeRow, from: number, to: number): string => {
	const key = `${from}-${to}`;
	const known = cuts.get(key);
	if (known !== undefined) {
		return known;
	}

	const cut = anchored(from === 0 && widthOf(text) <= to ? text : sliceAnsi(text, from, to), from);
	cuts.set(key, cut);
	return cut;
};

/** Style by style: in the next frame most of them are the same again. */
const widthOf = (text: string): number =>
	text.split(/\x1b\[[\d;]*m/).reduce((sum, piece) => sum + stringWidth(piece), 0);

/**
 * Text that begins in column `from`, with its column said again after each character that a terminal may take for
 * shorter or longer, such as an emoji in a name: what comes behind it has to stay where it is.
 */
const anchored = (text: string, from: number): string => {
	if (standAlone(text)) {
		return text;
	}

	let column = from;
	let isLost = false;
	let result = '';
	for (const [piece] of text.matchAll(/\x1b[^m]*m|[^\x1b]+/g)) {
		if (piece.startsWith('\x1b')) {
			result += piece;
			continue;
		}
		if (standAlone(piece)) {
			result += (isLost ? `\x1b[${column + 1}G` : '') + piece;
			column += stringWidth(piece);
			isLost = false;
			continue;
		}
		for (const character of characters(piece)) {
			result += (isLost ? `\x1b[${column + 1}G` : '') + character;
			column += columnsOf(character);
			isLost = !standAlone(character);
		}
	}
	return result;
};
