import type {LogNews, LogPast, ScreenSays, WireLine} from '../client/wire.js';
import type {VassalId} from '../core/event.js';
import type {LogReader} from '../logs/log-reader.js';
import type {Scrollback} from '../logs/log-store.js';
import {fillHole, gapBefore, type Hole, span} from './hole.js';
import {type Demand, MirroredLog, type Row} from './mirrored-log.js';

export type Surroundings = {
	readonly scrollback: Scrollback;
	/** Characters that may be asked for of what was before. */
	readonly mostOfThePast: () => number;
	/** Says something to the emperor; nothing where there is no line to it. */
	readonly say: (words: ScreenSays) => void;
	/** There is another reader, of a log that is more complete. */
	readonly onRenewed: () => void;
	/** Nobody reads it any more. */
	readonly onLeft: () => void;
};

/**
 * One vassal's log as far as it is wanted here: the newest lines first, then what was printed before, then each new one.
 * Whatever came too fast is asked for again once it is quiet.
 *
 * Lines go by the numbers they have over there, plus those of earlier reigns, which counted from 1 as well.
 */
export class LogMirror {
	readonly #id: VassalId;
	readonly #surroundings: Surroundings;
	#reader: MirroredLog;
	/** Readers that were replaced a moment ago, and may still be shown; they grow as well. */
	#retired: MirroredLog[] = [];
	/** Which log over there this is of. */
	#log: string | undefined;
	#arrivalsBefore: number;
	#numbersBefore = 0;
	/** What the emperor was told of how it is wanted. */
	#told: Demand = 'none';
	#isHeard = false;
	/** What was before is to be asked for as soon as the newest lines are there. */
	#isAskDue = false;
	/** What is missing, and worth asking for. */
	#hole: Hole | undefined;
	/** What was asked for, and what has come of it: the newest piece first. */
	#past: {readonly hole: Hole; readonly pieces: (readonly Row[])[]} | undefined;
	#quiet: NodeJS.Timeout | undefined;
	#leaving: NodeJS.Timeout | undefined;
	readonly #waiting = new Set<() => void>();

	/** @param arrivalsBefore added to every arrival over there, so that reigns follow each other. */
	constructor(id: VassalId, arrivalsBefore: number, surroundings: Surroundings) {
		this.#id = id;
		this.#arrivalsBefore = arrivalsBefore;
		this.#surroundings = surroundings;
		this.#reader = this.#newReader(1);
	}

	get reader(): LogReader {
		return this.#reader;
	}

