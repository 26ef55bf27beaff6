import type {VassalId} from '../../core/event.js';
import type {PaneSource} from '../../screen/compositor.js';
import {duration} from '../format.js';
import {foldMark, type LogRow, layRows, timeWidth} from './lay-rows.js';
import {levelTints} from './level-tints.js';
import {drawPart, type Tint} from './line-text.js';
import type {LogView} from './log-view.js';
import {matchTints} from './match-tints.js';
import type {Reading} from './readings.js';
import {selectionTints} from './selection.js';

/** What the rows of a log are drawn with. */
export type LogStyle = {
	/** Whether a log's own colours are shown. */
	readonly isColoured: boolean;
	/** Stands at the end of a row for the rest of the line. */
	readonly ellipsis: string;
	/** Stands in front of a line that comes from a file. */
	readonly vertical: string;
	/** Stands in front of an entry that is folded to one row. */
	readonly pointer: string;
	/** Stands there in front of how often the same one came. */
	readonly times: string;
	/** What is said where there is no line. */
	readonly emptiness: string;
	/** Names in front of the lines, equally wide and in their colours; absent where all lines are of one vassal. */
	readonly names?: {readonly width: number; readonly of: (id: VassalId) => string};
	/** Milliseconds since the epoch: what the age of a line is counted to. */
	readonly now: () => number;
};

/** The part of a log that a pane shows, as the compositor wants it: only these rows are decoded and laid out. */
export const drawnLog = (reading: Reading, view: LogView, style: LogStyle): PaneSource => ({
	rows: (width, height) => {
		const pane = {width, height, ...(style.names === undefined ? {} : {names: style.names.width})};
		const isTail = view.top === undefined && reading.progress() === 'searching';
		const rows = layRows(isTail ? reading.tail() : reading.order, view, pane);
		if (rows.length === 0) {
			return [`${dim}${style.emptiness}${plain}`];
		}
		const stamp = timeWidth(view, pane) === 0 ? () => '' : stamps[view.times];
		const now = style.now();
		const matches = matchTints(rows, view, style.isColoured);
		const own = style.isColoured
			? rows.map(row => levelTints(row, reading.recordOf(row.id, row.line.number)))
			: [];
		return rows.map(
			(row, index) =>
				front(row, stamp(row.line.at, now), view, style) +
				words(row, style, view, own[index] ?? [], matches[index]),
		);
	},
});

/** What stands in front of a line. Where the row goes on with one that began above, as much space. */
const front = (row: LogRow, time: string, view: LogView, {names, vertical}: LogStyle): string => {
	if (view.isWrapped && row.from > 0) {
		return ' '.repeat(row.indent);
	}
	const drawnTime = row.place === view.mark ? `${inverse}${time}${plain}` : `${dim}${time}${plain}`;
	const name = names === undefined ? '' : `${names.of(row.id)} `;
	const aside = row.line.isFollowed ? `${dim}${vertical}${plain} ` : '';
	return `${time === '' ? '' : `${drawnTime} `}${name}${aside}`;
};

const words = (
	row: LogRow,
	{isColoured, ellipsis, pointer, times}: LogStyle,
	view: LogView,
	own: readonly Tint[],
	matches: readonly Tint[] = [],
): string => {
	const {from, to, isCut, line} = row;
	const text =
		line.folded === undefined
			? row.text
			: {...row.text, plain: row.text.plain.replace(foldMark, pointer).replace(/^(. )×(?=\d)/, `$1${times}`)};
	const found = view.search === undefined && view.top !== undefined && row.place === view.found;
	const wanted = [
		...(found ? [{from: 0, to: text.plain.length, style: bold}] : []),
		...matches,
		...selectionTints(row, view.selection),
	];
	if (wanted.length > 0 && text.plain === '') {
		// An empty line has to be seen to be in it.
		return `${inverse} ${plain}`;
	}
	const shown = isColoured ? text : {...text, styles: []};
	return drawPart(shown, from, to, [...own, ...wanted]) + (isCut ? `${dim}${ellipsis}${plain}` : '');
};

const dim = '\x1b[2m';
const bold = '\x1b[1m';
const inverse = '\x1b[7m';
const plain = '\x1b[0m';

/** `11:50:35`, local time. */
export const timeOfDay = (at: number): string => {
	const date = new Date(at);
	return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

const stamps: Readonly<Record<LogView['times'], (at: number, now: number) => string>> = {
	absolute: timeOfDay,
	relative: (at, now) => duration(now - at).padStart(8),
	off: () => '',
};
