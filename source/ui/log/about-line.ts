import type {LineRecord} from '../../study/line-record.js';
import {type Level, levels, type Writer, writers} from '../../uwsgi/line-facts.js';
import {readLogLine} from '../../uwsgi/log-lines.js';

/** What a person asks of a line but its words. */
export type AboutLine = {
	/** Whether a line is meant. Without a record, by what the line says of itself. */
	readonly isMeant: (raw: string, record: LineRecord | undefined) => boolean;
	/** What was written behind. */
	readonly rest: string;
};

/**
 * Reads `level:warning` or `level:warn`, that is warnings and errors, and `writer:worker` or `writer:worker2` from the beginning of a filter.
 *
 * @returns undefined where it begins with neither; why there is no such level or writer, as a sentence.
 */
export const readAboutLine = (text: string): AboutLine | string | undefined => {
	const [all, what, name = '', number = ''] = /^(level|writer):([A-Za-z]*)(\d*)(?: |$)/.exec(text) ?? [];
	if (all === undefined) {
		return undefined;
	}
	const rest = text.slice(all.length);
	const one = what === 'level' && number === '' ? readLevel(name) : readWriter(name, Number(number));
	const others = readAboutLine(rest);
	if (typeof one === 'string' || typeof others === 'string') {
		return typeof one === 'string' ? one : others;
	}
	return others === undefined
		? {isMeant: one, rest}
		: {isMeant: (raw, record) => one(raw, record) && others.isMeant(raw, record), rest: others.rest};
};

const readLevel = (name: string): AboutLine['isMeant'] | string => {
	const least = levels.findIndex(level => level.startsWith(name.toLowerCase()));
	return name === '' || least === -1
		? `no level "${name}". There are ${levels.join(', ')}`
		: (raw, record) => levels.indexOf(levelOf(raw, record)) >= least;
};

const readWriter = (name: string, number: number): AboutLine['isMeant'] | string => {
	const writer = writers.find(one => one === name.toLowerCase());
	return writer === undefined
		? `no writer "${name}". There are ${writers.join(', ')}; worker2 is a worker`
		: (raw, record) => {
				const by = writerOf(raw, record);
				return by.writer === writer && (number === 0 || by.worker === number);
			};
};

const levelOf = (raw: string, record: LineRecord | undefined): Level =>
	record?.level ?? readLogLine(raw).facts.level;

const writerOf = (
	raw: string,
	record: LineRecord | undefined,
): {readonly writer: Writer; readonly worker: number} => {
	if (record !== undefined) {
		return record;
	}
	const {writer, number = 0} = readLogLine(raw).facts;
	return {writer, worker: number};
};
