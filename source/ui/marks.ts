import type {VassalId} from '../core/event.js';
import {focusIndex} from './focus.js';
import type {Model} from './model.js';

/** The marked vassals that are there, in the order of the snapshot. */
export const markedAmong = (
	{marked}: Pick<Model, 'marked'>,
	ids: readonly VassalId[],
): readonly VassalId[] => (marked.length === 0 ? [] : ids.filter(id => marked.includes(id)));

/** Whose logs are read where all are read as one: those of the marked vassals, or of all where none is marked. */
export const mergedAmong = (model: Pick<Model, 'marked'>, ids: readonly VassalId[]): readonly VassalId[] => {
	const marked = markedAmong(model, ids);
	return marked.length > 0 ? marked : ids;
};

/**
 * Whom a command is for: the one that is inspected; else the marked vassals and nobody else, or the focused one where none
 * is marked.
 */
export const subjectsOf = (
	model: Pick<Model, 'marked' | 'focus' | 'inspected'>,
	ids: readonly VassalId[],
): readonly VassalId[] => {
	const {inspected} = model;
	if (inspected !== undefined) {
		return ids.filter(id => id === inspected.id);
	}
	const marked = markedAmong(model, ids);
	const focused = ids[focusIndex(model, ids)];
	return marked.length > 0 ? marked : focused === undefined ? [] : [focused];
};

/** The focused vassal marked, or no longer, if it is one that can be. */
export const toggleMark = (model: Model, ids: readonly VassalId[], markable: readonly VassalId[]): Model => {
	const focused = ids[focusIndex(model, ids)];
	const others = model.marked.filter(id => id !== focused);
	return focused === undefined || !markable.includes(focused)
		? model
		: {...model, marked: others.length < model.marked.length ? others : [...others, focused]};
};

/** All that can be are marked; none where all were. */
export const toggleAllMarks = (model: Model, markable: readonly VassalId[]): Model => ({
	...model,
	marked: markedAmong(model, markable).length === markable.length ? [] : markable,
});

/** The number that its key has, behind a star where it is marked. */
export const numberOf = (index: number, isMarked: boolean): string => `${isMarked ? '* ' : ''}${index + 1}`;
