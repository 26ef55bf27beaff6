import type {LogReader} from '../logs/log-reader.js';
import type {ReportKind} from '../uwsgi/reports.js';

/** Neighbouring lines that go on with an entry of several lines. Others can come between two runs of one entry. */
export type Run = {
	/** Number of the line that the entry begins with. */
	readonly head: number;
	readonly kind: ReportKind;
	readonly from: number;
	/** Grows while it is the latest. */
	readonly to: number;
};

/** All lines of a log that go on with an entry, in their order. */
export class Folds {
	readonly #log: Pick<LogReader, 'first'>;
	#runs: {head: number; kind: ReportKind; from: number; to: number}[] = [];
	#gone = 0;

	constructor(log: Pick<LogReader, 'first'>) {
		this.#log = log;
	}

	/** How many runs were forgotten because their lines were let go. */
	get gone(): number {
		return this.#gone;
	}

	get runs(): readonly Run[] {
		return this.#runs;
	}

	push(number: number, head: number, kind: ReportKind): void {
		const latest = this.#runs.at(-1);
		if (latest?.head === head && latest.to === number - 1) {
			latest.to = number;
			return;
		}
		this.#runs.push({head, kind, from: number, to: number});
		const middle = this.#runs[Math.floor(this.#runs.length / 2)];
		if (this.#runs.length > 1024 && middle !== undefined && middle.to < this.#log.first) {
			const kept = this.#runs.findIndex(({to}) => to >= this.#log.first);
			this.#gone += kept === -1 ? 0 : kept;
			this.#runs = kept === -1 ? this.#runs : this.#runs.slice(kept);
		}
	}
}
