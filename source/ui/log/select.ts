import stringWidth from 'string-width';
import {characters} from '../../screen/characters.js';
import {reach} from '../../screen/columns.js';
import type {LogGesture, LogSight} from './gestures.js';
import {layRows, rowsBefore, rowsFrom, textWidth} from './lay-rows.js';
import {readLine} from './line-text.js';
import {following, type LogView, type RowStart} from './log-view.js';

/** What a key can do about what is going to be copied. */
export type SelectGesture =
	| 'select'
	| 'deselect'
	| 'select-left'
	| 'select-right'
	| 'select-begin'
	| 'select-end';

/** Begins at the newest line that is seen, with whole lines; asked again, changes between lines and characters. */
export const select = ({order, view, pane}: LogSight): LogView => {
	const {selection} = view;
	if (selection !== undefined) {
		const unit = selection.unit === 'lines' ? 'characters' : 'lines';
		return {...view, selection: {...selection, unit}};
	}
	const rows = layRows(order, view, pane);
	const [first] = rows;
	const last = rows.at(-1);
	if (first === undefined || last === undefined) {
		return view;
	}
	const spot = {place: last.place, from: 0};
	return selectFrom(view, {place: first.place, from: first.from}, spot, 'lines');
};

/** A view that stands still at `top`, with one line or character of it selected. */
export const selectFrom = (
	view: LogView,
	top: RowStart,
	spot: RowStart,
	unit: 'lines' | 'characters',
): LogView => ({
	...view,
	top: view.isWrapped ? top : {...top, from: 0},
	selection: {unit, anchor: spot, head: spot, followed: view.top === undefined},
});

/** Nothing is selected any more, and a log that followed does so again. */
export const deselect = ({selection, ...view}: LogView): LogView =>
	selection?.followed === true ? following(view) : view;

/** Moves the end of a selection as the same gesture would move a cursor, and keeps it in sight; undefined for other gestures. */
export const moveSelection = (name: LogGesture, sight: LogSight): LogView | undefined => {
	const head = sight.view.selection?.head;
	const target = head === undefined ? undefined : targetOf(name, head, sight);
	return target && extendTo(target, sight);
};

/** The same selection up to another character, which is in sight then. */
export const extendTo = (head: RowStart, sight: LogSight): LogView => {
	const {view} = sight;
	return view.selection === undefined
		? view
		: reveal(head, {...sight, view: {...view, selection: {...view.selection, head}}});
};

const targetOf = (name: LogGesture, head: RowStart, sight: LogSight): RowStart | undefined => {
	const page = sight.pane.height;
	switch (name) {
		case 'line-up':
			return byLines(-1, head, sight);
		case 'line-down':
			return byLines(1, head, sight);
		case 'half-page-up':
			return byLines(-Math.ceil(page / 2), head, sight);
		case 'half-page-down':
			return byLines(Math.ceil(page / 2), head, sight);
		case 'page-up':
			return byLines(-page, head, sight);
		case 'page-down':
			return byLines(page, head, sight);
		case 'oldest':
			return {place: sight.order.from(0, 1)[0]?.place ?? head.place, from: 0};
		case 'follow':
			return {...head, place: sight.order.until(Number.MAX_SAFE_INTEGER, 1)[0]?.place ?? head.place};
		case 'select-left':
			return {
				...head,
				from: [...characters(textOf(head, sight).slice(0, head.from))].slice(0, -1).join('').length,
			};
		case 'select-right': {
			const plain = textOf(head, sight);
			const next = reach(plain, head.from, 1);
			return next < plain.length ? {...head, from: next} : head;
		}
		case 'select-begin':
			return {...head, from: 0};
		case 'select-end':
			return {...head, from: textOf(head, sight).length};
		default:
			return undefined;
	}
};

const byLines = (count: number, {place, from}: RowStart, {order}: LogSight): RowStart => {
	const lines = count < 0 ? order.until(place, 1 - count) : order.from(place, count + 1);
	const line = count < 0 ? lines[0] : lines.at(-1);
	return {place: line?.place ?? place, from};
};

const textOf = ({place}: RowStart, {order}: LogSight): string => {
	const [placed] = order.from(place, 1);
	return placed?.place === place ? readLine(placed.line.text).plain : '';
};

/** Scrolls by as little as brings a character of a log into its pane. */
const reveal = (spot: RowStart, sight: LogSight): LogView => {
	const view = revealColumn(spot, sight);
	const {order, pane} = sight;
	const rows = layRows(order, view, pane);
	const [first] = rows;
	const last = rows.at(-1);
	if (first === undefined || last === undefined) {
		return view;
	}
	if (spot.place < first.place || (view.isWrapped && spot.place === first.place && spot.from < first.from)) {
		const [row] = rowsFrom(order, view, pane, spot, 1);
		return {...view, top: {place: spot.place, from: view.isWrapped ? (row?.from ?? 0) : 0}};
	}
	if (spot.place > last.place || (view.isWrapped && spot.place === last.place && spot.from > last.to)) {
		const behind = view.isWrapped
			? {place: spot.place, from: spot.from + 1}
			: {place: spot.place + 1, from: 0};
		const [row] = rowsBefore(order, view, pane, behind, pane.height);
		return row === undefined ? view : {...view, top: {place: row.place, from: view.isWrapped ? row.from : 0}};
	}
	return view;
};

/** Characters alone are followed sideways: whole lines need not be seen whole. */
const revealColumn = (spot: RowStart, sight: LogSight): LogView => {
	const {view, pane} = sight;
	if (view.isWrapped || view.selection?.unit !== 'characters') {
		return view;
	}
	const column = stringWidth(textOf(spot, sight).slice(0, spot.from));
	const width = textWidth(view, pane);
	const furthest = column - width + 2;
	return {...view, sideways: Math.max(0, Math.min(column, Math.max(view.sideways, furthest)))};
};
