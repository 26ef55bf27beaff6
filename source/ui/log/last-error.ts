import type {LogReader} from '../../logs/log-reader.js';
import {bareText} from '../../screen/sanitise.js';
import {EntryFinder, type EntryLine} from '../../uwsgi/entry-finder.js';
import type {LineKind} from '../../uwsgi/line-facts.js';
import {readLogLine} from '../../uwsgi/log-lines.js';

/**
 * The text of the latest error in a log: a whole traceback or report, also where uWSGI says right behind it what came of it;
 * or one line. A request that failed counts only where nothing says why. Undefined where all that is kept is well.
 */
export const lastError = (log: Pick<LogReader, 'first' | 'last' | 'read'>): string | undefined => {
	let request: Entry | undefined;
	for (let end = log.last; end >= log.first; end -= window) {
		// What began earlier is seen to belong together only from its beginning.
		const begin = Math.max(log.first, end - window - leadIn + 1);
		const entries = readEntries(log, begin, end + leadIn);
		const errors = [...entries.values()].filter(({level, last}) => level === 'error' && last > end - window);
		const explained = errors.filter(({kind}) => kind !== 'request');
		const latest = explained.at(-1);
		if (latest !== undefined) {
			const report = explained.findLast(({texts}) => texts.length > 1);
			return textOf(report !== undefined && isAftermath(latest, report) ? report : latest);
		}
		request ??= errors.at(-1);
	}
	return request && textOf(request);
};

type Entry = {
	/** Of the line it begins with. */
	readonly kind: LineKind;
	/** Number of the line it begins with. */
	readonly first: number;
	level: EntryLine['facts']['level'];
	/** Number of the latest line. */
	last: number;
	readonly texts: string[];
};

/** What uWSGI says right behind a report comes of it: a worker was killed for being late. */
const isAftermath = ({kind, first}: Entry, report: Entry): boolean =>
	kind !== 'output' && first - report.last <= 10;

const textOf = ({texts}: Entry): string => texts.join('\n').trimEnd();

/** By the number of their first line, in the order in which they began. */
const readEntries = (
	log: Pick<LogReader, 'read'>,
	begin: number,
	end: number,
): ReadonlyMap<number, Entry> => {
	const finder = new EntryFinder();
	const entries = new Map<number, Entry>();
	for (const {number, text} of log.read(begin, end - begin + 1)) {
		const bare = bareText(text);
		const {facts, head} = finder.next(readLogLine(bare), number);
		const entry = entries.get(head);
		if (entry === undefined) {
			entries.set(head, {
				kind: facts.kind,
				first: head,
				level: facts.level,
				last: number,
				texts: [bare],
			});
		} else {
			entry.level = facts.level === 'error' ? 'error' : entry.level;
			entry.last = number;
			entry.texts.push(bare);
		}
	}
	return entries;
};

/** Lines that are searched at once, from the newest on. */
const window = 500;

/** Lines of the longest report that is taken for one. */
const leadIn = 200;
