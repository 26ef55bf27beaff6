import type {LineTrack} from './line-order.js';
import type {LogLine, LogReader} from './log-reader.js';

/** Some lines of a log by their numbers, which grow; those that are let go are forgotten. */
export class NumberTrack implements LineTrack {
	readonly #log: LogReader;
	#numbers: number[] = [];
	#head = 0;
	/** How many were forgotten: a line keeps its position. */
	#gone = 0;

	constructor(log: LogReader) {
		this.#log = log;
	}

	get first(): number {
		this.#forget();
		return this.#gone + 1;
	}

	get last(): number {
		return this.#gone + this.#numbers.length - this.#head;
	}

	/** The number of the latest, 0 without any. */
	get newest(): number {
		return this.#numbers.at(-1) ?? 0;
	}

	push(number: number): void {
		this.#forget();
		this.#numbers.push(number);
	}

	/** Takes the latest away, which must not have been let go. */
	pop(): void {
		this.#numbers.pop();
	}

	read(from: number, count: number): readonly LogLine[] {
		const start = Math.max(from, this.first);
		const lines: LogLine[] = [];
		for (let position = start; position < from + count && position <= this.last; position++) {
			lines.push(...this.#log.read(this.numberAt(position), 1));
		}
		return lines;
	}

	arrivalOf(position: number): number {
		return this.#log.arrivalOf(this.numberAt(position));
	}

	/** The number of the line at a position from `first` to `last`. */
	numberAt(position: number): number {
		return this.#numbers[this.#head + position - this.#gone - 1] ?? 0;
	}

	#forget(): void {
		const {first} = this.#log;
		while ((this.#numbers[this.#head] ?? first) < first) {
			this.#head += 1;
			this.#gone += 1;
		}
		if (this.#head > 1024 && this.#head * 2 > this.#numbers.length) {
			this.#numbers = this.#numbers.slice(this.#head);
			this.#head = 0;
		}
	}
}
