import leven from 'leven';
import {uwsgiOption} from '../uwsgi/uwsgi-option.js';
import type {CommandName} from './commands.js';
import {type Option, options, ruling} from './options.js';
import {isServing, refusalOf, servesNothing} from './refused-options.js';

/** An option that does not exist, or stands without its value, as a sentence. */
export const findMistyped = (argv: readonly string[]): string | undefined => {
	const end = argv.indexOf('--');
	const shorts = options.flatMap(({short}: Option) => (short === undefined ? [] : [`-${short}`]));
	const known = ['--help', '--version', '-h', ...options.map(({name}) => `--${name}`), ...shorts];
	const typed = argv.slice(0, end === -1 ? argv.length : end);
	const hungry: Option | undefined = options.find((option: Option) => {
		const at = Math.max(typed.lastIndexOf(`--${option.name}`), typed.lastIndexOf(`-${option.short}`));
		const isLast = at !== -1 && (typed[at + 1] ?? '--').startsWith('--');
		return option.value !== undefined && (isLast || typed.includes(`--${option.name}=`));
	});
	if (hungry !== undefined) {
		return `--${hungry.name}: nothing given. Write --${hungry.name} and then its value.`;
	}
	const valued = new Set(
		options.flatMap(({name, value}: Option) => (value === undefined ? [] : [`--${name}`])),
	);
	const unknown = typed
		// A number below zero is a value, if a wrong one.
		.filter((argument, index) => !(/^-\d/.test(argument) && valued.has(typed[index - 1] ?? '')))
		.map(argument => argument.split('=')[0] ?? argument)
		.find(argument => /^-./.test(argument) && !known.includes(argument));
	if (unknown === undefined) {
		return undefined;
	}
	const why = whyNot(unknown);
	return why === undefined ? `${unknown}: no such option.${suggest(unknown, known)}` : `${unknown}: ${why}.`;
};

/** What to say of an option that uWSGI has and the emperor has not: `--master`, `-M`, `-p4`. */
const whyNot = (typed: string): string | undefined => {
	const name = uwsgiOption(typed.startsWith('--') ? typed.slice(2) : typed.slice(1, 2));
	const refused = refusalOf(name ?? typed.slice(2));
	if (refused !== undefined) {
		return refused.why;
	}
	if (name === undefined) {
		return undefined;
	}
	return isServing(name)
		? `${servesNothing}. Write it into the config of a vassal of its own`
		: `is an option of a vassal, not of the emperor. Write it into the vassals' configs, or give --vassal-set ${name}=VALUE`;
};

/** An option that means nothing to what was asked for, as a sentence. */
export const findMisplaced = (
	argv: readonly string[],
	command: CommandName | undefined,
): string | undefined => {
	const end = argv.indexOf('--');
	const typed = argv.slice(0, end === -1 ? argv.length : end).map(argument => argument.split('=')[0]);
	const misplaced = options.find(
		({name, short, takenBy = ruling}: Option) =>
			(typed.includes(`--${name}`) || (short !== undefined && typed.includes(`-${short}`))) &&
			!takenBy.includes(command ?? 'rule'),
	);
	return misplaced === undefined
		? undefined
		: `--${misplaced.name}: means nothing to ${command ?? 'an emperor that rules'}. Leave it out, or see emperor --help.`;
};

/** The nearest of what is known, or all of it, as what is to be done. */
export const suggestAmong = (typed: string, known: readonly string[]): string => {
	const [nearest] = [...known].sort((a, b) => leven(typed, a) - leven(typed, b));
	return nearest !== undefined && leven(typed, nearest) <= Math.max(2, typed.length / 3)
		? `Did you mean ${nearest}?`
		: 'The palette (:) lists them';
};

/** ` Did you mean --layout?`, or where to look if nothing is near. */
export const suggest = (typed: string, known: readonly string[]): string => {
	const [nearest] = [...known].sort((a, b) => leven(typed, a) - leven(typed, b));
	return nearest !== undefined && leven(typed, nearest) <= Math.max(2, typed.length / 3)
		? ` Did you mean ${nearest}?`
		: ' See emperor --help.';
};
