import type {LineTrack} from './line-order.js';
import type {LogLine, LogReader} from './log-reader.js';
import {NumberTrack} from './number-track.js';

/**
 * Those lines of a log that are wanted, found piece by piece and kept up with it: new ones are looked at as they come, and
 * found ones forgotten as they are let go. A partial line is looked at again until it is whole.
 */
export class LineMatches implements LineTrack {
	readonly #log: LogReader;
	readonly #isWanted: (text: string, number: number) => boolean;
	readonly #found: NumberTrack;
	/** The first line that is not looked at for good. */
	#next = 1;
	/** That of the log when all of it had been looked at. */
	#version = -1;

	/** @param isWanted decides by the text as it was printed, and the number of the line. Whatever it throws goes to who called `advance`. */
	constructor(log: LogReader, isWanted: (text: string, number: number) => boolean) {
		this.#log = log;
		this.#isWanted = isWanted;
		this.#found = new NumberTrack(log);
	}

	get first(): number {
		return this.#found.first;
	}

	get last(): number {
		return this.#found.last;
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
		if (this.#found.newest >= this.#next) {
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
		return this.#found.read(from, count);
	}

	arrivalOf(position: number): number {
		return this.#found.arrivalOf(position);
	}
}
