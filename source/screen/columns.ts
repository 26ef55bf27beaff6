import {characters, columnsOf, unburied} from './characters.js';
import {isPrintable} from './sanitise.js';

/**
 * How far so many columns reach in clean text: the index behind the last character that they hold, from index `from` on.
 *
 * Always further than `from` while there is text, even if not one character fits, so that whoever goes on from there gets
 * to the end.
 */
export const reach = (text: string, from: number, columns: number): number => {
	const ahead = text.slice(from, from + columns + 1);
	if (isPrintable(ahead)) {
		return from + Math.min(ahead.length, Math.max(1, columns));
	}

	// Marks take no column; a text with nothing but those would be looked through to its end for every row.
	const enough = text.slice(from, from + Math.max(1, columns) * 16);
	let index = from;
	let taken = 0;
	for (const character of characters(enough)) {
		taken += columnsOf(unburied(character));
		if (taken > columns && index > from) {
			return index;
		}
		index += character.length;
	}
	return index;
};
