import {bannerFollower, opensBanner} from './banner.js';
import type {Belonging, Follower} from './follower.js';
import {KnownWays, type Way, wayOn} from './known-ways.js';
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
	/** The one that had a line last first. */
	#open: Open[] = [];
	#logged: Logged | undefined;
	readonly #ways: KnownWays;

	/** @param ways what was learned of tracebacks until now, and will be. */
	constructor(ways = new KnownWays()) {
		this.#ways = ways;
	}

	/** @param number grows by one per line, by more where some were left out. */
	next({text, facts}: ReadLine, number: number): EntryLine {
		const owner = this.#ownerOf(text, facts, number);
		if (this.#open.some(({isOver}) => isOver)) {
			this.#open = this.#open.filter(({isOver}) => !isOver);
		}
		const logged = this.#logged?.number === number - 1 ? this.#logged : undefined;
		this.#logged = undefined;
		const opened = owner ?? open(text, number, logged);
		if (opened === undefined) {
			this.#logged = facts.kind === 'output' && facts.level === 'error' ? {number, text} : undefined;
			return {facts, head: number};
		}
		const others = this.#open.filter(one => one !== opened);
		this.#open = opened.isOver ? others : [opened, ...others].slice(0, mostOpen);
		const isMixed = others.some(other => other.isMixedWith(opened, number));
		return opened.take(text, facts, number, isMixed ? undefined : this.#ways);
	}

	/** Of tracebacks that are mixed, the one that is known to go on like this; else the one that was being printed. */
	#ownerOf(text: string, facts: LineFacts, number: number): Open | undefined {
		if (this.#open.length === 0) {
			return undefined;
		}
		const asked = this.#open.map(one => ({one, belonging: one.ask(text, facts, number)}));
		const willing = asked.filter(({belonging}) => belonging !== 'foreign' && belonging !== 'over');
		const best =
			willing.length < 2
				? willing[0]
				: (willing.find(({one}) => one.isKnownToGoOn(text, this.#ways)) ??
					willing.find(({belonging}) => belonging !== 'perhaps') ??
					willing[0]);
		if (best?.belonging === 'last') {
			best.one.isOver = true;
		}
		return best?.one;
	}
}

/** The line before, which logs an error. */
type Logged = {readonly number: number; readonly text: string};

/** Reports that can be open at once: the banner of a start, and one for each of a few workers. */
const mostOpen = 8;

/** Lines of others between two of a traceback that is still being printed. */
const longestPause = 100;

/** Lines after which a report that never ended is given up. */
const longestReport = 1000;

class Open {
	isOver = false;
	readonly #kind: ReportKind;
	readonly #head: number;
	readonly #follower: Follower;
	readonly #nature: Nature | undefined;
	readonly #mistake: MistakeReader | undefined;
	/** Number of its latest line. */
	#latest: number;
	readonly #ways: Way[] = [];

	/** @param nature what all its lines are; absent where each stays what it is. */
	constructor(kind: ReportKind, head: number, follower: Follower, nature?: Nature, clues?: ClueReader) {
		this.#kind = kind;
		this.#head = head;
		this.#latest = head;
		this.#follower = follower;
		this.#nature = nature;
		this.#mistake = clues && new MistakeReader(kind, clues);
	}

	/** What a line is to it; that it is over, it remembers. */
	ask(text: string, facts: LineFacts, number: number): Belonging {
		const belonging = number - this.#head < longestReport ? this.#follower.ask(text, facts) : 'over';
		this.isOver ||= belonging === 'over';
		return belonging;
	}

	isKnownToGoOn(text: string, ways: KnownWays): boolean {
		return this.#kind === 'traceback' && ways.has(wayOn(this.#ways.at(-1), text));
	}

	/** Whether lines of both may have come in turns. */
	isMixedWith(other: Open, number: number): boolean {
		return this.#kind === 'traceback' && other.#kind === 'traceback' && number - this.#latest <= longestPause;
	}

	/** Takes a line as its own. Once it is told which mistake it was, `ways` learns how it went. */
	take(text: string, facts: LineFacts, number: number, ways: KnownWays | undefined): EntryLine {
		this.#follower.take?.(text);
		this.#latest = number;
		const mistake = this.#mistake?.next(text);
		if (this.#kind === 'traceback') {
			this.#ways.push(wayOn(this.#ways.at(-1), text));
			if (mistake !== undefined) {
				ways?.learn(this.#ways);
			}
		}
		const own = this.#nature === undefined ? facts : {...this.#nature, kind: 'report' as const};
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
