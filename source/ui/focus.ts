import type {VassalId} from '../core/event.js';
import type {Layout} from './layout.js';
import type {Model} from './model.js';

/** A key that moves the focus. */
export type FocusCommand =
	| 'focus-left'
	| 'focus-right'
	| 'focus-up'
	| 'focus-down'
	| 'focus-next'
	| 'focus-previous'
	| 'focus-number'
	| 'next-page'
	| 'previous-page';

/** The model with the focus moved; as it was where there is nobody in that direction. */
export const moveFocus = (
	model: Model,
	command: FocusCommand,
	key: string,
	ids: readonly VassalId[],
	layout: Layout,
): Model => {
	const id = ids[targetOf(command, key, focusIndex(model, ids), ids.length, layout)];
	return id === undefined ? model : {...model, focus: id};
};

/** Position of the focused vassal; the first where it is gone. */
export const focusIndex = (model: Pick<Model, 'focus'>, ids: readonly VassalId[]): number =>
	model.focus === undefined ? 0 : Math.max(0, ids.indexOf(model.focus));

/** The model with the focus beside where it was, when its vassal is gone: on the next that is still there, or the last before. */
export const keepFocus = (model: Model, before: readonly VassalId[], ids: readonly VassalId[]): Model => {
	const {focus} = model;
	const position = focus === undefined || ids.includes(focus) ? -1 : before.indexOf(focus);
	if (position === -1) {
		return model;
	}
	const neighbours = [...before.slice(position + 1), ...before.slice(0, position).reverse()];
	const heir = neighbours.find(id => ids.includes(id));
	return heir === undefined ? model : {...model, focus: heir};
};

const targetOf = (
	command: FocusCommand,
	key: string,
	focus: number,
	count: number,
	layout: Layout,
): number => {
	switch (command) {
		case 'focus-left':
			return Math.max(0, focus - 1);
		case 'focus-right':
			return Math.min(count - 1, focus + 1);
		case 'focus-up':
			return focus - layout.columns < 0 ? focus : focus - layout.columns;
		case 'focus-down':
			return below(focus, layout.columns, count);
		case 'focus-next':
			return (focus + 1) % Math.max(1, count);
		case 'focus-previous':
			return (focus - 1 + count) % Math.max(1, count);
		case 'focus-number':
			return Number(key) - 1;
		case 'next-page':
			return turnPage(layout, focus, 1, count);
		case 'previous-page':
			return turnPage(layout, focus, -1, count);
	}
};

/** The vassal under this one, or the last where the row below is shorter; itself in the lowest row. */
const below = (focus: number, columns: number, count: number): number =>
	Math.floor(focus / columns) === Math.floor((count - 1) / columns)
		? focus
		: Math.min(count - 1, focus + columns);

const turnPage = (layout: Layout, focus: number, direction: 1 | -1, count: number): number => {
	const target = focus + direction * layout.perPage;
	return Math.min(Math.max(0, target), Math.max(0, count - 1));
};
