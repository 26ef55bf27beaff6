import type {Level} from './line-facts.js';

/**
 * The level that an application gives its own line, in the usual places: Python's logging (`ERROR:root:`,
 * `2026-11-23 12:00:01,123 - shop - ERROR - …`), Flask's (`[…] ERROR in app: …`), `[error]`, `level=error`, Django's `ERROR …`.
 *
 * Only a word that stands where loggers put it counts: a sentence that mentions an error is no error.
 */
export const levelOfOutput = (text: string): Level | undefined => {
	const found = leading.exec(text) ?? logfmt.exec(text);
	if (found !== null) {
		return levelNamed(found[1] ?? found[2] ?? '');
	}
	return exception.test(text) ? 'error' : warned.test(text) ? 'warning' : undefined;
};

/** A level by any of its usual names, in any case. */
export const levelNamed = (name: string): Level | undefined => names[name.toLowerCase()];

const names: Readonly<Record<string, Level>> = {
	trace: 'debug',
	debug: 'debug',
	info: 'info',
	notice: 'notice',
	warn: 'warning',
	warning: 'warning',
	err: 'error',
	error: 'error',
	critical: 'error',
	crit: 'error',
	fatal: 'error',
	alert: 'error',
	emerg: 'error',
};

/** A date, and the name of a logger, may stand in front; the word is in capitals, or in brackets. */
const leading =
	/^(?:\[?\d[\d\-/:., TZ+]{5,40}\]? ?(?:- )?(?:\[?[\w.]{1,60}\]? (?:- )?)?|\[[\w.]{1,60}\] |[\w.]{1,60} - )?(?:\[(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|debug|info|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|fatal|alert|emerg)\]|(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL)(?::| -| +in | +[\w.[]))/;

const logfmt = /(?:^|\s)(?:level|lvl|severity)="?(\w{3,8})\b/;

/** The last line of a traceback, without it. */
const exception = /^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit): /;

/** `app.py:3: DeprecationWarning: …` of Python's warnings. */
const warned = /^(?:\S+:\d+: )?(?:[A-Za-z_]\w*\.)*[A-Z]\w*Warning: /;
