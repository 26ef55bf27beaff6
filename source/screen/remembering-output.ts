import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';
import {singleColumns} from './single-columns.js';
import {TextMemory} from './text-memory.js';

/** What Ink draws a frame on. */
export type InkOutput = {
	readonly write: (x: number, y: number, text: string, options: WriteOptions) => void;
	readonly clip: (clip: Clip) => void;
	readonly unclip: () => void;
	readonly get: () => {readonly output: string; readonly height: number};
};

export type InkOutputClass = new (size: {readonly width: number; readonly height: number}) => InkOutput;

type WriteOptions = {
	/** Colour a line; `index` counts the lines of its text. */
	readonly transformers: readonly ((line: string, index: number) => string)[];
};

/** Columns from `x1` to before `x2`, and rows likewise; where they are missing it does not clip. */
type Clip = {
	readonly x1?: number | undefined;
	readonly x2?: number | undefined;
	readonly y1?: number | undefined;
	readonly y2?: number | undefined;
};

/** A piece of one row: text that is clipped and coloured, and the column it begins in. */
type Piece = {readonly x: number; readonly text: string};

/**
 * Draws what Ink's own output draws, but has it put together only the rows that were not the same in the frame before:
 * so a frame costs what changed, and not every cell it has.
 */
export const remembering = (Output: InkOutputClass): InkOutputClass => {
	let knownWidth = 0;
	let known = new Map<string, string>();
	const cuts = new TextMemory<string>(mostCuts);

	const cut = (text: string, from: number, to: number): string => {
		if (from === 0 && stringWidth(text) <= to) {
			return text;
		}
		const key = `${from}-${to} ${text}`;
		let result = cuts.get(key);
		if (result === undefined) {
			result = sliceAnsi(text, from, to);
			cuts.set(key, result);
		}
		return result;
	};

	const compose = (pieces: readonly Piece[], width: number): string => {
		const simple = sideBySide(pieces, width);
		if (simple !== undefined) {
			return simple;
		}
		const row = new Output({width, height: 1});
		for (const {x, text} of pieces) {
			row.write(x, 0, text, {transformers: []});
		}
		return row.get().output;
	};

	return class implements InkOutput {
		readonly #width: number;
		readonly #rows: readonly Piece[][];
		readonly #clips: Clip[] = [];

		constructor({width, height}: {readonly width: number; readonly height: number}) {
			this.#width = width;
			this.#rows = Array.from({length: height}, () => []);
		}

		clip(clip: Clip): void {
			this.#clips.push(clip);
		}

		unclip(): void {
			this.#clips.pop();
		}

		write(x: number, y: number, text: string, {transformers}: WriteOptions): void {
			const {
				x1 = Number.NEGATIVE_INFINITY,
				x2 = Number.POSITIVE_INFINITY,
				y1 = y,
				y2 = Number.POSITIVE_INFINITY,
			} = this.#clips.at(-1) ?? {};
			const top = Math.max(y, y1);
			const lines = text.split('\n').slice(top - y, Math.max(0, y2 - y));
			for (const [index, line] of lines.entries()) {
				const clipped = cut(line, Math.max(0, x1 - x), Math.max(0, x2 - x));
				const coloured = transformers.reduce((told, transform) => transform(told, index), clipped);
				this.#rows[top + index]?.push({x: Math.max(x, x1), text: coloured});
			}
		}

		get(): {readonly output: string; readonly height: number} {
			const rows = new Map<string, string>();
			const isComparable = this.#width === knownWidth;
			const output = this.#rows.map(pieces => {
				const key = pieces.map(({x, text}) => `${x}\n${text}`).join('\n');
				const row =
					(isComparable ? known.get(key) : undefined) ?? rows.get(key) ?? compose(pieces, this.#width);
				rows.set(key, row);
				return row;
			});
			known = rows;
			knownWidth = this.#width;
			return {output: output.join('\n'), height: output.length};
		}
	};
};

/**
 * A row of pieces that lie side by side within it, all of characters that take a column each; undefined for any other.
 * Each closes its own styles, as whatever colours a piece does.
 */
const sideBySide = (pieces: readonly Piece[], width: number): string | undefined => {
	let row = '';
	let column = 0;
	for (const {x, text} of [...pieces].sort((one, other) => one.x - other.x)) {
		const columns = singleColumns(text);
		if (columns === undefined || x < column || x + columns > width) {
			return undefined;
		}
		row += ' '.repeat(x - column) + text;
		column = x + columns;
	}
	return row.trimEnd();
};

/** Texts that were clipped and are remembered: a few frames of them. */
const mostCuts = 1000;
