import {EntryFinder, type EntryLine} from '../uwsgi/entry-finder.js';
import {type ReadLine, readLogLine} from '../uwsgi/log-lines.js';
import {Attributor, mostUnexplained} from './attributor.js';
import {cutAtSeams} from './seams.js';
import type {Owner, Verdict} from './verdict.js';

/** A line of a mixed log, without its newline, and whose it is. */
export type UntangledLine = {
	readonly bytes: Buffer;
	/** Counted from 1; a line that two have written is two. */
	readonly number: number;
	readonly entry: EntryLine;
	/** Absent where nobody knows. */
	readonly owner?: Owner;
};

/** Takes a mixed log line by line, and hands the lines back in their order once it is known whose they are. */
export class Untangler {
	readonly #attributor = new Attributor();
	readonly #finder = new EntryFinder();
	readonly #waiting: Waiting[] = [];
	#number = 0;

	/** Answers what can be said now: at most some two hundred lines wait. */
	take(line: Buffer): readonly UntangledLine[] {
		const read = readLogLine(line.toString());
		const pieces = cutAtSeams(line, read);
		for (const piece of pieces) {
			this.#push(piece, pieces.length === 1 ? read : readLogLine(piece.toString()));
		}
		if (this.#waiting.length > mostUnexplained) {
			this.#waiting[0]?.verdict.settle();
		}
		if (this.#waiting[0]?.verdict.isOpen === true) {
			return [];
		}
		const open = this.#waiting.findIndex(({verdict}) => verdict.isOpen);
		return this.#handOut(open === -1 ? this.#waiting.length : open);
	}

	/** Nothing comes that could tell more: answers the rest. */
	release(): readonly UntangledLine[] {
		for (const {verdict} of this.#waiting) {
			verdict.settle();
		}
		return this.#handOut(this.#waiting.length);
	}

	#push(bytes: Buffer, read: ReadLine): void {
		this.#number++;
		const entry = this.#finder.next(read, this.#number);
		const verdict = this.#attributor.attribute(read, entry, this.#number);
		this.#waiting.push({bytes, number: this.#number, entry, verdict});
	}

	#handOut(count: number): readonly UntangledLine[] {
		return this.#waiting
			.splice(0, count)
			.map(({bytes, number, entry, verdict: {owner}}) =>
				owner === undefined ? {bytes, number, entry} : {bytes, number, entry, owner},
			);
	}
}

type Waiting = Omit<UntangledLine, 'owner'> & {readonly verdict: Verdict};
