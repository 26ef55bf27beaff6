import type {LineRecord} from '../../study/line-record.js';
import {readAboutLine} from './about-line.js';
import {readExpression} from './expression.js';
import {plainText} from './line-text.js';

/** What a person wrote to find lines by: a regular expression, without regard to case unless there is a capital in it. */
export type Pattern = {
	readonly text: string;
	readonly isInverse: boolean;
	/** Whether a line as it was printed is meant. Colours and what is not shown do not count. */
	readonly isMeant: (raw: string, record?: LineRecord) => boolean;
	/** What a line is counts as well as its words: the study has to have read it. */
	readonly asksStudy: boolean;
	/** Where it matches in a line as it is shown, so many times at most. */
	readonly find: (plain: string) => readonly {readonly from: number; readonly to: number}[];
};

/**
 * @param isFilter `level:` and `writer:` may stand in front, and a `!` before everything for the lines that are not meant.
 * @returns why it is no pattern, as a sentence, or the pattern.
 */
export const readPattern = (text: string, isFilter: boolean): Pattern | string => {
	const isInverse = isFilter && text.startsWith('!');
	const written = isInverse ? text.slice(1) : text;
	const about = isFilter ? readAboutLine(written) : undefined;
	if (typeof about === 'string') {
		return about;
	}
	const expression = readExpression(about?.rest ?? written);
	if (typeof expression === 'string') {
		return expression;
	}
	return {
		text,
		isInverse,
		isMeant: (raw, record) =>
			(about?.isMeant(raw, record) !== false && expression.test(plainText(raw))) !== isInverse,
		asksStudy: about !== undefined,
		find: plain => (isInverse ? [] : findAll(new RegExp(expression, `${expression.flags}g`), plain)),
	};
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
