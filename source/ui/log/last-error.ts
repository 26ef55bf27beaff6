import {goesOn, type LogLine, type LogReader} from '../../logs/log-reader.js';
import {bareText} from '../../screen/sanitise.js';
import type {LogStudy} from '../../study/log-study.js';
import type {LineKind} from '../../uwsgi/line-facts.js';
import {readLogLine} from '../../uwsgi/log-lines.js';
import {raisedIn} from '../../uwsgi/traceback.js';
import {timeOfDay} from './draw-rows.js';

/** What to copy, when it came, in milliseconds since the epoch, and the number of the line it begins with. */
export type LastError = {readonly text: string; readonly at: number; readonly first: number};

type Log = Pick<LogReader, 'first' | 'last' | 'read'>;

/**
 * The latest error in a log: a whole traceback or report, also where uWSGI says right behind it what came of it; or one
 * line. A request that failed counts only where nothing says why. Undefined where all that has been
 * studied is well.
 */
export const lastError = (log: Log, study: LogStudy): LastError | undefined => {
	const {errors} = study;
	let request: Entry | undefined;
	let latest: Entry | undefined;
	for (let position = errors.last; position >= errors.first; position--) {
		const [line] = errors.read(position, 1);
		if (line === undefined) {
			break;
		}
		if (latest !== undefined && line.number < latest.first - longest) {
			break;
		}
		const entry = entryAt(log, study, line.number);
		if (entry.kind === 'request') {
			request ??= entry;
		} else if (entry.texts.length > 1) {
			return told(latest === undefined || isAftermath(latest, entry) ? entry : latest);
		} else {
			latest ??= entry;
		}
	}
	const error = latest ?? request;
	return error && told(error);
};

/** The latest error in one line, with the time it came: it may be older than the death that a panel is about. */
export const lastErrorInBrief = (log: Log, study: LogStudy): string | undefined => {
	const error = lastError(log, study);
	return error && `${timeOfDay(error.at)} ${briefError(error)}`;
};

/** In one line: of a traceback what was raised, and where. */
const briefError = ({text}: LastError): string => {
	const lines = text.split('\n');
	const raised = lines.length === 1 ? undefined : raisedIn(lines);
	if (raised === undefined) {
		return lines[0] ?? '';
	}
	const what = [raised.exception, raised.text].filter(part => part !== '').join(': ');
	return raised.place === undefined ? what : `${what} (${raised.place})`;
};

type Entry = {
	/** Of the line it begins with. */
	readonly kind: LineKind;
	/** Numbers of the line it begins with, and of its latest. */
	readonly first: number;
	readonly last: number;
	readonly at: number;
	readonly texts: readonly string[];
};

/** What uWSGI says right behind a report comes of it: a worker was killed for being late. */
const isAftermath = ({kind, first}: Entry, report: Entry): boolean =>
	kind !== 'output' && first - report.last <= 10;

const told = ({texts, at, first}: Entry): LastError => ({text: texts.join('\n').trimEnd(), at, first});

const entryAt = (log: Log, study: LogStudy, first: number): Entry => {
	const lines: LogLine[] = [];
	const isLong = study.recordOf(first)?.report !== undefined || study.recordOf(first + 1)?.back === 1;
	for (const line of log.read(first, isLong ? longest : 1)) {
		if (line.number - (study.recordOf(line.number)?.back ?? 0) === first) {
			lines.push(line);
		}
	}
	const texts = joined(lines);
	return {
		kind: readLogLine(texts[0] ?? '').facts.kind,
		first,
		last: lines.at(-1)?.number ?? first,
		at: lines[0]?.at ?? 0,
		texts,
	};
};

/** A line that was too long to be kept in one as the one that was printed. */
const joined = (lines: readonly LogLine[]): readonly string[] => {
	const texts: string[] = [];
	lines.forEach((line, index) => {
		const before = lines[index - 1];
		const beginning = before !== undefined && goesOn(before, line) ? (texts.pop() ?? '') : '';
		texts.push(beginning + bareText(line.text));
	});
	return texts;
};

/** Lines of the longest report that is taken for one. */
const longest = 200;
