import {isatty} from 'node:tty';
import type {Ruling} from './command-line/ruling.js';

/** Whether what is written to standard output is to have colours. */
export const isColoured = (color: Ruling['color']): boolean =>
	color === 'always' ||
	(color === 'auto' && (Boolean(process.env.FORCE_COLOR) || (isatty(1) && !process.env.NO_COLOR)));

/** Whether there is a terminal that panels can be drawn on, and nobody who has it read out: INK_SCREEN_READER is Ink's own word for that. */
export const canDraw = (): boolean =>
	isatty(0) &&
	isatty(1) &&
	process.env.CI === undefined &&
	process.env.TERM !== 'dumb' &&
	process.env.INK_SCREEN_READER !== 'true';

/** Whether the locale has more than ASCII; one that says nothing has. */
export const isUtf8 = (): boolean => {
	const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG;
	return locale === undefined || /utf-?8/i.test(locale);
};
