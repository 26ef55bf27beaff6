import {type Binding, isBound, type KeyMode, type UiCommand} from './keys.js';
import type {BadgeName} from './theme.js';

export type Hint = Pick<Binding, 'keys' | 'command'> & {readonly hint: string};

export type Circumstances = {
	/** Of the vassals that keys are for. */
	readonly badges: readonly BadgeName[];
	readonly areMarked: boolean;
};

/**
 * The keys worth a word in the last line, most wanted first: those that mean something in this layout and to one of the
 * vassals that they are for. Whoever marks vassals is about to tell them something: that comes first then,
 * and behind it the way back.
 */
export const selectHints = (
	bindings: readonly Binding[],
	mode: KeyMode,
	{badges, areMarked}: Circumstances,
): readonly Hint[] =>
	bindings
		.flatMap(binding => {
			const {keys, command} = binding;
			const isUnmarking = areMarked && command === 'back' && mode !== 'zoom' && mode !== 'inspecting';
			const hint = isUnmarking ? 'unmark' : binding.hint;
			return hint === undefined ||
				keys.length === 0 ||
				!isBound(binding, mode) ||
				!isOfUse(binding, badges) ||
				(leaves[mode] ?? []).includes(command)
				? []
				: [{keys, command, hint}];
		})
		.sort((a, b) => rank(a.command, areMarked) - rank(b.command, areMarked));

/** What only goes back there, like the key that is named for it. */
const leaves: Partial<Record<KeyMode, readonly UiCommand[]>> = {
	inspecting: ['inspect', 'quit'],
	selecting: ['quit'],
	zoom: ['quit'],
};

/** Leaving and asking for help must never fall off the end, and what the vassal can be told comes before how it is looked at. */
const wanted: readonly UiCommand[] = [
	'copy',
	'deselect',
	'select',
	'help',
	'quit',
	'back',
	'zoom',
	'inspect',
	'focus-next',
	'start',
	'forgive',
	'reload',
	'stop',
	'restart',
	'kill',
];

const rank = (command: UiCommand, areMarked: boolean): number => {
	if (areMarked && (command in use || command === 'back')) {
		return command === 'back' ? -1 : -2;
	}
	const position = wanted.indexOf(command);
	return position === -1 ? wanted.length : position;
};

/** Told to vassals in such states it would change something; without any there is only the emperor. */
const isOfUse = ({command, group}: Binding, badges: readonly BadgeName[]): boolean => {
	const states = use[command];
	if (badges.length === 0) {
		return group === 'emperor';
	}
	return states === undefined || badges.some(badge => states.includes(badge));
};

const alive: readonly BadgeName[] = ['starting', 'ready', 'loyal', 'no app', 'reloading', 'hung'];

const use: Partial<Record<UiCommand, readonly BadgeName[]>> = {
	start: ['stopped', 'on demand'],
	forgive: ['throttled', 'failed'],
	reload: alive,
	restart: alive,
	stop: [...alive, 'throttled', 'on demand'],
	kill: ['hung', 'stopping'],
};
