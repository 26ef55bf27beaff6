import {posix} from 'node:path';
import type {Line} from './parse-ini.js';

/** What each `%x` stands for, by its letter. A letter that is not in it vanishes with its percent sign. */
export type MagicVariables = Readonly<Record<string, string>>;

/** A file as uWSGI is asked to read it: `given` is what was written, without `:section`. */
export type MagicFile = {readonly path: string; readonly given: string; readonly section: string};

/**
 * The variables that a file's name decides: `%p %s %n %e %d %c %0`–`%9 %x %o`, and in upper case those of the vassal's own file.
 *
 * Differs from uWSGI where only the disk knows: `%p` and what follows from it keep symbolic links in folders
 * unresolved, and `%i %j %b %V %t %T` vanish unless `machine` has them. Source: emperor.md 13.
 */
export const magicVariables = (
	file: MagicFile,
	vassal: MagicFile,
	machine: MagicVariables,
	cwd: string,
): MagicVariables => {
	const own = namedAfter(file);
	const first = namedAfter(vassal);
	return {
		...machine,
		v: cwd,
		...own,
		...Object.fromEntries([...'psnedcxo'].map(letter => [letter.toUpperCase(), first[letter] ?? ''])),
		'%': '%',
		'(': '%(',
		'[': '\u001B',
	};
};

/**
 * Substitutes magic variables in the raw text, comments and keys included, as uWSGI does before it looks at lines.
 *
 * A percent sign at the end of a line swallows the newline, so what comes back are lines that know where they began.
 * The variables are asked for where there is one at all.
 */
export const substituteMagic = (text: string, magicOf: () => MagicVariables): Line[] => {
	const magic = text.includes('%') ? magicOf() : {};
	const lines: Line[] = [];
	let isOpen = false;
	for (const [index, raw] of text.split('\n').entries()) {
		let swallowsNewline = false;
		const line = raw.replace(/%(.|$)/gsu, (_, letter: string) => {
			swallowsNewline ||= letter === '';
			return Object.hasOwn(magic, letter) ? (magic[letter] ?? '') : '';
		});
		const before = isOpen ? lines.pop() : undefined;
		lines.push({text: (before?.text ?? '') + line, number: before?.number ?? index + 1});
		isOpen = swallowsNewline;
	}
	return lines;
};

const namedAfter = ({path, given, section}: MagicFile): Record<string, string> => {
	const base = posix.basename(path);
	const folder = posix.dirname(path);
	const dot = base.lastIndexOf('.');
	const parts = folder.split('/').filter(part => part !== '');
	return {
		p: path,
		s: base,
		n: dot === -1 ? base : base.slice(0, dot),
		e: dot === -1 ? '' : base.slice(dot + 1),
		d: folder === '/' ? '/' : `${folder}/`,
		c: parts.at(-1) ?? '',
		x: section,
		o: given,
		...Object.fromEntries(parts.slice(0, 10).map((part, index) => [String(index), part])),
	};
};
