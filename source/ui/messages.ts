import wrapAnsi from 'wrap-ansi';
import {printable} from '../core/printable.js';
import {closeDialog} from './dialogs.js';
import {timeOfDay} from './log/draw-rows.js';
import type {Model, Reaction} from './model.js';
import {scrolled} from './scroll.js';
import type {Segment} from './segments.js';
import type {Sight} from './sight.js';

/** What was said on the last line, and when: milliseconds since the epoch. */
export type Said = {readonly at: number; readonly text: string};

/** What was said, as it is read; the newest is below, and seen first. */
export type Messages = {
	readonly kind: 'messages';
	/** The first row that is shown, where not all fit; beyond the last it is the last. */
	readonly top: number;
};

export const openMessages = (): Messages => ({kind: 'messages', top: Number.MAX_SAFE_INTEGER});

/** With one more, the oldest forgotten. */
export const remember = (said: readonly Said[], text: string, at: number): readonly Said[] =>
	[...said, {at, text}].slice(-mostKept);

const mostKept = 500;

/** What a key means while they are read: what does not scroll closes them. */
export const readMessages = (model: Model, {top}: Messages, key: string, {extent}: Sight): Reaction => {
	const next = scrolled(top, key, extent);
	return {model: next === undefined ? closeDialog(model) : {...model, dialog: {kind: 'messages', top: next}}};
};

/** Each with its time in front, broken between words, and going on under itself. */
export const messageRows = (said: readonly Said[], width: number): readonly (readonly Segment[])[] =>
	said.length === 0
		? [[{text: ' nothing was said yet', dim: true}]]
		: said.flatMap(({at, text}) =>
				wrapAnsi(printable(text), Math.max(8, width - 11), {hard: true})
					.split('\n')
					.map((row, index) => [
						{text: index === 0 ? ` ${timeOfDay(at)} ` : ' '.repeat(10), dim: true},
						{text: row},
					]),
			);
