import type {VassalId} from '../core/event.js';
import type {LineOrder} from '../logs/line-order.js';
import type {Rect} from '../screen/compositor.js';
import {focusIndex} from './focus.js';
import {helpColumns} from './help.js';
import type {InspectorSize} from './inspector/scroll.js';
import type {Binding, KeyMode} from './keys.js';
import type {Layout} from './layout.js';
import type {LogSight} from './log/gestures.js';
import {freshView, type LogView} from './log/log-view.js';
import {frontNames} from './log/names.js';
import {merged, type Reading} from './log/readings.js';
import {mergedAmong} from './marks.js';
import {messageRows, type Said} from './messages.js';
import type {Model} from './model.js';
import {logRect, mergedRect} from './note-rows.js';
import type {Extent} from './scroll.js';
import type {PanelView} from './selectors/panel.js';
import type {Look} from './theme.js';

/** A log in its pane. */
export type ShownLog = LogSight & {
	readonly progress: Reading['progress'];
	/** The key that its view has in the model. */
	readonly id: VassalId;
	/** Where on the screen it is. */
	readonly pane: Rect;
};

/** What is on the screen while a key is pressed. */
export type Sight = {
	/** As they stand: by name, or sorted. */
	readonly ids: readonly VassalId[];
	/** Those of them that are vassals: a file that is none is shown, and told nothing. */
	readonly markable: readonly VassalId[];
	readonly layout: Layout;
	/** What keys mean. */
	readonly mode: KeyMode;
	/** The log that keys are for; absent where none is shown. */
	readonly log?: ShownLog;
	/** The log of a panel, by its index in the layout. */
	readonly logOf: (index: number) => ShownLog | undefined;
	/** Of the inspector, where it is open. */
	readonly inspector?: InspectorSize;
	readonly hasProcesses: boolean;
	readonly isRagnarok: boolean;
	/** The emperor runs elsewhere, and rules on without this screen. */
	readonly isAttached: boolean;
	/** All keys, as the person has them. */
	readonly bindings: readonly Binding[];
	readonly nameOf: (id: VassalId) => string;
	/** What there is to scroll in the dialog that is open. */
	readonly extent: Extent;
};

/** What there is to be seen, however a person looks at it. */
export type Scene = Omit<Sight, 'layout' | 'mode' | 'log' | 'logOf' | 'extent'> & {
	/** In the order of `ids`. */
	readonly views: readonly PanelView[];
	readonly layoutOf: (model: Model) => Layout;
	readonly readingOf: (id: VassalId, view: LogView) => Reading;
	/** What was said on the last line, oldest first. */
	readonly said: readonly Said[];
	/** Everything between the first line and the last. */
	readonly body: Rect;
	readonly look: Look;
};

/** Whose logs a person sees: that of the focused vassal, or several as one; nobody's while the terminal has no focus. */
export const logsSeen = (
	model: Model,
	ids: readonly VassalId[],
	{kind, panels}: Layout,
): readonly VassalId[] => {
	if (model.isAway || panels.length === 0) {
		return [];
	}
	const focus = focusIndex(model, ids);
	return kind === 'merged' ? mergedAmong(model, ids) : ids.slice(focus, focus + 1);
};

/** What is seen of a scene by a person who looks at it like that. */
export const see = (model: Model, scene: Scene): Sight => {
	const layout = scene.layoutOf(model);
	const logOf = (index: number): ShownLog | undefined => seeLog(index, layout, model, scene);
	const log = logOf(focusIndex(model, scene.ids));
	const mode = modeOf(model, layout, log);
	return {
		...scene,
		layout,
		mode,
		...(log && {log}),
		logOf,
		extent: {rows: rowsOf(model.dialog, mode, scene), height: scene.body.height},
	};
};

const seeLog = (wanted: number, {kind, panels}: Layout, model: Model, scene: Scene): ShownLog | undefined => {
	const {ids, views, readingOf, look} = scene;
	const rect = panels.find(({index}) => index === wanted)?.rect;
	const panel = views[wanted];
	if (rect === undefined || panel === undefined) {
		return undefined;
	}
	const id = kind === 'merged' ? merged : panel.id;
	const view = model.views[id] ?? freshView;
	const {order, matches, errors, entries, catchUp, progress} = readingOf(id, view);
	const allErrors = (): LineOrder => {
		catchUp();
		return errors;
	};
	const pane =
		kind === 'merged' ? mergedPane(rect, mergedAmong(model, ids), views, look) : logRect(panel, rect);
	return {id, order, ...(matches && {matches}), errors: allErrors, entries, progress, view, pane};
};

const mergedPane = (
	panel: Rect,
	whose: readonly VassalId[],
	views: readonly PanelView[],
	look: Look,
): ShownLog['pane'] => {
	const room = mergedRect(panel);
	const vassals = views.filter(({id}) => whose.includes(id));
	return {...room, names: frontNames(vassals, undefined, room.width, look).width};
};

const modeOf = ({inspected}: Model, {kind}: Layout, log: ShownLog | undefined): KeyMode =>
	inspected !== undefined ? 'inspecting' : log?.view.selection !== undefined ? 'selecting' : kind;

const rowsOf = (dialog: Model['dialog'], mode: KeyMode, {bindings, said, body}: Scene): number => {
	switch (dialog?.kind) {
		case 'help': {
			const {columns} = helpColumns(bindings, mode, dialog.search?.text ?? '', body);
			return Math.max(...columns.map(({length}) => length));
		}
		case 'messages':
			return messageRows(said, body.width).length;
		default:
			return 0;
	}
};
