import type {Rect} from '../screen/compositor.js';
import type {MouseEvent} from '../screen/mouse.js';
import {scrollInspector} from './inspector/scroll.js';
import {toggle} from './log/fold.js';
import {gesture, keepNewest} from './log/gestures.js';
import {type LogRow, layRows} from './log/lay-rows.js';
import type {LogView, RowStart} from './log/log-view.js';
import {deselect, extendTo, selectFrom} from './log/select.js';
import {spotAt} from './log/selection.js';
import {copy, look, type Model, type Reaction} from './model.js';
import type {ShownLog, Sight} from './sight.js';

/** What the mouse does: the wheel scrolls what it is over, a click focuses, a drag selects and copies when it ends. */
export const point = (model: Model, event: MouseEvent, sight: Sight): Reaction => {
	if (model.inspected !== undefined) {
		return {model: turnInspector(model, event, sight)};
	}
	const {panels, rows} = sight.layout;
	switch (event.kind) {
		case 'wheel-up':
		case 'wheel-down': {
			const log = logUnder(event, sight);
			return log === undefined ? {model} : {model: look(model, log.id, turnWheel(event.kind, log))};
		}
		case 'press': {
			const log = logUnder(event, sight);
			const hit = [...panels, ...rows].find(({rect}) => isIn(rect, event));
			const owner = log && sight.layout.kind === 'merged' ? rowUnder(event, log)?.id : undefined;
			const id = owner ?? (hit && sight.ids[hit.index]);
			if (id === undefined) {
				return {model};
			}
			const focused = {...model, focus: id, views: mapViews(model.views, deselect)};
			const folded = log && isIn(log.pane, event) ? foldedUnder(event, log) : undefined;
			if (log !== undefined && folded !== undefined) {
				return {model: look(focused, log.id, toggle(deselect(log.view), folded))};
			}
			return log === undefined || !isIn(log.pane, event)
				? {model: focused}
				: {model: {...focused, pressed: {id: log.id, ...spotUnder(event, log)}}};
		}
		case 'drag':
			return {model: drag(model, event, sight)};
		case 'release': {
			const {pressed, ...released} = model;
			const log = pressed && findLog(pressed.id, sight);
			return copy(released, log === undefined ? {} : {log});
		}
	}
};

/** In the inspector the wheel scrolls, and nothing else can be pointed at. */
const turnInspector = (model: Model, {kind}: MouseEvent, {inspector}: Sight): Model => {
	const {inspected} = model;
	const command = kind === 'wheel-up' ? 'line-up' : kind === 'wheel-down' ? 'line-down' : undefined;
	if (inspected === undefined || inspector === undefined || command === undefined) {
		return model;
	}
	let {top} = inspected;
	for (let line = 0; line < linesPerNotch; line += 1) {
		top = scrollInspector(command, top, inspector) ?? top;
	}
	return {...model, inspected: {...inspected, top}};
};

const mapViews = (views: Model['views'], map: (view: LogView) => LogView): Model['views'] =>
	Object.fromEntries(Object.entries(views).map(([id, view]) => [id, map(view)]));

type Cell = Pick<MouseEvent, 'x' | 'y'>;

const isIn = ({x, y, width, height}: Rect, cell: Cell): boolean =>
	cell.x >= x && cell.x < x + width && cell.y >= y && cell.y < y + height;

const logUnder = (cell: Cell, {layout, logOf}: Sight): ShownLog | undefined => {
	const panel = layout.panels.find(({rect}) => isIn(rect, cell));
	return panel && logOf(panel.index);
};

const findLog = (id: string, {layout, logOf}: Sight): ShownLog | undefined =>
	layout.panels.map(({index}) => logOf(index)).find(log => log?.id === id);

const turnWheel = (kind: 'wheel-up' | 'wheel-down', log: ShownLog): LogView => {
	let {view} = log;
	for (let line = 0; line < linesPerNotch; line += 1) {
		// Not the end of a selection: what is selected stays so while one looks around.
		const {selection: _, ...plain} = view;
		const turned = gesture(kind === 'wheel-up' ? 'line-up' : 'line-down', {...log, view: plain}).view;
		view = view.selection === undefined ? turned : {...turned, selection: view.selection};
	}
	return view;
};

/** As most programs have it. */
const linesPerNotch = 3;

type Spot = {readonly spot: RowStart | undefined; readonly isCompact: boolean};

/** The character under a cell, or the nearest one in the pane. */
const spotUnder = ({x, y}: Cell, {order, view, pane}: ShownLog): Spot => {
	const rows = layRows(order, view, pane);
	const row = rows[Math.max(0, Math.min(rows.length - 1, y - pane.y))];
	const spot = row && spotAt(row, y - pane.y >= rows.length ? pane.width : x - pane.x);
	return {spot, isCompact: row?.compact !== undefined};
};

const rowUnder = ({y}: Cell, {order, view, pane}: ShownLog): LogRow | undefined =>
	y < pane.y ? undefined : layRows(order, view, pane)[y - pane.y];

/** The key of what is folded to the row under a cell: a click opens it. */
const foldedUnder = (cell: Cell, log: ShownLog): string | undefined => {
	const row = rowUnder(cell, log);
	return row?.line.folded === undefined ? undefined : log.entries?.keyAt(row)?.key;
};

/** Whole lines are meant where it begins or ends on one that was in few words before it was selected. */
const drag = (model: Model, event: Cell, sight: Sight): Model => {
	const {pressed} = model;
	const log = pressed && findLog(pressed.id, sight);
	if (pressed?.spot === undefined || log === undefined) {
		return model;
	}
	const [top] = layRows(log.order, log.view, log.pane);
	const begun =
		log.view.selection === undefined && top !== undefined
			? keepNewest(selectFrom(log.view, {place: top.place, from: top.from}, pressed.spot, 'characters'), log)
			: log.view;
	// Beyond the edge there is more of the log.
	const {y, height} = log.pane;
	const past = event.y < y ? 'line-up' : event.y >= y + height ? 'line-down' : undefined;
	const {selection: _, ...plain} = begun;
	const scrolled = past === undefined ? plain : gesture(past, {...log, view: plain}).view;
	const isCompact = pressed.isCompact || spotUnder(event, {...log, view: scrolled}).isCompact;
	const unit = isCompact ? 'lines' : 'characters';
	const view = {
		...scrolled,
		...(begun.selection === undefined ? {} : {selection: {...begun.selection, unit} as const}),
	};
	const {spot} = spotUnder(event, {...log, view});
	return spot === undefined ? model : look(model, log.id, extendTo(spot, {...log, view}));
};
