import {bannerFollower, opensBanner} from './banner.js';
import type {Follower} from './follower.js';
import type {Level, LineFacts, Writer} from './line-facts.js';
import type {ReadLine} from './log-lines.js';
import {type ReportKind, reportFollower, reports} from './reports.js';
import {isStackCall, stackFollower} from './stack.js';
import {opensTraceback, tracebackFollower} from './traceback.js';

/** A line among those before it. */
export type EntryLine = {
	readonly facts: LineFacts;
	/** Number of the first line of the entry: its own, unless the line goes on with an entry that began above. */
	readonly head: number;
	/** What kind of report it is part of; absent where it stands alone. */
	readonly report?: ReportKind;
};

/**
 * Follows a log line by line and says which lines make one entry: a traceback, a dump, the banner of a start.
 *
 * Workers share the pipe, so lines of others can come in between; they stay what they are.
 */
export class EntryFinder {
	/** The latest first. */
	#open: Open[] = [];
	#loggedError: number | undefined;

	/** @param number grows by one per line, by more where some were left out. */
	next({text, facts}: ReadLine, number: number): EntryLine {
		const owner = this.#open.find(open => open.owns(text, facts, number));
		this.#open = this.#open.filter(({isOver}) => !isOver);
		const loggedError = this.#loggedError;
		this.#loggedError = undefined;
		if (owner !== undefined) {
			return owner.entryLine(facts);
		}

		const opened = open(text, number, loggedError === number - 1 ? loggedError : number);
		if (opened === undefined) {
			this.#loggedError = facts.kind === 'output' && facts.level === 'error' ? number : undefined;
			return {facts, head: number};
		}
		this.#open = [opened, ...this.#open].slice(0, mostOpen);
		return opened.entryLine(facts);
	}
}

/** Reports that can be open at once: the banner of a start, and one for each of a few workers. */
const mostOpen = 4;

/** Lines after which a report that never ended is given up. */
const longestReport = 1000;

class Open {
	isOver = false;
	readonly #kind: ReportKind;
	readonly #head: number;
	readonly #follow: Follower;
	readonly #nature: Nature | undefined;

	/** @param nature what all its lines are; absent where each stays what it is. */
	constructor(kind: ReportKind, head: number, follow: Follower, nature?: Nature) {
		this.#kind = kind;
		this.#head = head;
		this.#follow = follow;
		this.#nature = nature;
	}

	owns(text: string, facts: LineFacts, number: number): boolean {
		const belonging = number - this.#head < longestReport ? this.#follow(text, facts) : 'over';
		this.isOver = belonging === 'over' || belonging === 'last';
		return belonging === 'own' || belonging === 'last';
	}

	entryLine(facts: LineFacts): EntryLine {
		const own = this.#nature === undefined ? facts : {...this.#nature, kind: 'report' as const};
		return {facts: own, head: this.#head, report: this.#kind};
	}
}

type Nature = {readonly level: Level; readonly writer: Writer};

/** @param logged where the entry of a traceback begins: the line that logs the exception, if there is one just before. */
const open = (text: string, number: number, logged: number): Open | undefined => {
	if (opensTraceback(text)) {
		return new Open('traceback', logged, tracebackFollower(), {level: 'error', writer: 'unknown'});
	}
	if (logged !== number && isStackCall(text)) {
		return new Open('traceback', logged, stackFollower, {level: 'error', writer: 'unknown'});
	}
	if (opensBanner(text)) {
		return new Open('banner', number, bannerFollower);
	}
	const report = reports.find(({opens}) => opens.test(text));
	return report === undefined ? undefined : new Open(report.kind, number, reportFollower(report), report);
};
