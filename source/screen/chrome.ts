import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';

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

/** The part of a row from column `from` to before column `to`; shorter where the row is. */
export const cutRow = ({text, cuts}: ChromeRow, from: number, to: number): string => {
	const key = `${from}-${to}`;
	const known = cuts.get(key);
	if (known !== undefined) {
		return known;
	}

	const cut = from === 0 && stringWidth(text) <= to ? text : sliceAnsi(text, from, to);
	cuts.set(key, cut);
	return cut;
};
