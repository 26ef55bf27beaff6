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
	const [, klogLetter] = klog.exec(text) ?? [];
	if (klogLetter !== undefined) {
		return klogLetters[klogLetter];
	}
	return crashes.some(crash => crash.test(text)) ? 'error' : warned.test(text) ? 'warning' : undefined;
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

/** Go's klog and glog: `E0102 15:04:05.678901 …`. */
const klog = /^([IWEF])[01]\d[0-3]\d \d\d:\d\d:\d\d/;

const klogLetters: Readonly<Record<string, Level>> = {I: 'info', W: 'warning', E: 'error', F: 'error'};

/** First or last lines of what languages and shells print of a program that fails, on their own. */
const crashes: readonly RegExp[] = [
	/** What was raised in Python, JavaScript or Java, with a message: `Error: …`, `TypeError [ERR_X]: …`. */
	/^(?:Uncaught (?:\(in promise\) )?)?(?:[A-Za-z_]\w*\.)*(?:Error|[A-Z]\w*(?:Error|Exception|Interrupt|Exit))(?: \[\w+\])?: /,
	/** The same without one. */
	/^(?:Uncaught )?(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Interrupt)$/,
	/** Python, where nobody can catch it; Java. */
	/^(?:Exception ignored (?:in|on|while) ?|Exception in thread |Fatal Python error: )/,
	/** Go and Rust. */
	/^(?:panic: |fatal error: |thread '.{0,100}' (?:\(\d+\) )?panicked at )/,
	/** What a shell says of a child that a signal ended. */
	/^(?:\S{1,100}: (?:line )?\d+: +\d+ )?(?:(?:Segmentation fault|Bus error|Illegal instruction)(?: +\(core dumped\).*)?|Aborted +\(core dumped\).*)$/,
];

/** `app.py:3: DeprecationWarning: …` of Python's warnings. */
const warned = /^(?:\S+:\d+: )?(?:[A-Za-z_]\w*\.)*[A-Z]\w*Warning: /;
