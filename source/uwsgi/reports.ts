import type {Follower} from './follower.js';
import type {Level, Writer} from './line-facts.js';
import type {ClueReader} from './mistake.js';
import {backtraceClues, harakiriClues} from './report-clues.js';

/** Several lines that belong together, as uWSGI prints them. */
export type Report = {
	readonly kind: ReportKind;
	/** Of all its lines, as is the writer. */
	readonly level: Level;
	readonly writer: Writer;
	readonly opens: RegExp;
	/** What its lines look like; others that come between are not its own. */
	readonly inside: RegExp;
	/** Its last line; absent where the first line that is not inside ends it. */
	readonly closes?: RegExp;
	/** Which mistake it tells of; absent where it tells of none. */
	readonly clues?: () => ClueReader;
};

export const reportKinds = [
	'banner',
	'traceback',
	'backtrace',
	'harakiri',
	'config',
	'status',
	'box',
] as const;

export type ReportKind = (typeof reportKinds)[number];

/** Everything but tracebacks and start-up banners, which have rules of their own. */
export const reports: readonly Report[] = [
	{
		kind: 'backtrace',
		level: 'error',
		writer: 'worker',
		opens: /^(?:!!! uWSGI process \d+ got .+ !!!|\*\*\* backtrace of \d+ \*\*\*)$/,
		inside: /^(?:\*\*\* backtrace of \d+ \*\*\*|\S+\(.*\) \[0x[0-9a-f]+\])$/,
		closes: /^\*\*\* end of backtrace \*\*\*$/,
		clues: backtraceClues,
	},
	{
		kind: 'harakiri',
		level: 'error',
		writer: 'master',
		opens: /^(?:\*\*\* HARAKIRI ON .+ \*\*\*|HARAKIRI triggered by worker \d+ .*)$/,
		inside:
			/^(?:HARAKIRI: .*|HARAKIRI \[core .*|HARAKIRI !!! worker .*|\*\*\* HARAKIRI ON .+ \*\*\*|\*\*\* uWSGI Python tracebacker output \*\*\*|thread_id = .*|)$/,
		closes: /^HARAKIRI !!! end of .+ status !!!$/,
		clues: harakiriClues,
	},
	{
		kind: 'config',
		level: 'debug',
		writer: 'master',
		opens: /^;uWSGI instance configuration$/,
		inside: /^/,
		closes: /^;end of configuration$/,
	},
	{
		kind: 'status',
		level: 'debug',
		writer: 'master',
		opens: /^\tworkers total requests: \d+$/,
		inside: /^(?:\t.*|-{10,}|)$/,
	},
	{
		kind: 'box',
		level: 'warning',
		writer: 'master',
		opens: /^!{10,} WARNING !{10,}$/,
		inside: /^(?:no request plugin is loaded|you may need to install the package for your language)/,
		closes: /^!{8,} END OF WARNING !{8,}$/,
	},
];

export const reportFollower = ({inside, closes}: Report): Follower => ({
	ask: text => {
		if (closes?.test(text)) {
			return 'last';
		}
		if (inside.test(text)) {
			return 'own';
		}
		return closes === undefined ? 'over' : 'foreign';
	},
});
