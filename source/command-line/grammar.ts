import type {Grammar, Taken} from '../shells/grammar.js';
import {type Command, commands} from './commands.js';
import {type Option, options, ruling} from './options.js';

/** The two tables, for the shells. */
export const grammar = (): Grammar => ({
	commands: commands.map(({name, help, takes}: Command) => ({
		name,
		help,
		takes: takenIn(takes, {...kinds, NAME: 'vassals'}),
	})),
	options: [
		...options.map(({name, short, value, help, isRepeatable, takenBy = ruling}: Option) => ({
			names: [`--${name}`, ...(short === undefined ? [] : [`-${short}`])] as const,
			help,
			...(value === undefined ? {} : {value: {name: value, is: takenIn(value)}}),
			isRepeatable: isRepeatable === true,
			commands: takenBy,
		})),
		{
			names: ['--help', '-h'],
			help: 'what there is to write',
			isRepeatable: false,
			commands: ['rule', ...commands.map(({name}) => name)],
		},
		{names: ['--version'], help: 'the version', isRepeatable: false, commands: ['rule']},
	],
});

/** `grid|list`: words. Capitals: what they stand for. */
const takenIn = (spelled: string | undefined, known: Kinds = kinds): Taken => {
	if (spelled === undefined) {
		return {kind: 'nothing'};
	}
	const name = spelled.replaceAll(/[[\]…]/g, '');
	return name === name.toLowerCase()
		? {kind: 'words', words: name.split('|')}
		: {kind: known[name] ?? 'anything'};
};

type Kinds = Readonly<Record<string, Exclude<Taken['kind'], 'words'>>>;

const kinds: Kinds = {
	PATTERN: 'files',
	TARGET: 'files',
	FILE: 'files',
	PATH: 'files',
	DIR: 'folders',
	PROGRAM: 'programs',
	COMMAND: 'programs',
	USER: 'users',
	GROUP: 'groups',
};
