import type {LineTrack} from './line-order.js';
import type {LogLine, LogReader} from './log-reader.js';

/**
 * Those lines of a log that are wanted, found piece by piece and kept up with it: new ones are looked at as they come, and
 * found ones forgotten as they are let go. A partial line is looked at again until it is whole.
 */
export class LineMatches implements LineTrack {
	readonly #log: LogReader;
	readonly #isWanted: (text: string, number: number) => boolean;
	/** Line numbers, from `#head` on. */
	#found: number[] = [];
	#head = 0;
	/** How many were found and let go. */
	#gone = 0;
	/** The first line that is not looked at for good. */
	#next = 1;
	/** That of the log when all of it had been looked at. */
	#version = -1;

	/** @param isWanted decides by the text as it was printed, and the number of the line. Whatever it throws goes to who called `advance`. */
	constructor(log: LogReader, isWanted: (text: string, number: number) => boolean) {
		this.#log = log;
		this.#isWanted = isWanted;
	}

	get first(): number {
		this.#forget();
		return this.#gone + 1;
	}

	get last(): number {
		return this.#gone + this.#found.length - this.#head;
	}

	/** Whether all that is kept has been looked at. */
	get isUpToDate(): boolean {
		return this.#version === this.#log.version;
	}

	/** Whether it was through with all that is kept, and nothing has been let go since that it did not see. */
	get keepsUp(): boolean {
		return this.#version !== -1 && this.#next >= this.#log.first;
	}

	/** Looks at no more than so many further lines; whether all that is kept has been looked at. */
	advance(count: number): boolean {
		if (this.isUpToDate) {
			return true;
		}
		const {version, last} = this.#log;
		this.#next = Math.max(this.#next, this.#log.first);
		if ((this.#found.at(-1) ?? 0) >= this.#next) {
			this.#found.pop();
		}
		let seen = this.#next - 1;
		for (const {number, text, isPartial} of this.#log.read(this.#next, count)) {
			if (this.#isWanted(text, number)) {
				this.#found.push(number);
			}
			seen = number;
			this.#next = isPartial ? number : number + 1;
		}
		if (seen >= last) {
			this.#version = version;
		}
		return this.isUpToDate;
	}

	read(from: number, count: number): readonly LogLine[] {
		return this.#numbers(from, count).flatMap(number => this.#log.read(number, 1));
	}

	arrivalOf(position: number): number {
		return this.#log.arrivalOf(this.#numbers(position, 1)[0] ?? 0);
	}

	#numbers(from: number, count: number): readonly number[] {
		const start = this.#head + Math.max(from - this.first, 0);
		return this.#found.slice(start, Math.max(start, this.#head + from - this.first + count));
	}

	#forget(): void {
		const {first} = this.#log;
		while ((this.#found[this.#head] ?? first) < first) {
			this.#head += 1;
			this.#gone += 1;
		}
		if (this.#head > 1024 && this.#head * 2 > this.#found.length) {
			this.#found = this.#found.slice(this.#head);
			this.#head = 0;
		}
	}
}
