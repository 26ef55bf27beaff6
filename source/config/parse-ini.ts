/** A line of the text after magic variables; `number` is where it begins in the file, counted from 1. */
export type Line = {readonly text: string; readonly number: number};

export type IniEntry = {
	readonly section: string;
	readonly key: string;
	readonly value: string;
	readonly line: number;
};

export type IniSection = {readonly name: string; readonly text: string; readonly line: number};

/** Entries in the order of the file, none merged: uWSGI repeats keys, and adds up sections of one name. */
export type Ini = {readonly sections: readonly IniSection[]; readonly entries: readonly IniEntry[]};

/**
 * Reads uWSGI's INI dialect, which no package speaks: no quotes, no inline comments, no continuation lines.
 *
 * A byte order mark is part of the first line, so that a section line behind it is an ordinary key, as in uWSGI.
 * Source: uwsgi_ini_config() in uWSGI core/ini.c; emperor.md 13.
 */
export const parseIni = (lines: readonly Line[]): Ini => {
	const sections: IniSection[] = [];
	const entries: IniEntry[] = [];
	for (const {text: raw, number: line} of lines) {
		const text = trim(raw);
		if (text.startsWith('[')) {
			sections.push({name: text.slice(1, -1), text, line});
		} else if (text !== '' && !text.startsWith(';') && !text.startsWith('#')) {
			entries.push({section: sections.at(-1)?.name ?? '', ...split(text), line});
		}
	}
	return {sections, entries};
};

/** The lines of a text in which nothing is to be substituted. */
export const plainLines = (text: string): Line[] =>
	text.split('\n').map((line, index) => ({text: line, number: index + 1}));

const split = (text: string): {key: string; value: string} => {
	const equals = text.indexOf('=');
	return equals === -1
		? {key: text, value: ''}
		: {key: trim(text.slice(0, equals)), value: trim(text.slice(equals + 1))};
};

/** Only these three are white space to uWSGI: a no-break space is part of a key. */
const trim = (text: string): string => text.replace(/^[ \t\r]+|[ \t\r]+$/g, '');
