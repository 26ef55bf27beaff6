import {type Binding, bindings, isBound, type KeyMode, type UiCommand, wordedFor} from './keys.js';
import type {BadgeName} from './theme.js';

export type Hint = Pick<Binding, 'keys' | 'command'> & {readonly hint: string};

/** The keys worth a word in the last line, most wanted first: those that mean something in this layout and to this vassal. */
export const selectHints = (
	mode: KeyMode,
	badge: BadgeName | undefined,
	isAttached: boolean,
): readonly Hint[] =>
	bindings
		.map(binding => wordedFor(isAttached, binding))
		.flatMap(binding => {
			const {keys, command, hint} = binding;
			return hint === undefined || !isBound(binding, mode) || !isOfUse(command, badge)
				? []
				: [{keys, command, hint}];
		})
		.sort((a, b) => rank(a.command) - rank(b.command));

/** Leaving and asking for help must never fall off the end, and what the vassal can be told comes before how it is looked at. */
const wanted: readonly UiCommand[] = [
	'copy',
	'deselect',
	'select',
	'help',
	'quit',
	'back',
	'zoom',
	'focus-next',
	'start',
	'forgive',
	'reload',
	'stop',
	'restart',
	'kill',
];

const rank = (command: UiCommand): number => {
	const position = wanted.indexOf(command);
	return position === -1 ? wanted.length : position;
};

/** Told to a vassal in such a state it would change something. */
const isOfUse = (command: UiCommand, badge: BadgeName | undefined): boolean => {
	const states = use[command];
	return states === undefined || (badge !== undefined && states.includes(badge));
};

const alive: readonly BadgeName[] = ['starting', 'ready', 'loyal', 'reloading', 'hung'];

const use: Partial<Record<UiCommand, readonly BadgeName[]>> = {
	start: ['stopped', 'on demand'],
	forgive: ['throttled', 'failed'],
	reload: alive,
	restart: alive,
	stop: [...alive, 'throttled', 'on demand'],
	kill: ['hung', 'stopping'],
};
