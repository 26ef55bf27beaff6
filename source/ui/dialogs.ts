import type {VassalId} from '../core/event.js';
import type {MouseEvent} from '../screen/mouse.js';
import {type Help, pasteIntoHelp, readHelp} from './help.js';
import {bindingFor, type UiCommand} from './keys.js';
import {type Messages, readMessages} from './messages.js';
import type {Model, Reaction} from './model.js';
import {choose, type Palette, pasteIntoPalette, runAt} from './palette.js';
import {type Prompt, paste, write} from './prompt.js';
import type {Sight} from './sight.js';

/** What is asked or told in the way of everything else, until a key ends it. */
export type Dialog =
	| {readonly kind: 'confirm-quit'}
	| {
			readonly kind: 'confirm-tell';
			readonly command: 'kill' | 'stop';
			readonly ids: readonly VassalId[];
	  }
	| Help
	| Messages
	| Palette
	| Prompt;

/** What a key means while a dialog is open: a question closes, and only a yes does more. */
export const answer = (model: Model, dialog: Dialog, key: string, sight: Sight): Reaction => {
	const closed = closeDialog(model);
	switch (dialog.kind) {
		case 'prompt':
			return write(model, dialog, key, sight);
		case 'palette':
			return choose(model, dialog, key, sight);
		case 'help':
			return readHelp(model, dialog, key, sight);
		case 'messages':
			return readMessages(model, dialog, key, sight);
		case 'confirm-quit':
			return isYes(key, sight.isAttached ? ['end'] : ['quit', 'end'], sight)
				? {model: closed, request: {type: 'ragnarok'}}
				: {model: closed};
		case 'confirm-tell':
			return isYes(key, [dialog.command], sight)
				? {model: closed, request: {type: 'tell', ids: dialog.ids, command: dialog.command}}
				: {model: closed};
	}
};

/** Also the key that asked, pressed again. */
const isYes = (key: string, commands: readonly UiCommand[], sight: Sight): boolean => {
	const command = bindingFor(key, sight.mode, sight.bindings)?.command;
	return ['y', 'Y', 'enter'].includes(key) || (command !== undefined && commands.includes(command));
};

/** What is pasted is text wherever text is written, and nothing elsewhere. */
export const pasteInto = (model: Model, dialog: Dialog, text: string): Reaction => {
	switch (dialog.kind) {
		case 'prompt':
			return paste(model, dialog, text);
		case 'palette':
			return pasteIntoPalette(model, dialog, text);
		case 'help':
			return pasteIntoHelp(model, dialog, text);
		default:
			return {model};
	}
};

/** What the mouse does while a dialog is open: the wheel turns it, a click runs a command of the palette. */
export const pointAt = (model: Model, dialog: Dialog, {kind, y}: MouseEvent, sight: Sight): Reaction => {
	if (dialog.kind !== 'help' && dialog.kind !== 'messages' && dialog.kind !== 'palette') {
		return {model};
	}
	if (kind === 'wheel-up' || kind === 'wheel-down') {
		return answer(model, dialog, kind, sight);
	}
	return dialog.kind === 'palette' && kind === 'press' ? runAt(model, dialog, y - 1, sight) : {model};
};

export const closeDialog = ({dialog: _, ...model}: Model): Model => model;
