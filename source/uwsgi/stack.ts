import type {Belonging} from './follower.js';
import type {LineFacts} from './line-facts.js';

/** A call under an error of JavaScript or Java, innermost first: `    at Server.listen (node:net:1463:16)`. */
export const isStackCall = (text: string): boolean => call.test(text);

/** Follows the calls, and what else of the error is printed under them: fields, causes, `... 5 more`. */
export const stackFollower = (text: string, facts: LineFacts): Belonging => {
	if (rest.test(text)) {
		return 'own';
	}
	return facts.kind === 'output' ? 'over' : 'foreign';
};

const call = /^(?:\t| {2,})at \S/;

const rest = /^(?:[\t ]+\S|\}$|Caused by: )/;
