import stringWidth from 'string-width';
import type {LineOrder} from '../../logs/line-order.js';
import {type Entries, type FoldGesture, fold} from './fold.js';
import {layRows, type Pane, rowsBefore, rowsFrom, textWidth} from './lay-rows.js';
import {following, type LogView, movedSideways, type RowStart} from './log-view.js';
import type {Reading} from './readings.js';
import {type SeekGesture, seek} from './seek.js';
import {deselect, moveSelection, type SelectGesture, select} from './select.js';

/** What a key can do to the view of a log. */
export type LogGesture =
	| 'line-up'
	| 'line-down'
	| 'half-page-up'
	| 'half-page-down'
	| 'page-up'
	| 'page-down'
	| 'oldest'
	| 'follow'
	| 'scroll-left'
	| 'scroll-right'
	| 'wrap'
	| 'times'
	| 'set-mark'
	| 'go-to-mark'
	| FoldGesture
	| SeekGesture
	| SelectGesture;

/** A log that is being looked at: its lines, how, and in how much room. */
export type LogSight = {
	readonly order: LineOrder;
	/** Those of its lines that match the search, as far as it has come. */
	readonly matches?: LineOrder;
	/** How far it has come; absent where there is none. */
	readonly progress?: Reading['progress'];
	/** The first lines of its errors, filtered or not: understands for a moment what it has not yet. */
	readonly errors?: () => LineOrder;
	/** Which of its lines make one entry; absent where that is not known. */
	readonly entries?: Entries;
	readonly view: LogView;
	readonly pane: Pane;
};

/** The view after a gesture, and what there is to say of it. */
export type Seen = {readonly view: LogView; readonly message?: string};

export const gesture = (name: LogGesture, sight: LogSight): Seen => {
	const seen = see(name, sight);
	return {...seen, view: keepNewest(seen.view, sight)};
};

/** The same view; where it does not follow any more, it knows up to where it did. */
export const keepNewest = (view: LogView, {order, entries}: LogSight): LogView => {
	if (view.top === undefined || view.newest !== undefined) {
		return view;
	}
	const [newest] = (entries?.all ?? order).until(Number.MAX_SAFE_INTEGER, 1);
	return newest === undefined ? view : {...view, newest: newest.place};
};

const see = (name: LogGesture, sight: LogSight): Seen => {
	const {order, view, pane} = sight;
	const {height} = pane;
	const moved = moveSelection(name, sight);
	if (moved !== undefined) {
		return {view: moved};
	}
	switch (name) {
		case 'select':
			return {view: select(sight)};
		case 'deselect':
			return {view: deselect(view)};
		case 'select-left':
		case 'select-right':
		case 'select-begin':
		case 'select-end':
			return {view};
		case 'find-next':
		case 'find-previous':
		case 'find-nearest':
		case 'next-error':
		case 'previous-error':
		case 'clear':
			return seek(name, sight);
		case 'fold':
		case 'fold-all':
			return fold(name, sight);
		case 'line-up':
			return {view: scroll(sight, -1)};
		case 'line-down':
			return {view: scroll(sight, 1)};
		case 'half-page-up':
			return {view: scroll(sight, -Math.ceil(height / 2))};
		case 'half-page-down':
			return {view: scroll(sight, Math.ceil(height / 2))};
		case 'page-up':
			return {view: scroll(sight, -height)};
		case 'page-down':
			return {view: scroll(sight, height)};
		case 'oldest':
			return {view: startAt(sight, {place: 0, from: 0})};
		case 'follow':
			return {view: following(view)};
		case 'scroll-left':
			return {view: moveSideways(sight, -1)};
		case 'scroll-right':
			return {view: moveSideways(sight, 1)};
		case 'wrap':
			return {view: movedSideways({...view, isWrapped: !view.isWrapped}, 0)};
		case 'times': {
			const times = nextTimes[view.times];
			return {view: {...view, times}, message: `times: ${times}`};
		}
		case 'set-mark': {
			const rows = layRows(order, view, pane);
			const row = view.top === undefined ? rows.at(-1) : rows[0];
			return row === undefined
				? {view, message: 'nothing to mark yet'}
				: {view: {...view, mark: row.place}, message: 'marked. {go-to-mark} comes back here'};
		}
		case 'go-to-mark':
			return view.mark === undefined
				? {view, message: 'no mark yet. {set-mark} sets one'}
				: {view: startAt(sight, {place: view.mark, from: 0})};
	}
};

const nextTimes: Readonly<Record<LogView['times'], LogView['times']>> = {
	absolute: 'relative',
	relative: 'off',
	off: 'absolute',
};

/** Any way up pauses; reaching the end follows again. */
const scroll = (sight: LogSight, by: number): LogView => {
	const {order, view, pane} = sight;
	const [top] = layRows(order, view, pane);
	if (top === undefined) {
		return following(view);
	}
	const rows = by < 0 ? rowsBefore(order, view, pane, top, -by) : rowsFrom(order, view, pane, top, by + 1);
	return startAt(sight, (by < 0 ? rows[0] : rows.at(-1)) ?? top);
};

/** With this row first, unless what is left from there on fits: then it follows. */
export const startAt = ({order, view, pane}: LogSight, {place, from}: RowStart): LogView => {
	const ahead = rowsFrom(order, view, pane, {place, from}, pane.height + 1);
	const [first] = ahead;
	return first === undefined || ahead.length <= pane.height
		? following(view)
		: {...view, top: {place: first.place, from: view.isWrapped ? first.from : 0}};
};

/** By half the pane, and no further than the longest line that is seen. */
const moveSideways = ({order, view, pane}: LogSight, direction: 1 | -1): LogView => {
	const width = textWidth(view, pane);
	const step = Math.ceil(width / 2);
	const rows = layRows(order, view, pane);
	const longest = Math.max(0, ...rows.map(({text}) => stringWidth(text.plain)));
	const furthest = view.isWrapped ? 0 : Math.max(0, longest - width);
	return movedSideways(view, Math.max(0, Math.min(furthest, view.sideways + step * direction)));
};
