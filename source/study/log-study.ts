import type {LineTrack} from '../logs/line-order.js';
import {goesOn, type LogLine, type LogReader} from '../logs/log-reader.js';
import {NumberTrack} from '../logs/number-track.js';
import {EntryFinder, type EntryLine} from '../uwsgi/entry-finder.js';
import {KnownWays} from '../uwsgi/known-ways.js';
import type {LineFacts} from '../uwsgi/line-facts.js';
import {type ReadLine, readLogLine} from '../uwsgi/log-lines.js';
import type {Mistake} from '../uwsgi/mistake.js';
import type {ReportKind} from '../uwsgi/reports.js';
import {Folds} from './folds.js';
import {type LineRecord, pack, unpack} from './line-record.js';
import {Mistakes} from './mistakes.js';
import {WorkerNumbers} from './worker-numbers.js';

/** Who is told of each line: as it was read, what report begins with it, and of which mistake its report is known to tell by now. */
export type Hearer = (
	line: LogLine,
	read: ReadLine,
	opens: ReportKind | undefined,
	mistake: Mistake | undefined,
) => void;

/**
 * Reads a log line by line, as far as it is given time, and remembers of each line that is kept what it is.
 *
 * Made of a `LogReader` alone, so that a mirror of a log that is elsewhere can be studied like any other.
 */
export class LogStudy {
	readonly #log: LogReader;
	readonly #errors: NumberTrack;
	readonly #workers = new WorkerNumbers();
	readonly #folds: Folds;
	readonly #mistakes: Mistakes;
	#records = new Uint32Array(64);
	#next = 1;
	#skipped = 0;
	#hasCaughtUp = false;
	readonly #followers = new Set<{readonly onProgress: () => void}>();
	#hearer: Hearer | undefined;
	/** The line before, where it was too long to be kept in one. */
	#before: {readonly line: LogLine; readonly entry: EntryLine} | undefined;
	readonly #ways = new KnownWays();
	/** One for what the vassal prints, one for the files that it logs to. */
	#finders = this.#beginFinders();

	constructor(log: LogReader) {
		this.#log = log;
		this.#errors = new NumberTrack(log);
		this.#folds = new Folds(log);
		this.#mistakes = new Mistakes(log);
	}

	/** The first lines of all entries that are errors. */
	get errors(): LineTrack {
		return this.#errors;
	}

	/** The lines that go on with entries of several lines. */
	get folds(): Folds {
		return this.#folds;
	}

	/** Which mistakes its reports tell of. */
	get mistakes(): Mistakes {
		return this.#mistakes;
	}

	/** How many lines were let go before they could be read. */
	get skipped(): number {
		return this.#skipped;
	}

	/** Number of the last line that was studied. */
	get last(): number {
		return this.#next - 1;
	}

	/** Whether it was through once with what was there. */
	get hasCaughtUp(): boolean {
		return this.#hasCaughtUp;
	}

	/** Calls whenever lines have been studied; returns what ends that. */
	follow(onProgress: () => void): () => void {
		const follower = {onProgress};
		this.#followers.add(follower);
		return () => this.#followers.delete(follower);
	}

	/** Tells of every line that is studied from now on; the one who heard until now hears no more. */
	hear(hearer: Hearer): void {
		this.#hearer = hearer;
	}

	/** When the first whole line arrived that was not studied yet: milliseconds since the epoch; undefined where there is none. */
	get behind(): number | undefined {
		const line = this.#log.read(Math.max(this.#next, this.#log.first), 1)[0];
		return line?.isPartial === false ? line.at : undefined;
	}

	/** Studies no more than so many further lines; whether there is nothing more to study for now. */
	advance(count: number): boolean {
		const {last} = this;
		const isThrough = this.#advance(count);
		const isNews = this.last !== last || isThrough !== this.#hasCaughtUp;
		this.#hasCaughtUp ||= isThrough;
		if (isNews) {
			for (const {onProgress} of this.#followers) {
				onProgress();
			}
		}
		return isThrough;
	}

	#advance(count: number): boolean {
		const {first, last} = this.#log;
		if (first > this.#next) {
			this.#skipped += first - this.#next;
			this.#next = first;
			this.#finders = this.#beginFinders();
		}
		this.#makeRoom(last - first + 1);
		for (const line of this.#log.read(this.#next, count)) {
			if (line.isPartial) {
				return true;
			}
			this.#study(line);
			this.#next = line.number + 1;
		}
		return this.#next > last;
	}

	/** Studies what there is for no longer than so many milliseconds; whether there is nothing more to study for now. */
	catchUp(milliseconds: number): boolean {
		const end = performance.now() + milliseconds;
		while (!this.advance(linesAtOnce)) {
			if (performance.now() > end) {
				return false;
			}
		}
		return true;
	}

	/** What is known of a line; undefined where it was let go or not studied yet. */
	recordOf(number: number): LineRecord | undefined {
		return number < this.#log.first || number >= this.#next
			? undefined
			: unpack(this.#records[number % this.#records.length] ?? 0);
	}

	#study(line: LogLine): void {
		const read = readLogLine(line.text);
		this.#workers.learn(read.facts);
		const before = this.#before;
		const entry =
			before !== undefined && goesOn(before.line, line) ? before.entry : this.#entryOf(line, read);
		this.#before = line.isCut === true ? {line, entry: withoutMistake(entry)} : undefined;
		const {facts, head, report, mistake} = entry;
		const back = line.number - head;
		this.#note(line.number, facts, back, report);
		this.#hearer?.(line, read, this.#opens(line.number, back) ? report : undefined, mistake);
		if (mistake !== undefined) {
			this.#mistakes.note(head, mistake, line.at);
		}
		if (back > 0 && report !== undefined) {
			this.#folds.push(line.number, head, report);
		}
		if (facts.level === 'error' && back === 0) {
			this.#errors.push(line.number);
		}
	}

	#entryOf(line: LogLine, read: ReadLine): EntryLine {
		const finder = line.isFollowed ? this.#finders.followed : this.#finders.printed;
		return finder.next(read, line.number);
	}

	/** What tracebacks look like stays known, whatever was let go. */
	#beginFinders(): {readonly printed: EntryFinder; readonly followed: EntryFinder} {
		return {printed: new EntryFinder(this.#ways), followed: new EntryFinder(this.#ways)};
	}

	#note(number: number, facts: LineFacts, back: number, report: LineRecord['report']): void {
		const writer = this.#workers.writerOf(facts);
		this.#records[number % this.#records.length] = pack({
			level: facts.level,
			...writer,
			back,
			...(report === undefined ? {} : {report}),
		});
	}

	/** Whether a report begins with this line: with the first of its entry, or under the one that logs an exception. */
	#opens(number: number, back: number): boolean {
		return back === 0 || (back === 1 && this.recordOf(number - 1)?.report === undefined);
	}

	/** As much room as there are lines, doubled when it has to grow. */
	#makeRoom(kept: number): void {
		if (kept <= this.#records.length) {
			return;
		}
		const old = this.#records;
		this.#records = new Uint32Array(Math.max(kept, old.length * 2));
		for (let number = Math.max(1, this.#next - old.length); number < this.#next; number++) {
			this.#records[number % this.#records.length] = old[number % old.length] ?? 0;
		}
	}
}

const withoutMistake = ({mistake: _, ...entry}: EntryLine): EntryLine => entry;

/** Few enough for a millisecond, however long they are. */
export const linesAtOnce = 32;
