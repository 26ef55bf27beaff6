import {readKeyName} from './key-names.js';
import {type Binding, isBound, type KeyMode, keyModes, spellKey, type UiCommand} from './keys.js';

/** A line of the person's own keys: `reload = r ctrl+r`. */
export type KeyLine = {readonly name: string; readonly value: string; readonly line: number};

/** Why a line, or a part of it, does not count. */
export type KeyProblem = {readonly line: number; readonly what: string; readonly remedy: string};

type Wish = {readonly command: UiCommand; readonly keys: readonly string[]; readonly line: number};

/**
 * The table of keys as a person wants it. A line gives a command all the keys it has, or none. Who had one of them
 * before loses it there; that is a problem only where nothing is left to it, and of two wishes for a key the first counts.
 */
export const remap = (
	bindings: readonly Binding[],
	lines: readonly KeyLine[],
	suggest: (name: string, known: readonly string[]) => string,
): {readonly bindings: readonly Binding[]; readonly problems: readonly KeyProblem[]} => {
	const problems: KeyProblem[] = [];
	const wishes = new Map<UiCommand, Wish>();
	for (const line of lines) {
		const wish = readWish(bindings, line, suggest, problems);
		const earlier = wish && wishes.get(wish.command);
		if (earlier !== undefined) {
			problems.push({
				line: line.line,
				what: `"${line.name}" has its keys in line ${earlier.line} already`,
				remedy: 'Write all of them in one line',
			});
		} else if (wish !== undefined) {
			wishes.set(wish.command, wish);
		}
	}
	const taken = new Map<string, Wish>();
	const wished = [...wishes.values()].flatMap(wish => {
		const modes = modesOf(wish.command, bindings);
		const keys = wish.keys.filter(key => {
			const rival = modes.map(mode => taken.get(`${mode} ${key}`)).find(other => other !== undefined);
			if (rival !== undefined) {
				problems.push({
					line: wish.line,
					what: `"${spellKey(key)}" is the key of ${rival.command} already, in line ${rival.line}`,
					remedy: `Give one of them another`,
				});
			}
			return rival === undefined;
		});
		for (const [mode, key] of modes.flatMap(each => keys.map(wanted => [each, wanted] as const))) {
			taken.set(`${mode} ${key}`, wish);
		}
		// One that gets none of its keys is none: the command keeps those that it had.
		return keys.length === 0 && wish.keys.length > 0 ? [] : [{...wish, keys}];
	});
	const table = bindings.flatMap(binding => {
		const wish = wished.find(({command}) => command === binding.command);
		return wish === undefined ? without(binding, taken, problems) : [{...binding, keys: wish.keys}];
	});
	return hasWayOut(table)
		? {bindings: table, problems: dedupe(problems)}
		: {
				bindings: table.map(binding =>
					binding.command === 'ragnarok' ? {...binding, keys: ['ctrl+c']} : binding,
				),
				problems: [
					...dedupe(problems),
					{
						line: [...wishes.values()].at(-1)?.line ?? 0,
						what: 'neither quit nor ragnarok has a key, so ctrl+c stays that of ragnarok',
						remedy: 'Give one of them a key',
					},
				],
			};
};

const readWish = (
	bindings: readonly Binding[],
	{name, value, line}: KeyLine,
	suggest: (name: string, known: readonly string[]) => string,
	problems: KeyProblem[],
): Wish | undefined => {
	const command = bindings.find(binding => binding.command === name)?.command;
	if (command === undefined) {
		const known = [...new Set(bindings.map(binding => binding.command))];
		problems.push({line, what: `"${name}" is no command`, remedy: suggest(name, known)});
		return undefined;
	}
	const words = value.split(/\s+/).filter(word => word !== '');
	if (words.join() === 'none') {
		return {command, keys: [], line};
	}
	const keys = words.flatMap(word => {
		const key = readKeyName(word);
		if (typeof key === 'string') {
			return [key];
		}
		problems.push({line, what: `"${word}" is no key`, remedy: key.remedy});
		return [];
	});
	if (words.length === 0) {
		problems.push({line, what: `no key for ${name}`, remedy: 'Write one, or none'});
	}
	return keys.length === 0 ? undefined : {command, keys: [...new Set(keys)], line};
};

/** Everywhere that a command means something. */
const modesOf = (command: UiCommand, bindings: readonly Binding[]): readonly KeyMode[] =>
	keyModes.filter(mode => bindings.some(binding => binding.command === command && isBound(binding, mode)));

/** A row with the keys that are left to it, which may differ from mode to mode. */
const without = (
	binding: Binding,
	taken: ReadonlyMap<string, Wish>,
	problems: KeyProblem[],
): readonly Binding[] => {
	const modes = keyModes.filter(mode => isBound(binding, mode));
	const left = modes.map(mode => ({
		mode,
		keys: binding.keys.filter(key => !taken.has(`${mode} ${key}`)),
	}));
	if (left.every(({keys}) => keys.length === binding.keys.length)) {
		return [binding];
	}
	for (const {mode} of left.filter(({keys}) => keys.length === 0)) {
		for (const key of binding.keys) {
			const {line} = taken.get(`${mode} ${key}`) ?? {};
			if (line !== undefined) {
				problems.push({
					line,
					what: `"${spellKey(key)}" was the key of ${binding.command}, which has none now`,
					remedy: `Give it another, or write ${binding.command} = none`,
				});
			}
		}
	}
	return [...new Set(left.map(({keys}) => keys.join(' ')))].map(keys => ({
		...binding,
		keys: keys === '' ? [] : keys.split(' '),
		layouts: left.filter(other => other.keys.join(' ') === keys).map(({mode}) => mode),
	}));
};

const hasWayOut = (bindings: readonly Binding[]): boolean =>
	keyModes.every(mode =>
		bindings.some(
			binding =>
				['quit', 'ragnarok'].includes(binding.command) && binding.keys.length > 0 && isBound(binding, mode),
		),
	);

const dedupe = (problems: readonly KeyProblem[]): readonly KeyProblem[] =>
	problems
		.filter(
			({line, what}, index) =>
				problems.findIndex(other => other.line === line && other.what === what) === index,
		)
		.sort((a, b) => a.line - b.line);
