import type {VassalId} from '../core/event.js';
import {closeDialog} from './dialogs.js';
import {fuzzyScore} from './fuzzy.js';
import {type Binding, isBound, type UiCommand} from './keys.js';
import {editLine, insert, type Line, lineOf} from './line-edit.js';
import {type Model, type Reaction, react} from './model.js';
import type {Sight} from './sight.js';

/** A command that is looked for by its name. */
export type Palette = {
	readonly kind: 'palette';
	readonly line: Line;
	/** Which of those that fit would be run. */
	readonly choice: number;
};

/** What can be run: a command, for the vassal that is named or for whom its key would be. */
export type Entry = {
	readonly words: string;
	readonly keys: readonly string[];
	readonly help: string;
	readonly command: UiCommand;
	readonly id?: VassalId;
};

export const openPalette = (): Palette => ({kind: 'palette', line: lineOf(''), choice: 0});

/** What fits what is written, best first; everything that means something here while nothing is. */
export const selectEntries = (text: string, sight: Sight): readonly Entry[] => {
	const here = commandsHere(sight);
	const typed = text.trimStart();
	if (typed === '') {
		return here.filter(isWhole).map(entryOf);
	}
	const gap = typed.indexOf(' ');
	const scored = [
		...here.filter(isWhole).flatMap(binding => {
			const score = fuzzyScore(typed, binding.command) ?? helpScore(typed, binding.help);
			return score === undefined ? [] : [{entry: entryOf(binding), score}];
		}),
		...(gap === -1 ? [] : here).flatMap(binding => {
			const front = isForOne(binding.command) ? fuzzyScore(typed.slice(0, gap), binding.command) : undefined;
			return front === undefined
				? []
				: named(binding, typed.slice(gap + 1), sight).map(({entry, score}) => ({
						entry,
						score: front + score,
					}));
		}),
		// A name alone is somewhere to go.
		...here
			.filter(({command}) => gap === -1 && command === 'focus-number')
			.flatMap(binding => named(binding, typed, sight)),
	];
	return scored.sort((a, b) => b.score - a.score).map(({entry}) => entry);
};

/** Whether a command says everything by itself. */
const isWhole = ({command}: Binding): boolean => command !== 'focus-number';

/** Each command once, in the order of the table, with all keys it has here. */
const commandsHere = ({bindings, mode}: Sight): readonly Binding[] => {
	const here = new Map<UiCommand, Binding>();
	for (const binding of bindings.filter(each => isBound(each, mode) && each.command !== 'palette')) {
		const known = here.get(binding.command);
		here.set(binding.command, known ? {...known, keys: [...known.keys, ...binding.keys]} : binding);
	}
	return [...here.values()];
};

const entryOf = ({command, keys, help}: Binding): Entry => ({words: command, keys, help, command});

/** A command for each vassal whose name fits. */
const named = ({command, help}: Binding, typed: string, {ids, nameOf}: Sight) =>
	ids.flatMap(id => {
		const score = fuzzyScore(typed, nameOf(id));
		const [words, does] = command === 'focus-number' ? ['focus', 'focus it'] : [command, help];
		return score === undefined
			? []
			: [{score, entry: {words: `${words} ${nameOf(id)}`, keys: [], help: does, command, id}}];
	});

/** What a command does is searched by whole beginnings of words: a few letters would be found in all of them. */
const helpScore = (typed: string, help: string): number | undefined => {
	const words = help.toLowerCase().split(/[^\p{L}\d]+/u);
	const wanted = typed
		.toLowerCase()
		.split(' ')
		.filter(word => word !== '');
	return wanted.every(word => words.some(other => other.startsWith(word))) ? 0 : undefined;
};

/** Whether a command may be followed by the name of a vassal. */
const isForOne = (command: UiCommand): boolean => forOne.includes(command);

const forOne: readonly UiCommand[] = [
	...(['reload', 'restart', 'start', 'stop', 'kill', 'forgive'] as const),
	...(['zoom', 'mark', 'edit', 'page', 'watch', 'copy-error', 'inspect'] as const),
];

/** What a key means while a command is looked for. */
export const choose = (model: Model, palette: Palette, key: string, sight: Sight): Reaction => {
	const {line, choice} = palette;
	const entries = selectEntries(line.text, sight);
	const write = (written: Line | undefined): Reaction => ({
		model: written === undefined ? model : {...model, dialog: openedWith(written)},
	});
	switch (key) {
		case 'escape':
			return {model: closeDialog(model)};
		case 'enter': {
			const entry = entries[choice];
			return entry === undefined ? {model} : runEntry(closeDialog(model), entry, sight);
		}
		case 'tab': {
			const entry = entries[choice];
			return write(
				entry && lineOf(entry.id === undefined && isForOne(entry.command) ? `${entry.words} ` : entry.words),
			);
		}
		case 'backspace':
			return line.text === '' ? {model: closeDialog(model)} : write(editLine(line, key));
		default: {
			const by = steps[key];
			const most = Math.max(0, entries.length - 1);
			return by === undefined
				? write(editLine(line, key))
				: {model: {...model, dialog: {...palette, choice: Math.max(0, Math.min(most, choice + by))}}};
		}
	}
};

const steps: Readonly<Record<string, number>> = {
	down: 1,
	'ctrl+n': 1,
	'wheel-down': 1,
	pagedown: 8,
	up: -1,
	'ctrl+p': -1,
	'wheel-up': -1,
	pageup: -8,
};

const openedWith = (line: Line): Palette => ({kind: 'palette', line, choice: 0});

export const pasteIntoPalette = (model: Model, {line}: Palette, text: string): Reaction => ({
	model: {...model, dialog: openedWith(insert(line, text))},
});

/** Runs what is on a row of the list, if anything. */
export const runAt = (model: Model, {line, choice}: Palette, row: number, sight: Sight): Reaction => {
	const entries = selectEntries(line.text, sight);
	const entry = entries[row + firstSeen(entries.length, choice, sight.extent.height)];
	return entry === undefined || row < 0 || row >= sight.extent.height
		? {model}
		: runEntry(closeDialog(model), entry, sight);
};

/** As its key would, but for a vassal that was named: then neither focus nor marks matter, and both stay. */
export const runEntry = (model: Model, {command, id}: Entry, sight: Sight): Reaction => {
	if (id === undefined) {
		return react(model, command, '', sight);
	}
	const {inspected, ...outside} = model;
	const focused = {...outside, focus: id};
	if (command === 'focus-number') {
		return {model: inspected === undefined ? focused : {...focused, inspected: {id, top: 0}}};
	}
	if (command === 'zoom' || command === 'inspect') {
		return react(focused, command, '', sight);
	}
	const marked = command === 'mark' ? model.marked : [];
	const {model: after, ...reaction} = react({...focused, marked}, command, '', sight);
	const {focus: _, ...unfocused} = after;
	return {
		...reaction,
		model: {
			...unfocused,
			...(model.focus === undefined ? {} : {focus: model.focus}),
			...(inspected === undefined ? {} : {inspected}),
			marked: command === 'mark' ? after.marked : model.marked,
		},
	};
};

/** The first entry that is seen where not all fit: the chosen one always is. */
export const firstSeen = (count: number, choice: number, height: number): number =>
	Math.max(0, Math.min(choice - Math.floor(height / 2), count - height));
