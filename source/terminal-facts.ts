import {isatty} from 'node:tty';
import type {Ruling} from './command-line/ruling.js';

/** Whether what is written to standard output is to have colours. */
export const isColoured = (color: Ruling['color']): boolean =>
	color === 'always' ||
	(color === 'auto' && (Boolean(process.env.FORCE_COLOR) || (isatty(1) && !process.env.NO_COLOR)));

/** Whether the locale has more than ASCII; one that says nothing has. */
export const isUtf8 = (): boolean => {
	const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG;
	return locale === undefined || /utf-?8/i.test(locale);
};
