import stringWidth from 'string-width';
import {cutEnd} from './segments.js';

/**
 * A sentence on one line of so many columns. Where it is too long its place loses its folders; where that is not enough it
 * ends with the key that shows all of it.
 */
export const fitMessage = (
	text: string,
	width: number,
	key: string | undefined,
	ellipsis: string,
): string => {
	const brief = text.replace(/^\S*\/(?=[^\s/]+: )/, '');
	const fitting = [text, brief].find(each => stringWidth(each) <= width);
	if (fitting !== undefined) {
		return fitting;
	}
	const hint = key === undefined ? '' : width < roomForWords ? ` ${key}` : `  ${key} shows all`;
	return `${cutEnd(brief, width - stringWidth(hint), ellipsis)}${hint}`;
};

/** Columns. */
const roomForWords = 60;
