import type {VassalCommand} from '../core/command.js';
import type {VassalId} from '../core/event.js';
import type {LogReader} from '../logs/log-reader.js';
import type {UiCommand} from './keys.js';
import type {Layout} from './layout.js';

/** What belongs to the person who looks; no business of the empire. */
export type Model = {
	readonly focus?: VassalId;
	readonly chosenLayout?: 'grid' | 'list';
	readonly isZoomed: boolean;
	/** Number of the line at the top of a log; absent while it follows. */
	readonly scrolled: Readonly<Record<VassalId, number>>;
	readonly dialog?: Dialog;
};

export type Dialog =
	/** `top` is the first row shown, where not all fit; the screen keeps it within bounds. */
	| {readonly kind: 'help'; readonly top: number}
	| {readonly kind: 'confirm-quit'}
	| {readonly kind: 'confirm-kill'; readonly id: VassalId};

export const freshModel = (begin: Partial<Model> = {}): Model => ({isZoomed: false, scrolled: {}, ...begin});

/** What is on the screen while a key is pressed. */
export type Sight = {
	/** In the order of the snapshot. */
	readonly ids: readonly VassalId[];
	readonly layout: Layout;
	readonly log: (id: VassalId) => LogReader;
	/** Rows of log that the focused vassal shows. */
	readonly logHeight: number;
	readonly hasProcesses: boolean;
	readonly isRagnarok: boolean;
};

/** What a key asks of the world beyond the screen. */
export type Request =
	| {readonly type: 'tell'; readonly id: VassalId; readonly command: VassalCommand}
	| {readonly type: 'ragnarok'}
	| {readonly type: 'redraw'};

export type Reaction = {readonly model: Model; readonly request?: Request};

/** What a named command does to the view, and what it asks of the emperor. */
export const react = (model: Model, command: UiCommand, key: string, sight: Sight): Reaction => {
	const {ids, layout} = sight;
	const focus = focusIndex(model, ids);
	const to = (index: number): Reaction => ({model: focusOn(model, ids, index)});
	switch (command) {
		case 'focus-left':
			return to(Math.max(0, focus - 1));
		case 'focus-right':
			return to(Math.min(ids.length - 1, focus + 1));
		case 'focus-up':
			return to(focus - layout.columns < 0 ? focus : focus - layout.columns);
		case 'focus-down':
			return to(below(focus, layout.columns, ids.length));
		case 'focus-next':
			return to((focus + 1) % Math.max(1, ids.length));
		case 'focus-previous':
			return to((focus - 1 + ids.length) % Math.max(1, ids.length));
		case 'focus-number':
			return Number(key) <= ids.length ? to(Number(key) - 1) : {model};
		case 'next-page':
		case 'previous-page':
			return to(turnPage(layout, focus, command === 'next-page' ? 1 : -1, ids.length));
		case 'zoom':
			return {model: {...model, isZoomed: ids.length > 0}};
		case 'back':
			return {model: {...model, isZoomed: false}};
		case 'next-layout':
		case 'previous-layout':
			return {
				model: {
					...model,
					isZoomed: false,
					chosenLayout: layout.kind === 'grid' || model.chosenLayout === 'grid' ? 'list' : 'grid',
				},
			};
		case 'line-up':
			return {model: scroll(model, sight, -1)};
		case 'line-down':
			return {model: scroll(model, sight, 1)};
		case 'half-page-up':
			return {model: scroll(model, sight, -Math.ceil(sight.logHeight / 2))};
		case 'half-page-down':
			return {model: scroll(model, sight, Math.ceil(sight.logHeight / 2))};
		case 'page-up':
			return {model: scroll(model, sight, -sight.logHeight)};
		case 'page-down':
			return {model: scroll(model, sight, sight.logHeight)};
		case 'oldest':
			return {model: scroll(model, sight, Number.NEGATIVE_INFINITY)};
		case 'follow':
			return {model: scroll(model, sight, Number.POSITIVE_INFINITY)};
		case 'kill': {
			const id = ids[focus];
			return id === undefined ? {model} : {model: {...model, dialog: {kind: 'confirm-kill', id}}};
		}
		case 'start':
		case 'stop':
		case 'reload':
		case 'restart':
		case 'forgive': {
			const id = ids[focus];
			return id === undefined ? {model} : {model, request: {type: 'tell', id, command}};
		}
		case 'help':
			return {model: {...model, dialog: {kind: 'help', top: 0}}};
		case 'redraw':
			return {model, request: {type: 'redraw'}};
		case 'quit':
			if (model.isZoomed) {
				return {model: {...model, isZoomed: false}};
			}
			if (sight.isRagnarok) {
				return {model};
			}
			return sight.hasProcesses
				? {model: {...model, dialog: {kind: 'confirm-quit'}}}
				: {model, request: {type: 'ragnarok'}};
		case 'ragnarok':
			return {model: closeDialog(model), request: {type: 'ragnarok'}};
	}
};

/** What a key means while a dialog is open: it closes, and only a yes does more. */
export const answer = (model: Model, dialog: Dialog, key: string): Reaction => {
	const closed = closeDialog(model);
	switch (dialog.kind) {
		case 'help': {
			const by = helpSteps[key];
			return by === undefined
				? {model: closed}
				: {model: {...model, dialog: {kind: 'help', top: Math.max(0, dialog.top + by)}}};
		}
		case 'confirm-quit':
			return ['y', 'Y', 'enter', 'q'].includes(key)
				? {model: closed, request: {type: 'ragnarok'}}
				: {model: closed};
		case 'confirm-kill':
			return ['y', 'Y', 'enter', 'X'].includes(key)
				? {model: closed, request: {type: 'tell', id: dialog.id, command: 'kill'}}
				: {model: closed};
	}
};

/** Rows that a key moves the help by, where it is longer than the screen. */
const helpSteps: Readonly<Record<string, number>> = {
	down: 1,
	j: 1,
	space: 8,
	pagedown: 8,
	d: 8,
	up: -1,
	k: -1,
	pageup: -8,
	b: -8,
	u: -8,
};

/** The vassal under this one, or the last where the row below is shorter; itself in the lowest row. */
const below = (focus: number, columns: number, count: number): number =>
	Math.floor(focus / columns) === Math.floor((count - 1) / columns)
		? focus
		: Math.min(count - 1, focus + columns);

/** Position of the focused vassal; the first where it is gone. */
export const focusIndex = (model: Model, ids: readonly VassalId[]): number =>
	model.focus === undefined ? 0 : Math.max(0, ids.indexOf(model.focus));

const focusOn = (model: Model, ids: readonly VassalId[], index: number): Model => {
	const id = ids[index];
	return id === undefined ? model : {...model, focus: id};
};

const closeDialog = ({dialog: _, ...model}: Model): Model => model;

const turnPage = (layout: Layout, focus: number, direction: 1 | -1, count: number): number => {
	const target = focus + direction * layout.perPage;
	return Math.min(Math.max(0, target), Math.max(0, count - 1));
};

/** Any way up pauses; reaching the end follows again. */
const scroll = (model: Model, {ids, log, logHeight}: Sight, by: number): Model => {
	const id = ids[focusIndex(model, ids)];
	if (id === undefined) {
		return model;
	}
	const {first, last} = log(id);
	const bottom = Math.max(first, last - logHeight + 1);
	const top = Math.max(first, (model.scrolled[id] ?? bottom) + by);
	const {[id]: _, ...following} = model.scrolled;
	return {...model, scrolled: top >= bottom ? following : {...following, [id]: top}};
};
