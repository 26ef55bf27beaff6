import {graphemes} from '../screen/graphemes.js';

/** A line of text that is being written. */
export type Line = {
	readonly text: string;
	/** Index in the text before which a character would be put. */
	readonly cursor: number;
};

export const lineOf = (text: string): Line => ({text, cursor: text.length});

/** The line after a key, as shells have it; undefined for a key that does not write. */
export const editLine = (line: Line, key: string): Line | undefined => {
	const {text, cursor} = line;
	switch (key) {
		case 'space':
			return insert(line, ' ');
		case 'left':
			return {text, cursor: stepBack(text, cursor)};
		case 'right':
			return {text, cursor: stepOn(text, cursor)};
		case 'home':
			return {text, cursor: 0};
		case 'end':
			return lineOf(text);
		case 'backspace':
			return without(line, stepBack(text, cursor), cursor);
		case 'delete':
			return without(line, cursor, stepOn(text, cursor));
		case 'ctrl+u':
			return without(line, 0, cursor);
		case 'ctrl+k':
			return without(line, cursor, text.length);
		case 'ctrl+w':
			return without(line, text.slice(0, cursor).replace(/\S*\s*$/, '').length, cursor);
		default:
			return [...graphemes(key)].length === 1 ? insert(line, key) : undefined;
	}
};

/** With a text put in at the cursor; of several lines the first, without what cannot be seen. */
export const insert = ({text, cursor}: Line, added: string): Line => {
	const clean = (added.split(/[\r\n]/)[0] ?? '').replace(/\p{Cc}/gu, '');
	return {text: text.slice(0, cursor) + clean + text.slice(cursor), cursor: cursor + clean.length};
};

const without = ({text}: Line, from: number, to: number): Line => ({
	text: text.slice(0, from) + text.slice(to),
	cursor: from,
});

const stepBack = (text: string, cursor: number): number =>
	cursor - ([...graphemes(text.slice(0, cursor))].at(-1)?.length ?? 0);

const stepOn = (text: string, cursor: number): number =>
	cursor + ([...graphemes(text.slice(cursor))][0]?.length ?? 0);
