import type {Follower} from './follower.js';
import type {Clue, ClueReader} from './mistake.js';

/** A call under an error of JavaScript or Java, innermost first: `    at Server.listen (node:net:1463:16)`. */
export const isStackCall = (text: string): boolean => call.test(text);

/** Follows the calls, and what else of the error is printed under them: fields, causes, `... 5 more`. */
export const stackFollower: Follower = {
	ask: (text, {kind}) => {
		if (rest.test(text)) {
			return 'own';
		}
		return kind === 'output' ? 'over' : 'foreign';
	},
};

/**
 * What was thrown by its class, and what caused it; the calls by function and file. After each call it may be over.
 *
 * @param logged the line above the first call.
 */
export const stackClues = (logged: string): ClueReader => {
	let isFirst = true;
	return text => {
		if (!isStackCall(text)) {
			return causeOf(text);
		}
		const trait = traitOf(text);
		if (!isFirst) {
			return {trait, isEnough: true};
		}
		isFirst = false;
		const [, thrown = ''] = className.exec(logged) ?? [];
		const where = placeOf(text);
		return {
			trait: `${thrown} ${trait}`,
			what: logged.slice(logged.indexOf(thrown)),
			...(where === undefined ? {} : {where}),
			isEnough: true,
		};
	};
};

const causeOf = (text: string): Clue =>
	text.startsWith('Caused by: ') ? {trait: text.replace(/^(Caused by: [^:\s]*).*/, '$1')} : {};

/** `Server.listen (net.js)` of `    at async Server.listen (/usr/lib/net.js:1463:16) {`. */
const traitOf = (text: string): string =>
	text
		.trim()
		.replace(/^at (?:async )?/, '')
		.replace(/ \{$/, '')
		.replace(/:\d+(?::\d+)?(?=\)?$)/, '')
		.replace(/[^\s()]+/g, word => word.slice(word.lastIndexOf('/') + 1));

/** `net.js:1463` of the same. */
const placeOf = (text: string): string | undefined => {
	const spot = text.replace(/\)?(?: \{)?$/, '');
	const word = spot.slice(Math.max(...[' ', '(', '/'].map(before => spot.lastIndexOf(before))) + 1);
	return /^(.+?:\d+)(?::\d+)?$/.exec(word)?.[1];
};

const className = /(?:^|[\s"])((?:[\w$]+\.)*[\w$]*(?:Error|Exception|Interrupt|Exit))(?=:|$| \[)/;

const call = /^(?:\t| {2,})at \S/;

const rest = /^(?:[\t ]+\S|\}$|Caused by: )/;
