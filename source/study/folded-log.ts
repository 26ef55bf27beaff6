import type {LineTrack} from '../logs/line-order.js';
import {goesOn, type LogLine, type LogReader} from '../logs/log-reader.js';
import {raisedIn} from '../uwsgi/traceback.js';
import type {Run} from './folds.js';
import type {LogStudy} from './log-study.js';

/** A run that is not shown, and how many lines before it are not. */
type Hidden = {readonly run: Run; readonly before: number};

/**
 * A log of which some entries are folded to their first line. What has not been studied yet is shown as it is.
 *
 * A position is a line number less the folded lines before it, found by halving; so is the way back.
 */
export class FoldedLog implements LineTrack {
	readonly #log: LogReader;
	readonly #study: Pick<LogStudy, 'folds' | 'mistakes'>;
	readonly #isFolded: (run: Run) => boolean;
	#hidden: Hidden[] = [];
	/** How many runs have been looked at, forgotten ones included. */
	#next = 0;

	constructor(log: LogReader, study: Pick<LogStudy, 'folds' | 'mistakes'>, isFolded: (run: Run) => boolean) {
		this.#log = log;
		this.#study = study;
		this.#isFolded = isFolded;
	}

	get first(): number {
		this.#keepUp();
		return this.#positionOf(this.#log.first);
	}

	get last(): number {
		this.#keepUp();
		return this.#log.last - sizeWith(this.#hidden.at(-1));
	}

	read(from: number, count: number): readonly LogLine[] {
		const {first, last} = this;
		const lines: LogLine[] = [];
		for (let position = Math.max(first, from); position < from + count && position <= last; position++) {
			for (const line of this.#log.read(this.#numberAt(position), 1)) {
				lines.push(this.#withFolded(line));
			}
		}
		return lines;
	}

	arrivalOf(position: number): number {
		this.#keepUp();
		return this.#log.arrivalOf(this.#numberAt(position));
	}

	#positionOf(number: number): number {
		const hidden = this.#hidden[this.#countUntil(({run}) => run.from < number) - 1];
		return (
			number -
			(hidden === undefined ? 0 : hidden.before + Math.min(number, hidden.run.to + 1) - hidden.run.from)
		);
	}

	#numberAt(position: number): number {
		const hidden = this.#hidden[this.#countUntil(({run, before}) => run.from - before <= position) - 1];
		return position + sizeWith(hidden);
	}

	/** How many there are from the first on for which something holds that holds for no later one. */
	#countUntil(holds: (hidden: Hidden) => boolean): number {
		let low = 0;
		let high = this.#hidden.length;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			const hidden = this.#hidden[middle];
			if (hidden !== undefined && holds(hidden)) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}

	/** Only the latest run grows, and `before` of those behind it is counted once it does not. */
	#keepUp(): void {
		const {gone, runs} = this.#study.folds;
		for (let index = Math.max(0, this.#next - gone); index < runs.length; index++) {
			const run = runs[index];
			if (run !== undefined && this.#isFolded(run)) {
				this.#hidden.push({run, before: sizeWith(this.#hidden.at(-1))});
			}
		}
		this.#next = gone + runs.length;
		const oldest = this.#hidden[1024];
		if (oldest !== undefined && oldest.run.to < this.#log.first) {
			this.#hidden = this.#hidden.slice(1024);
		}
	}

	/** The first line of a folded entry stands for the others. */
	#withFolded(line: LogLine): LogLine {
		const {number} = line;
		const next = this.#countUntil(({run}) => run.from <= number);
		const own = this.#hidden.slice(next, next + mostBetween).filter(({run}) => run.head === number);
		const [first] = own;
		if (first === undefined) {
			return line;
		}
		const count = own.reduce((sum, {run}) => sum + run.to - run.from + 1, 0);
		const last = own.at(-1)?.run.to ?? number;
		const words = this.#wordsOf(line.text, first.run, last);
		const {count: times = 1} = this.#study.mistakes.at(number) ?? {};
		return {...line, folded: {count, words: times === 1 ? words : `×${times} ${words}`}};
	}

	#wordsOf(text: string, {head, kind}: Run, last: number): string {
		const read = (from: number, to: number): string[] => {
			const lines = this.#log.read(Math.max(head, from), to - Math.max(head, from) + 1);
			return lines.filter((line, index) => !isRest(lines[index - 1], line)).map(line => line.text);
		};
		switch (kind) {
			case 'banner': {
				const version = read(head, Math.min(last, head + 5)).map(line => starting.exec(line)?.[1]);
				const started = version.find(found => found !== undefined);
				return started === undefined ? text : `uWSGI ${started} started`;
			}
			case 'traceback': {
				const raised = raisedIn(read(last - enough, last));
				const what = raised && [raised.exception, raised.text].filter(part => part !== '').join(': ');
				return what === undefined ? text : `${text.replace(' (most recent call last):', '')} ... ${what}`;
			}
			default:
				return text;
		}
	}
}

/** Whether a line is what was left of one that was too long. */
const isRest = (before: LogLine | undefined, line: LogLine): boolean =>
	before !== undefined && goesOn(before, line);

/** Lines that are not shown up to the end of a run. */
const sizeWith = (hidden: Hidden | undefined): number =>
	hidden === undefined ? 0 : hidden.before + hidden.run.to - hidden.run.from + 1;

/** Runs of others between those of one entry that are looked through. */
const mostBetween = 16;

/** Lines from the end in which what was raised is looked for. */
const enough = 40;

const starting = /^\*\*\* Starting uWSGI (\S+)/;
