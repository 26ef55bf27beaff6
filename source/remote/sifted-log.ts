import type {VassalReport} from '../control/report.js';
import type {LineReport} from '../control/send-log.js';
import type {LineDescription} from '../study/describe-line.js';
import {type Level, levels} from '../uwsgi/line-facts.js';
import {PassingLog} from './passing-log.js';

/** Which lines are wanted. */
export type Wanted = {
	/** Milliseconds since the epoch. */
	readonly since?: number;
	/** No less grave than this. */
	readonly level?: Level;
	/** Whether a line of a vassal is meant by its text as it was printed. */
	readonly isMeant?: (text: string, source: Source) => boolean;
};

export type Source = Pick<VassalReport, 'name' | 'path'>;

/** A line that is wanted, with what it is, or how many lines were let go before they could be told. */
export type Heard = {readonly source: Source; readonly arrival: number} & (
	| {readonly line: LineReport & LineDescription}
	| {readonly missed: number}
);

/** The log of one vassal on its way to somebody who wants only some of its lines. */
export class SiftedLog {
	readonly source: Source;
	readonly #wanted: Wanted;
	readonly #passing = new PassingLog();
	#arrival = 0;
	#oldest: number | undefined;
	#next: number | undefined;

	constructor({name, path}: Source, wanted: Wanted) {
		this.source = {name, path};
		this.#wanted = wanted;
	}

	/** Number of the line to go on with, behind the last that was heard whole; undefined where none was heard. */
	get next(): number | undefined {
		return this.#next;
	}

	/** When the first line came that was heard, wanted or not: milliseconds since the epoch. */
	get oldest(): number | undefined {
		return this.#oldest;
	}

	/** Takes what the emperor says of the log; answers what is wanted of it. */
	hear(text: string): Heard | undefined {
		const said: LineReport | {readonly missed: number} = JSON.parse(text);
		const {source} = this;
		if ('missed' in said) {
			return {source, arrival: this.#arrival, missed: said.missed};
		}
		// An emperor of an older version does not tell of arrivals.
		this.#arrival = said.arrival ?? said.time * 1000;
		this.#oldest ??= said.time * 1000;
		this.#next = said.number + (said.partial === true ? 0 : 1);
		const line = {...said, ...this.#passing.pass(said)};
		return this.#isWanted(line) ? {source, arrival: this.#arrival, line} : undefined;
	}

	#isWanted({time, text, level = 'info'}: LineReport & LineDescription): boolean {
		const {since = 0, level: least = 'debug', isMeant = () => true} = this.#wanted;
		return (
			time * 1000 >= since && levels.indexOf(level) >= levels.indexOf(least) && isMeant(text, this.source)
		);
	}
}

export const isSifted = ({since, level, isMeant}: Wanted): boolean =>
	since !== undefined || level !== undefined || isMeant !== undefined;
