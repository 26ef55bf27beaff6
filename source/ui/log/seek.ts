import stringWidth from 'string-width';
import type {LineOrder, PlacedLine} from '../../logs/line-order.js';
import {opened} from './fold.js';
import type {LogSight, Seen} from './gestures.js';
import {layRows, rowsBefore, textWidth} from './lay-rows.js';
import {plainText} from './line-text.js';
import {type LogView, type RowStart, unsearched} from './log-view.js';

/** What a key can do about what is searched, and what the end of a search does by itself. */
export type SeekGesture =
	| 'find-next'
	| 'find-previous'
	| 'find-nearest'
	| 'next-error'
	| 'previous-error'
	| 'clear';

export const seek = (name: SeekGesture, sight: LogSight): Seen => {
	const {view, matches} = sight;
	if (name === 'clear') {
		return clear(view);
	}
	if (name === 'next-error' || name === 'previous-error') {
		return seekError(name, sight);
	}
	if (view.search === undefined || matches === undefined) {
		return {view, message: 'nothing searched yet. / searches'};
	}
	const sought = settled(view);
	if (matches.count === 0) {
		const isKnown = sight.progress?.() !== 'too slow';
		const {text} = view.search;
		return {
			view: sought,
			message: isKnown ? `no line matches ${text}` : `${text} takes too long to look for`,
		};
	}
	switch (name) {
		case 'find-nearest': {
			const nearest = nearestMatch(sight);
			return nearest === undefined ? {view: sought} : {view: show(nearest, sight)};
		}
		case 'find-next': {
			const [next] = matches.from(startOf(sight, 1) + 1, 1);
			const [oldest] = matches.from(0, 1);
			return next === undefined
				? {...shown(oldest, sight), message: 'round to the oldest match'}
				: shown(next, sight);
		}
		case 'find-previous': {
			const [previous] = matches.until(startOf(sight, -1) - 1, 1);
			const [newest] = matches.until(Number.MAX_SAFE_INTEGER, 1);
			return previous === undefined
				? {...shown(newest, sight), message: 'round to the newest match'}
				: shown(previous, sight);
		}
	}
};

/** Errors that the filter hides are passed over. Who follows is taken to the newest, which is what happened. */
const seekError = (name: 'next-error' | 'previous-error', sight: LogSight): Seen => {
	const {order, view} = sight;
	const errors = sight.errors?.();
	const isSeen = ({place}: PlacedLine): boolean => order.from(place, 1)[0]?.place === place;
	const after = (place: number) => seekFrom(errors, place, 1, isSeen);
	const before = (place: number) => seekFrom(errors, place, -1, isSeen);
	const newest = before(Number.MAX_SAFE_INTEGER);
	if (newest === undefined) {
		return {
			view,
			message: view.filter === undefined ? 'no error in what is kept' : 'no error in what is shown',
		};
	}
	if (view.top === undefined) {
		return {view: show(newest, sight), message: 'the newest error'};
	}
	const sought = name === 'next-error' ? after(startOf(sight, 1) + 1) : before(startOf(sight, -1) - 1);
	if (sought !== undefined) {
		return {view: show(sought, sight)};
	}
	return name === 'next-error'
		? {...shown(after(0), sight), message: 'round to the oldest error'}
		: {view: show(newest, sight), message: 'round to the newest error'};
};

/** The nearest of some lines, from a place on or back, that is meant. */
const seekFrom = (
	lines: LineOrder | undefined,
	from: number,
	step: 1 | -1,
	isMeant: (line: PlacedLine) => boolean,
): PlacedLine | undefined => {
	for (let place = from; ; ) {
		const [line] = (step === 1 ? lines?.from(place, 1) : lines?.until(place, 1)) ?? [];
		if (line === undefined || isMeant(line)) {
			return line;
		}
		place = line.place + step;
	}
};

/** First the search goes, then the filter. */
const clear = (view: LogView): Seen => {
	if (view.search !== undefined) {
		return {view: unsearched(view)};
	}
	const {filter, ...bare} = unsearched(view);
	return filter === undefined ? {view} : {view: bare, message: 'all lines are shown again'};
};

/** Nobody waits for the nearest match any more. */
const settled = ({isSeeking: _, ...view}: LogView): LogView => view;

/** Where the next match is counted from: the one that was found, or just outside of what is seen. */
const startOf = ({order, view, pane}: LogSight, direction: 1 | -1): number => {
	if (view.found !== undefined) {
		return view.found;
	}
	const rows = layRows(order, view, pane);
	return direction === 1 ? (rows[0]?.place ?? 0) - 1 : (rows.at(-1)?.place ?? 0) + 1;
};

/** What follows shows its newest match; else the first that is seen, else the nearest above, else the nearest below. */
const nearestMatch = ({order, view, pane, matches}: LogSight): PlacedLine | undefined => {
	if (matches === undefined) {
		return undefined;
	}
	if (view.top === undefined) {
		return matches.until(Number.MAX_SAFE_INTEGER, 1)[0];
	}
	const rows = layRows(order, view, pane);
	const top = rows[0]?.place ?? 0;
	const [below] = matches.from(top, 1);
	const isSeen = below !== undefined && below.place <= (rows.at(-1)?.place ?? 0);
	return isSeen ? below : (matches.until(top, 1)[0] ?? below);
};

const shown = (match: PlacedLine | undefined, sight: LogSight): Seen => ({
	view: match === undefined ? settled(sight.view) : show(match, sight),
});

/** With the match in sight, and standing still: where it is if it can be seen there, else with some rows above it. */
const show = (placed: PlacedLine, seen: LogSight): LogView => {
	const {place, line} = placed;
	// What it is folded into opens.
	const sight = opened(placed, seen);
	const {order, pane} = sight;
	const plain = plainText(line.text);
	const at = sight.view.search?.find(plain)[0]?.from ?? 0;
	const {sideways, sidewaysBefore = sideways, search} = sight.view;
	const view: LogView = {
		...settled(sight.view),
		found: place,
		sideways: sidewaysTo(plain, at, sight),
		...(search && {sidewaysBefore}),
	};
	const rows = layRows(order, view, pane);
	const [top] = rows;
	const isSeen = rows.some(
		row => row.place === place && (!view.isWrapped || (row.from <= at && at < row.to)),
	);
	if (isSeen && top !== undefined) {
		return {...view, top: startAt(view, top)};
	}
	const match: RowStart = {place, from: at};
	const [above] = rowsBefore(order, view, pane, match, Math.floor(pane.height / 3));
	return {...view, top: startAt(view, above ?? match)};
};

const startAt = ({isWrapped}: LogView, {place, from}: RowStart): RowStart => ({
	place,
	from: isWrapped ? from : 0,
});

/** As far to the left as it can be, so that the match is in the pane. */
const sidewaysTo = (plain: string, at: number, {view, pane}: LogSight): number => {
	const width = textWidth(view, pane);
	const column = stringWidth(plain.slice(0, at));
	if (view.isWrapped || column < width - 1) {
		return 0;
	}
	return Math.max(0, column - Math.floor(width / 3));
};
