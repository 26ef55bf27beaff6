import {plainText} from './line-text.js';

/** What a person wrote to find lines by: a regular expression, without regard to case unless there is a capital in it. */
export type Pattern = {
	readonly text: string;
	readonly isInverse: boolean;
	/** Whether a line as it was printed is meant. Colours and what is not shown do not count. */
	readonly isMeant: (raw: string) => boolean;
	/** Where it matches in a line as it is shown, so many times at most. */
	readonly find: (plain: string) => readonly {readonly from: number; readonly to: number}[];
};

/**
 * @param text with a `!` in front, where that is allowed, the lines are meant in which nothing matches.
 * @returns why it is no pattern, as a sentence, or the pattern.
 */
export const readPattern = (text: string, mayBeInverse: boolean): Pattern | string => {
	const isInverse = mayBeInverse && text.startsWith('!');
	const expression = compile(isInverse ? text.slice(1) : text);
	if (typeof expression === 'string') {
		return expression;
	}
	return {
		text,
		isInverse,
		isMeant: raw => expression.test(plainText(raw)) !== isInverse,
		find: plain => (isInverse ? [] : findAll(new RegExp(expression, `${expression.flags}g`), plain)),
	};
};

/** With all of Unicode where it can be read so: what only old expressions may say is taken as they mean it. */
const compile = (source: string): RegExp | string => {
	const flags = /\p{Lu}/u.test(source.replace(/\\./gu, '')) ? '' : 'i';
	try {
		return new RegExp(source, `${flags}u`);
	} catch {
		try {
			return new RegExp(source, flags);
		} catch (error) {
			const reason = String(error).replace(/^.*: /, '').toLowerCase();
			return `${reason}. Put \\ before a character to take it as it is`;
		}
	}
};

const findAll = (expression: RegExp, plain: string): {from: number; to: number}[] => {
	const found: {from: number; to: number}[] = [];
	for (const {0: text, index} of plain.matchAll(expression)) {
		if (text !== '') {
			found.push({from: index, to: index + text.length});
		}
		if (found.length === most) {
			break;
		}
	}
	return found;
};

/** More than fit on a row of any terminal. */
const most = 500;
