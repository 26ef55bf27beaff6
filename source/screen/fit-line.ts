import {characters, columnsOf, standAlone, unburied} from './characters.js';
import {expandTabs, isPrintable, withoutControls} from './sanitise.js';
import {resetStyle} from './sgr.js';

/**
 * Untrusted text as exactly `width` columns: cleaned as by `sanitise`, filled up with spaces, or cut with `…`.
 *
 * A style ends before the filling. What terminals disagree on is left out where it can be (joiners, variation
 * selectors, marks without a letter); whether something of the kind is left says `hasSureWidth`.
 */
export const fitLine = (text: string, width: number): string => {
	if (width <= 0) {
		return '';
	}
	if (isPrintable(text)) {
		return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
	}

	const clean = expandTabs(withoutControls(text), width);
	const whole = take(clean, width);
	const {shown, columns} = whole.isAll ? whole : withEllipsis(take(clean, width - 1));
	return shown + (shown.includes('\x1b') ? resetStyle : '') + ' '.repeat(width - columns);
};

/**
 * Whether every terminal takes as many columns for this fitted line as we do: true of characters that stand alone.
 * Not true of emoji, of marks on letters, and of whatever Unicode came up with later.
 */
export const hasSureWidth = (fitted: string): boolean => standAlone(fitted);

type Taken = {readonly shown: string; readonly columns: number; readonly isAll: boolean};

/** As many characters from the front of clean text as `width` columns hold, with the styles between them. */
const take = (clean: string, width: number): Taken => {
	let shown = '';
	let columns = 0;
	let style = '';
	for (let cursor = 0; cursor < clean.length; ) {
		const nextStyle = clean.indexOf('\x1b', cursor);
		if (nextStyle === cursor) {
			const end = clean.indexOf('m', cursor) + 1;
			// No honest line changes its style so often from one character to the next.
			style = (style.length < 256 ? style : resetStyle) + clean.slice(cursor, end);
			cursor = end;
			continue;
		}

		const text = clean.slice(cursor, nextStyle === -1 ? clean.length : nextStyle);
		cursor += text.length;
		const taken = takeUnstyled(text, width - columns);
		if (taken.columns > 0) {
			shown += style + taken.shown;
			columns += taken.columns;
			style = '';
		}

		if (!taken.isAll) {
			return {shown, columns, isAll: false};
		}
	}

	return {shown, columns, isAll: true};
};

const takeUnstyled = (text: string, width: number): Taken => {
	if (isPrintable(text)) {
		const shown = text.slice(0, width);
		return {shown, columns: shown.length, isAll: shown === text};
	}

	let shown = '';
	let columns = 0;
	for (const whole of characters(text)) {
		const character = unburied(whole);
		const characterWidth = columnsOf(character);
		if (characterWidth === 0 || (columns === 0 && joinsItsLeftNeighbour.test(character))) {
			continue;
		}
		if (columns + characterWidth > width) {
			return {shown, columns, isAll: false};
		}
		shown += character;
		columns += characterWidth;
	}

	return {shown, columns, isAll: true};
};

const withEllipsis = ({shown, columns}: Taken) => ({shown: `${shown}…`, columns: columns + 1});

/** What a terminal adds to the cell left of it, which is none of its own where a line or a style begins. */
const joinsItsLeftNeighbour = /^[\p{M}\p{Emoji_Modifier}\u1160-\u11ff\ud7b0-\ud7fb\uff9e\uff9f]/u;
