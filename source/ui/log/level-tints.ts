import type {LineRecord} from '../../study/line-record.js';
import type {Level} from '../../uwsgi/line-facts.js';
import {afterDate, readLogLine} from '../../uwsgi/log-lines.js';
import {placesInRequestLine, type Stretch} from '../../uwsgi/request-line.js';
import {raisedIn} from '../../uwsgi/traceback.js';
import type {LogRow} from './lay-rows.js';
import type {Tint} from './line-text.js';

/**
 * What stands out in a row by what it says: the method and the status of a request, the word that makes a line a warning
 * or an error. Where the vassal has coloured a word itself, that stays.
 *
 * @param record what the study knows of the line; absent where it has not come so far.
 */
export const levelTints = (row: LogRow, record: LineRecord | undefined): readonly Tint[] =>
	tintsOf(row, record).filter(({from}) => isUncoloured(row, from));

const tintsOf = ({text, compact}: LogRow, record: LineRecord | undefined): readonly Tint[] => {
	if (compact?.places !== undefined) {
		return requestTints(text.plain, compact.places);
	}
	const plain = text.plain.slice(0, longest);
	const date = afterDate(plain);
	const places = placesInRequestLine(plain.slice(date));
	if (places !== undefined) {
		return requestTints(plain, {method: shift(places.method, date), status: shift(places.status, date)});
	}
	const level = record?.level ?? readLogLine(plain).facts.level;
	const style = styles[level];
	const word =
		style === undefined ? undefined : wordOf(plain, date, level, compact === undefined ? record : undefined);
	return style === undefined || word === undefined ? [] : [{from: word[0], to: word[1], style}];
};

const isUncoloured = ({text}: LogRow, from: number): boolean =>
	/^(?:\x1b\[0*m)*$/.test(text.styles.findLast(({at}) => at <= from)?.style ?? '');

const shift = ([from, to]: Stretch, by: number): Stretch => [from + by, to + by];

const requestTints = (
	plain: string,
	{method, status}: {readonly method: Stretch; readonly status: Stretch},
): readonly Tint[] => [
	{from: method[0], to: method[1], style: cyan},
	{from: status[0], to: status[1], style: styleOfStatus(Number(plain.slice(...status)))},
];

const styleOfStatus = (status: number): string => {
	if (status >= 500 || status < 100) {
		return red;
	}
	return status >= 400 ? yellow : status >= 300 ? cyan : green;
};

/** The word that says so, else the first one; in a traceback what was raised, in other reports no more than the word. */
const wordOf = (
	plain: string,
	date: number,
	level: Level,
	record: LineRecord | undefined,
): Stretch | undefined => {
	if (record?.report === 'traceback') {
		const raised = raisedIn([plain])?.exception;
		const at = plain.indexOf('Traceback (');
		return raised === undefined
			? at === -1
				? undefined
				: [at, at + 'Traceback'.length]
			: [0, raised.length];
	}
	const found = (level === 'error' ? errorWord : warningWord).exec(plain);
	if (found !== null) {
		return [found.index, found.index + found[0].length];
	}
	const first = (record?.back ?? 0) > 0 ? null : /[^\s*!▸]\S*/.exec(plain.slice(date));
	return first === null ? undefined : [date + first.index, date + first.index + first[0].length];
};

const errorWord =
	/(?<![\w.])(?:[A-Za-z_]\w*\.)*\w*(?:Error|Exception)\b|\b(?:ERROR|error|CRITICAL|critical|crit|FATAL|fatal|alert|emerg|Traceback|HARAKIRI|DAMN)\b/;

const warningWord = /(?<![\w.])\w*Warning\b|\b(?:WARN(?:ING)?|warn(?:ing)?)\b/;

const red = '\x1b[31m';
const green = '\x1b[32m';
const yellow = '\x1b[33m';
const cyan = '\x1b[36m';

const styles: Readonly<Partial<Record<Level, string>>> = {error: red, warning: yellow};

/** Characters that are looked at for a word. */
const longest = 4096;
