import {graphemes} from '../screen/graphemes.js';

/** A key as `nameKey` of the keyboard spells it, from the way a person may write it; a sentence where it is none. */
export const readKeyName = (written: string): string | {readonly remedy: string} => {
	const spelled = spellings[written.toLowerCase()] ?? written;
	const caret = /^(?:\^|C-)([a-zA-Z])$/.exec(spelled)?.[1];
	const [, modifiers = '', base = ''] =
		/^((?:(?:ctrl|alt|shift)\+)*)(.+)$/is.exec(caret === undefined ? spelled : `ctrl+${caret}`) ?? [];
	const modified = modifiers.toLowerCase();
	const named = spellings[base.toLowerCase()] ?? base.toLowerCase();
	if (modified === '') {
		return isCharacter(base) ? base : isNamed(named) ? named : unknown;
	}
	if (!['ctrl+', 'alt+', 'shift+'].includes(modified) || !(isCharacter(base) || isNamed(named))) {
		return unknown;
	}
	if (modified === 'shift+' && isCharacter(base)) {
		return /\p{L}/u.test(base) ? base.toUpperCase() : unknown;
	}
	const key = `${modified}${isNamed(named) ? named : modified === 'ctrl+' ? base.toLowerCase() : base}`;
	const sameAs = indistinct[key];
	return sameAs === undefined ? key : {remedy: `To a terminal that is ${sameAs}: write ${sameAs}`};
};

const unknown = {remedy: 'Write keys as the help spells them, apart by spaces: r R ctrl+r pageup f5 space'};

const isCharacter = (text: string): boolean =>
	text !== ' ' && !/\p{Cc}/u.test(text) && [...graphemes(text)].length === 1;

const isNamed = (name: string): boolean => names.includes(name) || /^f(?:[1-9]|1[0-2])$/.test(name);

const names = [
	...['space', 'enter', 'tab', 'escape', 'backspace', 'delete', 'insert'],
	...['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown'],
];

const spellings: Readonly<Record<string, string>> = {
	esc: 'escape',
	return: 'enter',
	pgup: 'pageup',
	pgdn: 'pagedown',
	pgdown: 'pagedown',
	del: 'delete',
	ins: 'insert',
	backtab: 'shift+tab',
	's-tab': 'shift+tab',
	semicolon: ';',
	hash: '#',
};

/** What a terminal sends the same bytes for. */
const indistinct: Readonly<Record<string, string>> = {
	'ctrl+i': 'tab',
	'ctrl+m': 'enter',
	'ctrl+j': 'enter',
	'ctrl+h': 'backspace',
	'ctrl+[': 'escape',
};
