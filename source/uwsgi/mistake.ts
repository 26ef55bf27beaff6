import {hashOf} from './hash.js';
import type {ReportKind} from './reports.js';

/** What a line of a report says of the mistake that was made. */
export type Clue = {
	/** What is the same whenever that mistake is made, in any process: no number, no address, nothing of the request. */
	readonly trait?: string;
	/** What was raised, in the words of this time: `ValueError: no such parcel 17`. */
	readonly what?: string;
	/** Where: the innermost call, `hello.py:24`. */
	readonly where?: string;
	/** With this line it is known which mistake it is. More lines can make it another one. */
	readonly isEnough?: true;
};

/** Reads a report line by line. */
export type ClueReader = (text: string) => Clue;

/** Which mistake a report tells of. */
export type Mistake = {
	/** Eight hexadecimal digits: the same for the same mistake, whenever and by whomever it was made. */
	readonly fingerprint: string;
	readonly report: ReportKind;
	readonly what: string;
	readonly where?: string;
};

/**
 * Follows a report and says which mistake it tells of.
 *
 * The fingerprint is made of the kind of report and of all traits in their order, each once: so a recursion is the same
 * however deep it went, and so is a call that two workers print into one report.
 */
export class MistakeReader {
	readonly #report: ReportKind;
	readonly #read: ClueReader;
	readonly #traits = new Set<string>();
	#hash: number;
	#what: string;
	#where: string | undefined;

	constructor(report: ReportKind, read: ClueReader) {
		this.#report = report;
		this.#read = read;
		this.#hash = hashOf(report);
		this.#what = report;
	}

	/** Takes the next line; answers on one with which the mistake is known. */
	next(text: string): Mistake | undefined {
		const {trait, what, where, isEnough} = this.#read(text.slice(0, longestClue));
		if (trait !== undefined && !this.#traits.has(trait)) {
			this.#traits.add(trait);
			this.#hash = hashOf(`\n${trait}`, this.#hash);
		}
		this.#what = what?.slice(0, longestText) ?? this.#what;
		this.#where = where?.slice(0, longestText) ?? this.#where;
		return isEnough === undefined
			? undefined
			: {
					fingerprint: this.#hash.toString(16).padStart(8, '0'),
					report: this.#report,
					what: this.#what,
					...(this.#where === undefined ? {} : {where: this.#where}),
				};
	}
}

/** Characters of a line in which clues are looked for. */
const longestClue = 1000;

/** Characters that are remembered of what was raised, and where. */
const longestText = 200;