	get demand(): Demand {
		const demands = [this.#reader, ...this.#retired].map(({demand}) => demand);
		return this.#waiting.size > 0 || demands.includes('shown') ? 'shown' : this.#reader.demand;
	}

	/** How much it holds, in characters. */
	get size(): number {
		return this.#reader.characters;
	}

	/** The latest arrival it knows of. */
	get lastArrival(): number {
		return Math.max(this.#reader.newest?.arrival ?? 0, this.#reader.partial?.arrival ?? 0);
	}

	/** Resolves once all that is kept over there is here. */
	async whole(): Promise<LogReader> {
		const done = new Promise<void>(resolve => this.#waiting.add(resolve));
		this.#heedReaders();
		this.#settle();
		await done;
		return this.#reader;
	}

	/** Nothing will come for a while: who waits for all of it has to be content with what there is. */
	interrupt(): void {
		this.#tellWaiting();
	}

	/** There is a line to the emperor, another than before: says what is wanted of this log. */
	resume(): void {
		this.#told = 'none';
		this.#heedReaders();
	}

	/** Nobody wants it any more, whoever has a reader of it. */
	close(): void {
		clearTimeout(this.#leaving);
		this.#tellWaiting();
		clearTimeout(this.#leaving);
		this.#tell('none');
	}

	/** The emperor is another: what it says comes behind everything that was said before. */
	outlive(arrivalsBefore: number): void {
		const {partial} = this.#reader;
		if (partial !== undefined) {
			this.#grow([partial], undefined);
		}
		this.#numbersBefore = this.#lastNumber;
		this.#arrivalsBefore = arrivalsBefore;
		this.#log = undefined;
		this.#hole = undefined;
	}

	hear(news: LogNews): void {
		if (this.#log !== undefined && this.#log !== news.log) {
			this.#forget();
		}
		this.#log = news.log;
		this.#isHeard = true;
		const expected = this.#lastNumber + 1;
		const rows = this.#rowsOf(news).filter(({number}) => number >= expected);
		const kind = news.lines.at(-1)?.[3];
		const partial = kind === 'partial' || kind === 'both' ? rows.pop() : undefined;
		const from = Math.max(expected, this.#numbersBefore + news.from);
		if (from === expected) {
			this.#grow(rows, partial);
		} else {
			const isFirst = this.#reader.newest === undefined;
			const next = rows[0] ?? partial;
			this.#grow([...(isFirst || next === undefined ? [] : [gapBefore(next, expected)]), ...rows], partial);
			this.#hole = span(this.#hole, {from: expected, before: from});
			this.#askOnceQuiet();
		}
		if (this.#isAskDue) {
			this.#isAskDue = false;
			this.#ask();
		}
		this.#settle();
	}

	hearPast(news: LogPast): void {
		if (this.#past === undefined || news.log !== this.#log) {
			return;
		}
		this.#past.pieces.push(this.#rowsOf(news));
		if (news.isEnd) {
			const {hole, pieces} = this.#past;
			this.#past = undefined;
			this.#fill(hole, pieces.reverse().flat());
			this.#settle();
		}
	}

	/** Number of the newest line that is whole. */
	get #lastNumber(): number {
		return this.#reader.newest?.number ?? this.#numbersBefore;
	}

	/** The vassal has gone and come back, with a log that begins anew. */
	#forget(): void {
		this.#numbersBefore = 0;
		this.#hole = undefined;
		this.#past = undefined;
		this.#renew(1, [], undefined);
	}

	#grow(rows: readonly Row[], partial: Row | undefined): void {
		for (const reader of [this.#reader, ...this.#retired]) {
			reader.add(rows, partial);
		}
	}

	#fill(hole: Hole, found: readonly Row[]): void {
		const {first, partial} = this.#reader;
		const {older, newer, start} = fillHole(hole, found, this.#reader);
		this.#renew(older.length === 0 ? start - this.#numbersBefore : first, [...older, ...newer], partial);
	}

	#renew(first: number, rows: readonly Row[], partial: Row | undefined): void {
		const old = this.#reader;
		this.#reader = this.#newReader(first);
		this.#reader.add(rows, partial);
		this.#retired.push(old);
		setTimeout(() => {
			this.#retired = this.#retired.filter(reader => reader !== old);
			this.#heedReaders();
		}, leavingTime).unref();
		this.#surroundings.onRenewed();
	}

	#newReader(first: number): MirroredLog {
		return new MirroredLog(this.#surroundings.scrollback, first, () => this.#heedReaders());
	}

	#heedReaders(): void {
		clearTimeout(this.#leaving);
		if (ranks[this.demand] > ranks[this.#told]) {
			this.#tell(this.demand);
		} else if (this.demand !== this.#told) {
			// Who draws anew leaves and comes back.
			this.#leaving = setTimeout(() => {
				this.#tell(this.demand);
				this.#surroundings.onLeft();
			}, leavingTime);
			this.#leaving.unref();
		}
	}

	#tell(demand: Demand): void {
		if (demand === this.#told) {
			return;
		}
		this.#told = demand;
		clearTimeout(this.#quiet);
		this.#hole = span(this.#past?.hole, this.#hole);
		this.#past = undefined;
		this.#isHeard = false;
		this.#isAskDue = demand === 'shown';
		if (demand === 'none') {
			this.#surroundings.say({type: 'unfollow', id: this.#id});
			return;
		}
		this.#surroundings.say({
			type: 'follow',
			id: this.#id,
			...(demand === 'aside' ? {isAside: true} : {}),
			...(this.#log === undefined
				? {}
				: {after: {log: this.#log, line: this.#lastNumber - this.#numbersBefore}}),
		});
	}

	#askOnceQuiet(): void {
		clearTimeout(this.#quiet);
		this.#quiet = setTimeout(() => this.#ask(), quietTime);
		this.#quiet.unref();
	}

	#ask(): void {
		const {scrollback, mostOfThePast, say} = this.#surroundings;
		const hole = this.#hole;
		if (hole === undefined || this.#past !== undefined || this.#told !== 'shown' || this.#log === undefined) {
			return;
		}
		this.#hole = undefined;
		this.#past = {hole, pieces: []};
		say({
			type: 'past',
			id: this.#id,
			log: this.#log,
			before: hole.before - this.#numbersBefore,
			from: hole.from - this.#numbersBefore,
			maxLines: Math.min(scrollback.maxLines, Number.MAX_SAFE_INTEGER),
			maxCharacters: Math.min(scrollback.maxBytes, mostOfThePast()),
		});
	}

	/** Tells who waits for all of it that it is there. */
	#settle(): void {
		if (this.#waiting.size === 0 || !this.#isHeard || this.#past !== undefined) {
			return;
		}
		if (this.#hole !== undefined) {
			this.#ask();
			return;
		}
		this.#tellWaiting();
	}

	#tellWaiting(): void {
		for (const tell of this.#waiting) {
			tell();
		}
		this.#waiting.clear();
		this.#heedReaders();
	}

	#rowsOf({from, lines}: Pick<LogNews, 'from' | 'lines'>): Row[] {
		return lines.map(([at, arrival, text, kind]: WireLine, index) => ({
			number: this.#numbersBefore + from + index,
			at,
			arrival: this.#arrivalsBefore + arrival,
			text,
			...(kind === 'followed' || kind === 'both' || kind === 'followed cut'
				? {isFollowed: true as const}
				: {}),
			...(kind === 'cut' || kind === 'followed cut' ? {isCut: true as const} : {}),
		}));
	}
}

const ranks: Readonly<Record<Demand, number>> = {none: 0, aside: 1, shown: 2};

/** Milliseconds without a gap, after which what was missed is worth asking for. */
const quietTime = 1500;

/** Milliseconds. */
const leavingTime = 1000;
