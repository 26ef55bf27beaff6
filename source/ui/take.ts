import type {MouseEvent} from '../screen/mouse.js';
import {answer, pasteInto, pointAt} from './dialogs.js';
import {bindingFor, spellKey, type UiCommand} from './keys.js';
import {type Model, type Reaction, react} from './model.js';
import {point} from './pointer.js';
import type {Sight} from './sight.js';

/** What a person does: the name of a key, or something else. */
type Doing = string | MouseEvent | {readonly pasted: string};

/** What a terminal tells of a person. */
export type Input = Doing | {readonly hasFocus: boolean};

/** What comes of what a person does. An open dialog is asked first, but for keys that end or suspend from anywhere. */
export const take = (model: Model, input: Doing, sight: Sight): Reaction => {
	const {dialog} = model;
	if (typeof input === 'object' && 'pasted' in input) {
		return dialog === undefined ? {model} : pasteInto(model, dialog, input.pasted);
	}
	if (typeof input !== 'string') {
		return dialog === undefined ? point(model, input, sight) : pointAt(model, dialog, input, sight);
	}
	const key = input;
	const binding = bindingFor(key, sight.mode, sight.bindings);
	if (dialog !== undefined && !(isChord(key) && binding && fromAnywhere.includes(binding.command))) {
		return answer(model, dialog, key, sight);
	}
	if (binding === undefined) {
		return {
			model,
			...(hasName(key) ? {message: `${spellKey(key)} does nothing here; {help} shows what does`} : {}),
		};
	}
	const {command, keys} = binding;
	return react(model, command, command === 'focus-number' ? String(keys.indexOf(key) + 1) : key, sight);
};

/** Of some keys Node does not know the name. */
const hasName = (key: string): boolean => !key.includes('undefined');

/** No letter of anything that could be written. */
const isChord = (key: string): boolean => /^(?:ctrl|alt)\+|^f\d+$/.test(key);

const fromAnywhere: readonly UiCommand[] = ['ragnarok', 'suspend'];

/** A search has come to its end: who waits for its nearest match is taken there. */
export const settle = (model: Model, sight: Sight): Reaction =>
	sight.log?.view.isSeeking === true && sight.log.progress() !== 'searching'
		? react(model, 'find-nearest', '', sight)
		: {model: {...model}};

/** Who gets the focus back has done nothing yet, and still finds counted what came meanwhile. */
export const turnAway = (model: Model, hasFocus: boolean): Model =>
	hasFocus || model.isAway ? model : {...model, isAway: true};

export const comeBack = (model: Model): Model => (model.isAway ? {...model, isAway: false} : model);
