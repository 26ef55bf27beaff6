import type {VassalId} from '../core/event.js';
import type {Model, Reaction, Sight} from './model.js';
import {type Prompt, write} from './prompt.js';

/** What is asked or told in the way of everything else, until a key ends it. */
export type Dialog =
	/** `top` is the first row shown, where not all fit; the screen keeps it within bounds. */
	| {readonly kind: 'help'; readonly top: number}
	| {readonly kind: 'confirm-quit'}
	/** `key` is the one that asked: pressed again it is a yes. */
	| {
			readonly kind: 'confirm-tell';
			readonly command: 'kill' | 'stop';
			readonly ids: readonly VassalId[];
			readonly key: string;
	  }
	| Prompt;

/** What a key means while a dialog is open: a question closes, and only a yes does more. */
export const answer = (model: Model, dialog: Dialog, key: string, sight: Sight): Reaction => {
	const closed = closeDialog(model);
	switch (dialog.kind) {
		case 'prompt':
			return write(model, dialog, key, sight);
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
		case 'confirm-tell':
			return ['y', 'Y', 'enter', dialog.key].includes(key)
				? {model: closed, request: {type: 'tell', ids: dialog.ids, command: dialog.command}}
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

export const closeDialog = ({dialog: _, ...model}: Model): Model => model;
