import {moveFocus} from '../focus.js';
import {bindings, type UiCommand} from '../keys.js';
import type {Model} from '../model.js';
import type {Sight} from '../sight.js';
import {scrollInspector} from './scroll.js';

/** What a command means in the inspector; undefined where it means what it does elsewhere. */
export const whileInspecting = (
	model: Model,
	command: UiCommand,
	key: string,
	{ids, layout, inspector}: Sight,
): Model | undefined => {
	const {inspected, ...closed} = model;
	if (inspected === undefined) {
		return undefined;
	}
	switch (command) {
		case 'inspect':
		case 'back':
		case 'quit':
			return closed;
		case 'focus-next':
		case 'focus-previous':
		case 'focus-number': {
			const moved = moveFocus(model, command, key, ids, layout);
			return moved.focus === undefined ? model : {...moved, inspected: {id: moved.focus, top: 0}};
		}
		default: {
			const top = inspector && scrollInspector(command, inspected.top, inspector);
			if (top !== undefined) {
				return {...model, inspected: {...inspected, top}};
			}
			// Nobody else is to be told what was meant for one that is gone.
			return ids.includes(inspected.id) || !isForVassal(command) ? undefined : model;
		}
	}
};

const isForVassal = (command: UiCommand): boolean =>
	bindings.some(binding => binding.command === command && binding.group === 'vassals');
