import {type ChromeRow, cutRow} from './chrome.js';
import {fitLine, hasSureWidth} from './fit-line.js';

/** All that a terminal is to show, as plain values: two of them tell what there is to write. */
export type Screen = {
	readonly columns: number;
	/** As many as the terminal has. */
	readonly rows: readonly ScreenRow[];
};

/** A row of chrome and the pieces of log that lie upon it, from left to right. */
export type ScreenRow = {readonly chrome: ChromeRow; readonly spans: readonly Span[]};

/** One row of a pane. The text is raw: a column of log may hold anything. */
export type Span = {readonly x: number; readonly width: number; readonly text: string};

/**
 * The text that makes a terminal showing `last` show `next`; empty where that is the same.
 *
 * Without `last`, or when the size is another, the terminal is cleared and everything is written.
 * Assumes that lines do not wrap, and leaves the cursor anywhere.
 */
export const paint = (last: Screen | undefined, next: Screen): string => {
	const isComparable = last?.columns === next.columns && last.rows.length === next.rows.length;
	let text = isComparable ? '' : clearScreen;
	for (const [y, row] of next.rows.entries()) {
		text += paintRow(isComparable ? last.rows[y] : undefined, row, y, next.columns);
	}

	return text === '' ? '' : beginUpdate + text + endUpdate;
};

const paintRow = (
	last: ScreenRow | undefined,
	{chrome, spans}: ScreenRow,
	y: number,
	columns: number,
): string => {
	// Once this is set, nothing from here to the right is what it should be.
	let isSpoilt = last?.chrome.text !== chrome.text || !isSameLayout(last.spans, spans);
	let text = isSpoilt ? paintChrome(chrome, 0, y, columns) : '';
	for (const [index, {x, width, text: raw}] of spans.entries()) {
		if (!isSpoilt && last?.spans[index]?.text === raw) {
			continue;
		}

		const fitted = fitLine(raw, width);
		if (hasSureWidth(fitted)) {
			text += moveTo(x, y) + fitted;
		} else {
			// The terminal may take it for shorter or longer: into the border, and the next pane.
			text += moveTo(x, y) + eraseCells(width) + fitted + paintChrome(chrome, x + width, y, columns);
			isSpoilt = true;
		}
	}

	return text;
};

const isSameLayout = (some: readonly Span[], others: readonly Span[]): boolean =>
	some.length === others.length &&
	some.every(({x, width}, index) => x === others[index]?.x && width === others[index]?.width);

/** Chrome from column `x` to the end of the row. Erased first: at the very end it would take the last cell along. */
const paintChrome = (chrome: ChromeRow, x: number, y: number, columns: number): string =>
	x >= columns ? '' : `${moveTo(x, y)}\x1b[K${cutRow(chrome, x, columns)}\x1b[0m`;

const moveTo = (x: number, y: number): string => `\x1b[${y + 1};${x + 1}H`;

const eraseCells = (count: number): string => `\x1b[${count}X`;

const clearScreen = '\x1b[0m\x1b[2J';

/** Synchronised update (mode 2026): terminals that know it show what is between in one go, others ignore it. */
const beginUpdate = '\x1b[?2026h';
const endUpdate = '\x1b[?2026l';
