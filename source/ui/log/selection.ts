import type {LineOrder, PlacedLine} from '../../logs/line-order.js';
import {goesOn} from '../../logs/log-reader.js';
import {characters, columnsOf} from '../../screen/characters.js';
import {reach} from '../../screen/columns.js';
import {bareText, joiners} from '../../screen/sanitise.js';
import type {LogRow} from './lay-rows.js';
import {readLine, type Tint} from './line-text.js';
import type {RowStart} from './log-view.js';

/** What a person is about to copy from a log. Stays on its lines through growth and any resize. */
export type Selection = {
	readonly unit: 'lines' | 'characters';
	/** Where it began, and where it has been moved to; both characters are in it. */
	readonly anchor: RowStart;
	readonly head: RowStart;
	/** The log followed when it began, and shall again. */
	readonly followed: boolean;
};

/**
 * The text of the document: unwrapped, without colours, borders or times. Whole lines with the tabs they came with; what was
 * too long to be kept in one line as the one that was printed. Without a newline at the end, so that it can be pasted into a
 * shell and looked at.
 */
export const selectedText = (order: LineOrder, selection: Selection): string => {
	const {start, end} = ends(selection);
	const texts: string[] = [];
	let before: PlacedLine | undefined;
	for (let next = start.place; next <= end.place; ) {
		const lines = order.from(next, linesAtOnce).filter(({place}) => place <= end.place);
		next = (lines.at(-1)?.place ?? Number.POSITIVE_INFINITY) + 1;
		for (const placed of lines) {
			const text = partOf(placed, selection);
			const isSame = before?.id === placed.id && goesOn(before.line, placed.line);
			texts.push(isSame ? `${texts.pop() ?? ''}${text}` : text);
			before = placed;
		}
	}
	return texts.join('\n');
};

const partOf = ({place, line}: PlacedLine, selection: Selection): string => {
	if (selection.unit === 'lines') {
		return bareText(line.text);
	}
	const {plain} = readLine(line.text);
	const {from, to} = stretch(place, plain, selection);
	return joined(line.text, plain, from, to);
};

/** Part of a line as it is shown, with the joiners and variation selectors between its characters that are not shown. */
const joined = (raw: string, plain: string, from: number, to: number): string => {
	let copied = '';
	let at = 0;
	for (const [piece] of bareText(raw).matchAll(pieces)) {
		if (invisible.test(piece)) {
			copied += at > from && (at < to || (at === to && selector.test(piece))) ? piece : '';
			continue;
		}
		const start = at;
		// Tabs are shown as spaces, how many depends on where they are.
		at += /[\t ]/.test(piece) ? (/^ */.exec(plain.slice(at))?.[0].length ?? 0) : piece.length;
		copied += plain.slice(Math.max(start, from), Math.min(at, to));
	}
	return copied;
};

const pieces = new RegExp(`[\\t ]+|[${joiners}]|[^\\t ${joiners}]+`, 'gu');
const invisible = new RegExp(`^[${joiners}]$`, 'u');
const selector = /^[^\u200c\u200d]$/u;

/** How much of a row stands out: nothing, or one stretch of it. */
export const selectionTints = ({place, text}: LogRow, selection: Selection | undefined): readonly Tint[] => {
	if (selection === undefined) {
		return [];
	}
	const {start, end} = ends(selection);
	return place < start.place || place > end.place
		? []
		: [{...stretch(place, text.plain, selection), style: inverse}];
};

/**
 * The character of a row that covers a column of the pane; the one behind the last where it has none there. Of a request in
 * few words the first of its line.
 */
export const spotAt = ({place, text, from, to, indent, compact}: LogRow, column: number): RowStart => {
	if (compact !== undefined) {
		return {place, from: 0};
	}
	let index = from;
	let end = indent;
	for (const character of characters(text.plain.slice(from, to))) {
		end += columnsOf(character);
		if (end > column) {
			break;
		}
		index += character.length;
	}
	return {place, from: index};
};

/** Which characters of a line that it touches are in it. */
const stretch = (place: number, plain: string, selection: Selection): {from: number; to: number} => {
	const {start, end} = ends(selection);
	const isWhole = selection.unit === 'lines';
	return {
		from: isWhole || place > start.place ? 0 : start.from,
		to: isWhole || place < end.place ? plain.length : reach(plain, end.from, 1),
	};
};

const ends = ({anchor, head}: Selection): {readonly start: RowStart; readonly end: RowStart} =>
	anchor.place < head.place || (anchor.place === head.place && anchor.from <= head.from)
		? {start: anchor, end: head}
		: {start: head, end: anchor};

const inverse = '\x1b[7m';

const linesAtOnce = 500;
