import {isTrue, type Option as Line} from '../config/option.js';
import {refusedScheme} from '../monitors/scheme.js';
import {canonical, type Option, options} from './options.js';
import {isServing, refusalOf, servesNothing} from './refused-options.js';

/** What a line of an emperor.ini comes to here; `why` is a sentence without its full stop. */
export type Meaning =
	| {readonly kind: 'argument'; readonly name: string; readonly argument: string}
	| {readonly kind: 'variable'; readonly name: string; readonly value: string}
	| {readonly kind: 'refused' | 'idle'; readonly why: string}
	| {readonly kind: 'nothing' | 'unknown'};

export const meaningOf = (line: Line): Meaning => {
	const {key, value} = line;
	if (followed.has(key)) {
		return {kind: 'nothing'};
	}
	if (key === 'env') {
		const [, name = value, given = ''] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
		return {kind: 'variable', name, value: given};
	}
	const refusedPlace = key === 'emperor' ? refusedScheme(value) : undefined;
	if (refusedPlace !== undefined) {
		return {kind: 'refused', why: refusedPlace.replace(/\.$/, '')};
	}
	if (isServing(key)) {
		return {kind: 'refused', why: `${servesNothing}. Move the line into a vassal of its own`};
	}
	const name = canonical(`--${key}`).slice(2);
	const option: Option | undefined = options.find(candidate => candidate.name === name);
	if (option !== undefined) {
		return asOption(option, line);
	}
	const refused = refusalOf(key);
	if (refused === undefined || key === 'master') {
		return {kind: 'unknown'};
	}
	return {kind: refused.without === 'stops' ? 'refused' : 'idle', why: refused.why};
};

const asOption = ({name, value: wanted, group}: Option, line: Line): Meaning => {
	if (group === 'screen' || group === 'commands') {
		return {
			kind: 'refused',
			why: `that is up to whoever looks, not to uWSGI's file. Write --${name}, or put it into ~/.config/emperor/config.ini`,
		};
	}
	if (wanted === undefined) {
		return isTrue(line) ? {kind: 'argument', name, argument: `--${name}`} : {kind: 'nothing'};
	}
	return line.value === ''
		? {kind: 'refused', why: `nothing given. Write ${line.key} = and then its value`}
		: {kind: 'argument', name, argument: `--${name}=${line.value}`};
};

/** Seen to already: what they bring in stands among the lines. */
const followed: ReadonlySet<string> = new Set([
	...['ini', 'include', 'inherit', 'json', 'js', 'set', 'set-ph', 'set-placeholder'],
]);
