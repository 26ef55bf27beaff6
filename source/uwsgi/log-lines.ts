import {levelNamed, levelOfOutput} from './app-level.js';
import {parseJsonLine} from './json-line.js';
import {type Level, type LineFacts, levels} from './line-facts.js';
import {levelOfStatus, parseRequestLine, type RequestLine} from './request-line.js';
import {emperorShapes} from './shapes/emperor.js';
import {reloadShapes} from './shapes/reload.js';
import {serviceShapes} from './shapes/service.js';
import {ShapeIndex} from './shapes/shape.js';
import {startUpShapes} from './shapes/start-up.js';
import {workerShapes} from './shapes/worker.js';

/** A line of a vassal's log, and what it says of itself. What it is part of, `EntryFinder` knows. */
export type ReadLine = {
	/** Without colours, the date that uWSGI puts in front, and out of the JSON that a log encoder wrapped it in. */
	readonly text: string;
	readonly facts: LineFacts;
	/** The request that it tells of. */
	readonly request?: RequestLine;
};

export const readLogLine = (raw: string): ReadLine => {
	const beginning = raw.length > longest ? raw.slice(0, longest) : raw;
	const text = withoutDate(beginning.includes('\x1b') ? beginning.replaceAll(colours, '') : beginning);
	const request = parseRequestLine(text);
	return request === undefined
		? (readJson(text) ?? {text, facts: factsOfText(text)})
		: {text, facts: factsOfRequest(request), request};
};

const colours = /\x1b\[[\d;:]*m/g;

/** `log-date` and some messages of uWSGI's put a date in front. */
const withoutDate = (line: string): string => line.slice(afterDate(line)).trimEnd();

/** Where the words of a line begin, behind the date that `log-date` put in front. */
export const afterDate = (line: string): number => date.exec(line)?.[0].length ?? 0;

/** Characters of a line that are looked at: enough for any address that a web server takes. */
const longest = 8192;

/** Characters of the longest line that uWSGI prints of itself. */
const longestShape = 2048;

const date =
	/^(?:\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} - |\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S{0,10} - |\[[^\]\s]{0,20} ?[^\]\s]{0,20}\d\d:\d\d[^\]]{0,20}\] - )/;

const shapes = new ShapeIndex([
	...startUpShapes,
	...workerShapes,
	...reloadShapes,
	...serviceShapes,
	...emperorShapes,
]);

const factsOfRequest = ({status, pid, worker}: RequestLine): LineFacts => ({
	level: levelOfStatus(status),
	writer: 'worker',
	kind: 'request',
	...(worker === undefined ? {} : {number: worker}),
	...(pid === undefined ? {} : {pid}),
});

/** Of several objects in a line, the gravest counts. */
const readJson = (text: string): ReadLine | undefined =>
	parseJsonLine(text)
		.map(({message, level, request}): ReadLine => {
			if (request !== undefined) {
				return {text, facts: factsOfRequest(request), request};
			}
			const told = level === undefined ? undefined : levelNamed(level);
			const inner = message === undefined ? {text, facts: plainOutput} : readLogLine(message);
			return told === undefined ? inner : {...inner, facts: {...inner.facts, level: told}};
		})
		.reduce<ReadLine | undefined>(
			(gravest, line) =>
				gravest === undefined || graver(line.facts.level, gravest.facts.level) ? line : gravest,
			undefined,
		);

const graver = (level: Level, other: Level): boolean => levels.indexOf(level) > levels.indexOf(other);

const factsOfText = (text: string): LineFacts => {
	const known = text.length > longestShape ? undefined : shapes.find(text);
	if (known === undefined) {
		const level = levelOfOutput(text);
		return level === undefined ? plainOutput : {...plainOutput, level};
	}
	const {level, writer, kind} = known.shape;
	const {wid, pid} = known.found.groups ?? {};
	if (writer === 'master' && wid !== undefined && pid !== undefined) {
		return {level, writer, kind, introduces: {worker: Number(wid), pid: Number(pid)}};
	}
	return {
		level,
		writer,
		kind,
		...(wid === undefined ? {} : {number: Number(wid)}),
		...(pid === undefined ? {} : {pid: Number(pid)}),
	};
};

const plainOutput: LineFacts = {level: 'info', writer: 'unknown', kind: 'output'};
