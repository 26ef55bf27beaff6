import {bannerFollower, opensBanner} from './banner.js';
import type {Belonging, Follower} from './follower.js';
import type {Level, LineFacts, Writer} from './line-facts.js';
import type {ReadLine} from './log-lines.js';
import {type ClueReader, type Mistake, MistakeReader} from './mistake.js';
import {type ReportKind, reportFollower, reports} from './reports.js';
import {isStackCall, stackClues, stackFollower} from './stack.js';
import {opensTraceback, tracebackClues, tracebackFollower} from './traceback.js';

/** A line among those before it. */
export type EntryLine = {
	readonly facts: LineFacts;
	/** Number of the first line of the entry: its own, unless the line goes on with an entry that began above. */
	readonly head: number;
	/** What kind of report it is part of; absent where it stands alone. */
	readonly report?: ReportKind;
	/** Which mistake its entry tells of, on a line with which that is known; what the last such line says counts. */
	readonly mistake?: Mistake;
};

/**
 * Follows a log line by line and says which lines make one entry: a traceback, a dump, the banner of a start.
 *
 * Workers share the pipe, so lines of others can come in between; they stay what they are.
 */
export class EntryFinder {
	/** Those first that have been without a line for longest. */
	#open: Open[] = [];
	#logged: Logged | undefined;

	/** @param number grows by one per line, by more where some were left out. */
	next({text, facts}: ReadLine, number: number): EntryLine {
		const owner = this.#ownerOf(text, facts, number);
		this.#open = this.#open.filter(({isOver}) => !isOver);
		const logged = this.#logged?.number === number - 1 ? this.#logged : undefined;
		this.#logged = undefined;
		if (owner !== undefined) {
			return owner.entryLine(text, facts);
		}

		const opened = open(text, number, logged);
		if (opened === undefined) {
			this.#logged = facts.kind === 'output' && facts.level === 'error' ? {number, text} : undefined;
			return {facts, head: number};
		}
		this.#open = [...this.#open, opened].slice(-mostOpen);
		return opened.entryLine(text, facts);
	}

	/** Workers that fail together print line by line in turn: each line is for the one that has waited longest. */
	#ownerOf(text: string, facts: LineFacts, number: number): Open | undefined {
		let willing: Open | undefined;
		for (const one of this.#inTurn(number)) {
			const belonging = one.ask(text, facts, number);
			if (belonging === 'own' || belonging === 'last') {
				willing = one;
				break;
			}
			willing ??= belonging === 'perhaps' ? one : undefined;
		}
		if (willing !== undefined) {
			willing.latest = number;
			this.#open = [...this.#open.filter(other => other !== willing), willing];
		}
		return willing;
	}

	/** Who has waited so long that it may never go on comes last. */
	#inTurn(number: number): readonly Open[] {
		if (this.#open.length < 2) {
			return this.#open;
		}
		const first = this.#open.findIndex(({latest}) => number - latest <= longestPause);
		return first === 0 ? this.#open : [...this.#open.slice(first), ...this.#open.slice(0, first).reverse()];
	}
}

/** The line before, which logs an error. */
type Logged = {readonly number: number; readonly text: string};

/** Reports that can be open at once: the banner of a start, and one for each of a few workers. */
const mostOpen = 8;

/** Lines of others between two of a report that is being printed. */
const longestPause = 16;

/** Lines after which a report that never ended is given up. */
const longestReport = 1000;

class Open {
	isOver = false;
	/** Number of its latest line. */
	latest: number;
	readonly #kind: ReportKind;
	readonly #head: number;
	readonly #follow: Follower;
	readonly #nature: Nature | undefined;
	readonly #mistake: MistakeReader | undefined;

	/** @param nature what all its lines are; absent where each stays what it is. */
	constructor(kind: ReportKind, head: number, follow: Follower, nature?: Nature, clues?: ClueReader) {
		this.#kind = kind;
		this.#head = head;
		this.latest = head;
		this.#follow = follow;
		this.#nature = nature;
		this.#mistake = clues && new MistakeReader(kind, clues);
	}

	ask(text: string, facts: LineFacts, number: number): Belonging {
		const belonging = number - this.#head < longestReport ? this.#follow(text, facts) : 'over';
		this.isOver = belonging === 'over' || belonging === 'last';
		return belonging;
	}

	entryLine(text: string, facts: LineFacts): EntryLine {
		const own = this.#nature === undefined ? facts : {...this.#nature, kind: 'report' as const};
		const mistake = this.#mistake?.next(text);
		return {facts: own, head: this.#head, report: this.#kind, ...(mistake === undefined ? {} : {mistake})};
	}
}

type Nature = {readonly level: Level; readonly writer: Writer};

const open = (text: string, number: number, logged: Logged | undefined): Open | undefined => {
	if (opensTraceback(text)) {
		const head = logged?.number ?? number;
		return new Open('traceback', head, tracebackFollower(), ofTraceback, tracebackClues());
	}
	if (logged !== undefined && isStackCall(text)) {
		return new Open('traceback', logged.number, stackFollower, ofTraceback, stackClues(logged.text));
	}
	if (opensBanner(text)) {
		return new Open('banner', number, bannerFollower);
	}
	const report = reports.find(({opens}) => opens.test(text));
	return report && new Open(report.kind, number, reportFollower(report), report, report.clues?.());
};

const ofTraceback: Nature = {level: 'error', writer: 'unknown'};
