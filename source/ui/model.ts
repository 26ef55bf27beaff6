import type {VassalCommand} from '../core/command.js';
import type {VassalId} from '../core/event.js';
import type {LineOrder} from '../logs/line-order.js';
import {toggleMerged, turnLayout} from './choose-layout.js';
import {closeDialog, type Dialog} from './dialogs.js';
import {focusIndex, moveFocus} from './focus.js';
import type {Inspected} from './inspector/scroll.js';
import {whileInspecting} from './inspector/while-inspecting.js';
import type {UiCommand} from './keys.js';
import type {ChosenLayout} from './layout.js';
import {wholeEntries} from './log/fold.js';
import {gesture, type LogGesture} from './log/gestures.js';
import type {LogView, RowStart} from './log/log-view.js';
import {deselect} from './log/select.js';
import {selectedText} from './log/selection.js';
import {subjectsOf, toggleAllMarks, toggleMark} from './marks.js';
import {openMessages} from './messages.js';
import {openPalette} from './palette.js';
import {openPrompt, type Prompt} from './prompt.js';
import {describeSort, nextSort, type SortKey} from './selectors/sort.js';
import type {ShownLog, Sight} from './sight.js';

/** What belongs to the person who looks; no business of the empire. */
export type Model = {
	readonly focus?: VassalId;
	readonly chosenLayout?: ChosenLayout;
	/** What was chosen before the merged log was asked for. */
	readonly layoutBefore?: ChosenLayout;
	/** What lists are sorted by, the most of it first; by name without. */
	readonly sortedBy?: SortKey;
	readonly isZoomed: boolean;
	/** Whom commands are for, other than the focused one; some may be gone meanwhile. */
	readonly marked: readonly VassalId[];
	/** How each log is looked at; a log that nobody touched is not in it. */
	readonly views: Readonly<Record<VassalId, LogView>>;
	readonly dialog?: Dialog;
	/** At whom the person looks closely, in the place of all panels. */
	readonly inspected?: Inspected;
	/** What was searched for and filtered by, oldest first. */
	readonly written: Readonly<Record<Prompt['purpose'], readonly string[]>>;
	/** Whether the mouse is ours; the terminal selects text itself where it is not. */
	readonly hasMouse: boolean;
	/** Escape sequences and whatever else does not show is written out in the logs. */
	readonly areControlsShown: boolean;
	/** The terminal has lost the focus, and since then nothing was done: what comes meanwhile has not been seen. */
	readonly isAway: boolean;
	/** Where the button of the mouse was pressed and is held. */
	readonly pressed?: {
		readonly id: VassalId;
		readonly spot: RowStart | undefined;
		/** What is shown there is not the line itself, so that no character of it can be meant. */
		readonly isCompact: boolean;
	};
};

export const freshModel = (begin: Partial<Model> = {}): Model => ({
	isZoomed: false,
	marked: [],
	views: {},
	written: {search: [], filter: []},
	hasMouse: true,
	areControlsShown: false,
	isAway: false,
	...begin,
});

/** What a key asks of the world beyond the screen. */
export type Request =
	| {readonly type: 'tell'; readonly ids: readonly VassalId[]; readonly command: VassalCommand}
	| {readonly type: 'copy-error' | 'edit' | 'page' | 'watch'; readonly id: VassalId}
	| {readonly type: 'copy'; readonly text: string}
	| {readonly type: 'ragnarok'}
	| {readonly type: 'redraw' | 'suspend' | 'detach'};

export type Reaction = {
	readonly model: Model;
	readonly request?: Request;
	/** To be said on the last line. */
	readonly message?: string;
};

