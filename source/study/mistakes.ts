import type {LogReader} from '../logs/log-reader.js';
import type {Mistake} from '../uwsgi/mistake.js';

/** A mistake as often as a log has told of it, in the words of the latest time. */
export type MadeMistake = Mistake & {
	readonly count: number;
	/** When first and when last: milliseconds since the epoch. */
	readonly first: number;
	readonly last: number;
	/** Number of the line with which its latest report begins. */
	readonly line: number;
};

/** Counts how often each mistake was made; of those that have not been made for longest nothing is kept in the end. */
export class Mistakes {
	readonly #log: Pick<LogReader, 'first'>;
	/** The one that was made last is the last. */
	readonly #made = new Map<string, MadeMistake>();
	/** By the first line of each report that is kept: which mistake it was, and what was known of that before. */
	readonly #reports = new Map<
		number,
		{readonly fingerprint: string; readonly before: MadeMistake | undefined}
	>();

	constructor(log: Pick<LogReader, 'first'>) {
		this.#log = log;
	}

	/** The one that was made last first. */
	get latest(): readonly MadeMistake[] {
		return [...this.#made.values()].sort((one, other) => other.line - one.line);
	}

	/** Of which mistake the report tells that begins with a line; undefined where it tells of none, or of a forgotten one. */
	at(line: number): MadeMistake | undefined {
		return this.#made.get(this.#reports.get(line)?.fingerprint ?? '');
	}

	/**
	 * The report that begins with a line tells of a mistake: of another one than it told before, where it goes on with what
	 * came of that.
	 */
	note(line: number, mistake: Mistake, time: number): void {
		const {fingerprint} = mistake;
		const told = this.#reports.get(line);
		if (told?.fingerprint === fingerprint) {
			return;
		}
		if (told !== undefined) {
			this.#takeBack(line, told.fingerprint, told.before);
		}
		const before = this.#made.get(fingerprint);
		this.#made.delete(fingerprint);
		this.#forget();
		this.#made.set(fingerprint, {
			...mistake,
			count: (before?.count ?? 0) + 1,
			first: before?.first ?? time,
			last: time,
			line: Math.max(line, before?.line ?? 0),
		});
		this.#reports.set(line, {fingerprint, before});
	}

	#takeBack(line: number, fingerprint: string, before: MadeMistake | undefined): void {
		const made = this.#made.get(fingerprint);
		if (made === undefined || made.count === 1) {
			this.#made.delete(fingerprint);
		} else if (made.line === line && before !== undefined) {
			this.#made.set(fingerprint, before);
		} else {
			this.#made.set(fingerprint, {...made, count: made.count - 1});
		}
	}

	#forget(): void {
		for (const line of this.#reports.keys()) {
			if (line >= this.#log.first) {
				break;
			}
			this.#reports.delete(line);
		}
		if (this.#made.size >= mostMistakes) {
			const [oldest = ''] = this.#made.keys();
			this.#made.delete(oldest);
		}
	}
}

/** More than anybody reads, and little enough to be kept for each log. */
const mostMistakes = 100;
