import stringWidth from 'string-width';
import {cutEnd, shorten} from './segments.js';

/**
 * A sentence on one line of so many columns. Where it is too long its place loses its folders, then the middle of what is
 * more than a third of the line; where that is not enough it ends with the key that shows all of it.
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
	const [, place = '', what = brief] = /^(\S+?)(: .+)$/.exec(brief) ?? [];
	const roomBeside = width - stringWidth(what);
	const roomForPlace = roomBeside >= leastPlace ? roomBeside : Math.max(leastPlace, Math.floor(width / 3));
	const briefest = shorten(place, roomForPlace, ellipsis) + what;
	if (stringWidth(briefest) <= width) {
		return briefest;
	}
	const hint = key === undefined ? '' : width < roomForWords ? ` ${key}` : `  ${key} shows all`;
	return `${cutEnd(briefest, width - stringWidth(hint), ellipsis)}${hint}`;
};

/** Columns. */
const roomForWords = 60;

/** Columns in which a shortened place can still be told from another. */
export const leastPlace = 8;
