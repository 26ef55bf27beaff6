import type {LineOrder, PlacedLine} from '../../logs/line-order.js';
import type {LogLine} from '../../logs/log-reader.js';
import {reach} from '../../screen/columns.js';
import {type CompactLine, compactRequest} from './compact-request.js';
import {type LineText, plainText, readLine} from './line-text.js';
import type {LogView, RowStart} from './log-view.js';

/** One row of a pane: a stretch of one line. */
export type LogRow = PlacedLine & {
	/** The whole line, as it is shown. */
	readonly text: LineText;
	/** Which characters of `text.plain` this row has: from the first to before the last. */
	readonly from: number;
	readonly to: number;
	/** Columns in front of them: the time, the name; blank where the row goes on with a line. */
	readonly indent: number;
	/** There is more of the line, but not in the next row. */
	readonly isCut: boolean;
	/** Present where `text` is not the line but a request, or a folded entry, in few words: then its characters are none of the document's. */
	readonly compact?: CompactLine;
};

/** The room that a log has. */
export type Pane = {
	readonly width: number;
	readonly height: number;
	/** Columns for the names of vassals in front of each line; absent where all lines are of one. */
	readonly names?: number;
};

/** What is seen in a pane, from the top down: at most as many rows as it has. */
export const layRows = (order: LineOrder, view: LogView, pane: Pane): readonly LogRow[] => {
	const {top} = view;
	if (top !== undefined) {
		const rows = rowsFrom(order, view, pane, top, pane.height);
		if (rows.length >= pane.height) {
			return rows;
		}
	}
	return lastRows(order.until(Number.MAX_SAFE_INTEGER, pane.height), view, pane, pane.height, () => true);
};

/** So many rows from a start on, as far as there are any. */
export const rowsFrom = (
	order: LineOrder,
	view: LogView,
	pane: Pane,
	top: RowStart,
	count: number,
): readonly LogRow[] => {
	const rows: LogRow[] = [];
	for (const line of order.from(top.place, count)) {
		for (const row of rowsOf(line, view, pane)) {
			if (row.place > top.place || !view.isWrapped || row.to > top.from || row.to === row.text.plain.length) {
				rows.push(row);
			}
		}
		if (rows.length >= count) {
			break;
		}
	}
	return rows.slice(0, count);
};

/** So many rows before a start, oldest first, as far as there are any. */
export const rowsBefore = (
	order: LineOrder,
	view: LogView,
	pane: Pane,
	top: RowStart,
	count: number,
): readonly LogRow[] =>
	lastRows(
		order.until(top.place, count + 1),
		view,
		pane,
		count,
		row => row.place < top.place || (view.isWrapped && row.from < top.from),
	);

/** The last so many rows of some lines, from which no more lines are laid out than have some of them. */
const lastRows = (
	lines: readonly PlacedLine[],
	view: LogView,
	pane: Pane,
	count: number,
	isMeant: (row: LogRow) => boolean,
): readonly LogRow[] => {
	let rows: LogRow[] = [];
	for (const line of lines.toReversed()) {
		rows = [...rowsOf(line, view, pane).filter(isMeant), ...rows];
		if (rows.length >= count) {
			break;
		}
	}
	return rows.slice(-count);
};

/** What lies under what is seen, and how much of that has come since it stopped following; undefined where nothing does. */
export const selectBelow = (
	order: LineOrder,
	view: LogView,
	pane: Pane,
): {readonly unread: number} | undefined => {
	const lowest = view.top === undefined ? undefined : layRows(order, view, pane).at(-1);
	return lowest === undefined || order.countAfter(lowest.place) === 0
		? undefined
		: {unread: order.countAfter(Math.max(lowest.place, view.newest ?? 0))};
};

/** How many lines were let go before what is seen: told where a person has scrolled up to the oldest that is left. */
export const countLetGo = (order: LineOrder, view: LogView, pane: Pane): number => {
	const [highest] = view.top === undefined ? [] : layRows(order, view, pane);
	const [oldest] = order.from(0, 1);
	return highest !== undefined && highest.place === oldest?.place ? order.letGo : 0;
};

/** Columns that are left for the text of lines. */
export const textWidth = (view: LogView, pane: Pane): number =>
	Math.max(1, pane.width - indentOf(view, pane));

/** Columns of the time, with the space behind it: none where the words are worth more. */
export const timeWidth = ({times}: LogView, {width}: Pane): number =>
	times === 'off' || width < leastWidthForTimes ? 0 : 9;

const leastWidthForTimes = 40;

const indentOf = (view: LogView, pane: Pane): number =>
	timeWidth(view, pane) + (pane.names === undefined ? 0 : pane.names + 1);

const rowsOf = ({place, id, line}: PlacedLine, view: LogView, pane: Pane): LogRow[] => {
	const aside = line.isFollowed ? 2 : 0;
	const indent = indentOf(view, pane) + aside;
	const width = Math.max(1, textWidth(view, pane) - aside);
	const text = readLine(line.text, view.isWrapped ? undefined : (view.sideways + width) * charactersAColumn);
	if (line.folded !== undefined) {
		return [briefRow({place, id, line}, foldedWords(line.folded), indent, width)];
	}
	const compact = isWhole(view) ? undefined : compactRequest(text.plain, width);
	if (compact !== undefined) {
		return [briefRow({place, id, line}, compact, indent, width)];
	}
	const {plain} = text;
	if (!view.isWrapped) {
		const from = view.sideways === 0 ? 0 : reach(plain, 0, view.sideways);
		const end = reach(plain, from, width);
		const isCut = end < plain.length;
		// What stands for the rest takes a column.
		const to = isCut ? reach(plain, from, width - 1) : end;
		return [{place, id, line, text, from, to, indent, isCut}];
	}

	const rows: LogRow[] = [];
	let from = 0;
	do {
		const to = reach(plain, from, width);
		rows.push({place, id, line, text, from, to, indent, isCut: false});
		from = to;
	} while (from < plain.length);
	return rows;
};

const briefRow = (line: PlacedLine, compact: CompactLine, indent: number, width: number): LogRow => {
	const {plain} = compact;
	const to = reach(plain, 0, width);
	const isCut = to < plain.length;
	const end = isCut ? reach(plain, 0, width - 1) : to;
	return {...line, text: {plain, styles: []}, from: 0, to: end, indent, isCut, compact};
};

/** `▸ Traceback ... ValueError: bad (12 lines)` */
const foldedWords = ({count, words}: NonNullable<LogLine['folded']>): CompactLine => ({
	plain: `${foldMark} ${plainText(words)} (${count + 1} lines)`,
});

/** In front of what is folded; drawn as the terminal can. */
export const foldMark = '▸';

/** Whether requests are shown as they were printed: wherever a person deals with their characters. */
const isWhole = ({isWrapped, sideways, search, selection}: LogView): boolean =>
	isWrapped || sideways > 0 || search !== undefined || selection !== undefined;

/** More than any text has, but for letters buried under marks. */
const charactersAColumn = 8;