/** What a named command does to the view, and what it asks of the emperor. */
export const react = (model: Model, command: UiCommand, key: string, sight: Sight): Reaction => {
	const {ids, layout} = sight;
	const inside = whileInspecting(model, command, key, sight);
	if (inside !== undefined) {
		return {model: inside};
	}
	switch (command) {
		case 'inspect': {
			const id = ids[focusIndex(model, ids)];
			return {model: id === undefined ? model : {...model, inspected: {id, top: 0}}};
		}
		case 'focus-left':
		case 'focus-right':
		case 'focus-up':
		case 'focus-down':
		case 'focus-next':
		case 'focus-previous':
		case 'focus-number':
		case 'next-page':
		case 'previous-page':
			return {model: moveFocus(model, command, key, ids, layout)};
		case 'zoom':
			return {model: {...model, isZoomed: ids.length > 0}};
		case 'unzoom':
			return {model: {...model, isZoomed: false}};
		case 'back':
			if (sight.log?.view.search !== undefined || sight.log?.view.filter !== undefined) {
				return read(model, 'clear', sight);
			}
			return {model: model.isZoomed ? {...model, isZoomed: false} : {...model, marked: []}};
		case 'mark':
			return {model: toggleMark(model, ids, sight.markable)};
		case 'mark-all':
			return {model: toggleAllMarks(model, sight.markable)};
		case 'search':
		case 'filter':
			return {model: sight.log === undefined ? model : {...model, dialog: openPrompt(command)}};
		case 'next-layout':
			return {model: turnLayout(model, layout.kind, 1)};
		case 'previous-layout':
			return {model: turnLayout(model, layout.kind, -1)};
		case 'merged':
			return {model: toggleMerged(model, layout.kind)};
		case 'kill':
		case 'stop':
		case 'start':
		case 'reload':
		case 'restart':
		case 'forgive': {
			const subjects = subjectsOf(model, ids);
			if (subjects.length === 0) {
				return {model};
			}
			return command === 'kill' || (command === 'stop' && subjects.length > 1)
				? {model: {...model, dialog: {kind: 'confirm-tell', command, ids: subjects}}}
				: {model, request: {type: 'tell', ids: subjects, command}};
		}
		case 'copy':
			return copy(model, sight);
		case 'mouse': {
			const hasMouse = !model.hasMouse;
			return {model: {...model, hasMouse}, message: `mouse: ${hasMouse ? 'on' : 'off'}`};
		}
		case 'controls': {
			const areControlsShown = !model.areControlsShown;
			const message = `control characters: ${areControlsShown ? 'written out' : 'not shown'}`;
			return {model: {...model, areControlsShown}, message};
		}
		case 'copy-error':
		case 'edit':
		case 'page':
		case 'watch': {
			const id = ids[focusIndex(model, ids)];
			return id === undefined ? {model} : {model, request: {type: command, id}};
		}
		case 'sort-next':
			return sortBy(model, nextSort(model.sortedBy, 1), ids);
		case 'sort-previous':
			return sortBy(model, nextSort(model.sortedBy, -1), ids);
		case 'trouble-first':
			return sortBy(model, model.sortedBy === 'trouble' ? undefined : 'trouble', ids);
		case 'help':
			return {model: {...model, dialog: {kind: 'help', top: 0}}};
		case 'palette':
			return {model: {...model, dialog: openPalette()}};
		case 'messages':
			return {model: {...model, dialog: openMessages()}};
		case 'redraw':
		case 'suspend':
			return {model, request: {type: command}};
		case 'quit':
			if (sight.log?.view.selection !== undefined) {
				return read(model, 'deselect', sight);
			}
			if (model.isZoomed) {
				return {model: {...model, isZoomed: false}};
			}
			if (sight.isAttached) {
				return {model, request: {type: 'detach'}};
			}
			return sight.isRagnarok ? {model} : end(model, sight);
		case 'end':
			return sight.isRagnarok && sight.isAttached ? {model, request: {type: 'ragnarok'}} : end(model, sight);
		case 'ragnarok':
			return {model: closeDialog(model), request: {type: sight.isAttached ? 'detach' : 'ragnarok'}};
		default:
			return read(model, command, sight);
	}
};

/** Asks, where anything would be stopped that runs, or anybody else ruled by it. */
const end = (model: Model, {isRagnarok, hasProcesses, isAttached}: Sight): Reaction => {
	if (isRagnarok) {
		return {model};
	}
	return hasProcesses || isAttached
		? {model: {...model, dialog: {kind: 'confirm-quit'}}}
		: {model, request: {type: 'ragnarok'}};
};

const read = (model: Model, command: LogGesture, {log}: Sight): Reaction => {
	if (log === undefined) {
		return {model};
	}
	const {view, ...said} = gesture(command, log);
	return {model: look(model, log.id, view), ...said};
};

/** The same model, with another view of one log. */
export const look = (model: Model, id: VassalId, view: LogView): Model => ({
	...model,
	views: {...model.views, [id]: view},
});

/** Copies what is selected, and is done with it. */
export const copy = (model: Model, {log}: Pick<Sight, 'log'>): Reaction => {
	if (log?.view.selection === undefined) {
		return {model};
	}
	const text = selectedText(documentOf(log), wholeEntries(log.view.selection, log));
	const done = look(model, log.id, deselect(log.view));
	return text === ''
		? {model: done, message: 'nothing there to copy'}
		: {model: done, request: {type: 'copy', text}};
};

/** What is folded is copied with the rest. */
const documentOf = ({order, entries, view}: ShownLog): LineOrder =>
	entries === undefined || view.filter !== undefined ? order : entries.all;

/** Who has the focus keeps it, wherever it comes to stand. */
const sortBy = (
	{sortedBy: _, ...model}: Model,
	key: SortKey | undefined,
	ids: readonly VassalId[],
): Reaction => {
	const focus = ids[focusIndex(model, ids)];
	return {
		model: {
			...model,
			...(focus === undefined ? {} : {focus}),
			...(key === undefined ? {} : {sortedBy: key}),
		},
		message: `sorted by ${describeSort(key)}`,
	};
};
