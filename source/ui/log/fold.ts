import type {VassalId} from '../../core/event.js';
import type {LineOrder, PlacedLine} from '../../logs/line-order.js';
import type {Run} from '../../study/folds.js';
import type {ReportKind} from '../../uwsgi/reports.js';
import type {LogSight, Seen} from './gestures.js';
import {layRows} from './lay-rows.js';
import type {LogView} from './log-view.js';
import type {Selection} from './selection.js';

/** Which entries of several lines are folded to one. */
export type Folding = {
	/** Absent: those are that are seldom read, the others are not. */
	readonly all?: 'folded' | 'open';
	/** Those that are not as the others are, by `keyOf`. */
	readonly others: ReadonlySet<string>;
};

/** What a key can do about it. */
export type FoldGesture = 'fold' | 'fold-all';

/** How to find out about entries of several lines. */
export type Entries = {
	/** The key of the entry that a line is part of; undefined where it stands alone. */
	readonly keyAt: (line: PlacedLine) => {readonly key: string; readonly kind: ReportKind} | undefined;
	/** All lines, folded or not. */
	readonly all: LineOrder;
	/** The lines that a view shows. */
	readonly orderOf: (view: LogView) => LineOrder;
};

export const keyOf = (id: VassalId, head: number): string => `${id}\n${head}`;

export const isFolded = (folding: Folding | undefined, key: string, kind: Run['kind']): boolean => {
	const {all, others} = folding ?? asUsual;
	const usual = all === undefined ? seldomRead.includes(kind) : all === 'folded';
	return usual !== others.has(key);
};

const asUsual: Folding = {others: new Set()};

const seldomRead: readonly ReportKind[] = ['banner', 'config', 'status'];

export const fold = (name: FoldGesture, sight: LogSight): Seen => {
	const {view, entries} = sight;
	if (entries === undefined || view.filter !== undefined) {
		return {view, message: 'nothing is folded while a filter is on'};
	}
	if (name === 'fold-all') {
		const all = view.folding?.all === 'folded' ? 'open' : 'folded';
		const message = all === 'folded' ? 'all folded: banners, tracebacks, reports' : 'all unfolded';
		return {view: {...view, folding: {all, others: new Set()}}, message};
	}
	const rows = layRows(sight.order, view, sight.pane);
	const gone = rows.find(row => view.top !== undefined && row.place === view.found);
	const entry = [...(gone === undefined ? [] : [gone]), ...rows.toReversed()]
		.map(row => entries.keyAt(row))
		.find(found => found !== undefined);
	return entry === undefined
		? {view, message: 'nothing here to fold: no traceback, report or banner'}
		: {view: toggle(view, entry.key)};
};

export const toggle = (view: LogView, key: string): LogView => {
	const {folding = asUsual} = view;
	const others = new Set(folding.others);
	if (!others.delete(key)) {
		others.add(key);
	}
	return {...view, folding: {...folding, others}};
};

/** The same sight with the entry open that a line is in. */
export const opened = (line: PlacedLine, sight: LogSight): LogSight => {
	const {entries, view} = sight;
	const entry = view.filter === undefined ? entries?.keyAt(line) : undefined;
	if (entries === undefined || entry === undefined || !isFolded(view.folding, entry.key, entry.kind)) {
		return sight;
	}
	const open = toggle(view, entry.key);
	return {...sight, view: open, order: entries.orderOf(open)};
};

/** Of whole lines, the last with all that is folded into it. */
export const wholeEntries = (selection: Selection, {order, entries}: LogSight): Selection => {
	const end = Math.max(selection.anchor.place, selection.head.place);
	const [last, next] = order.from(end, 2);
	if (selection.unit !== 'lines' || last?.place !== end || last.line.folded === undefined) {
		return selection;
	}
	const newest = entries?.all.until(Number.MAX_SAFE_INTEGER, 1)[0]?.place ?? end;
	const place = next === undefined ? newest : next.place - 1;
	return selection.head.place === end
		? {...selection, head: {place, from: 0}}
		: {...selection, anchor: {place, from: 0}};
};
