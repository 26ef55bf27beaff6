import type {LineMatches} from '../../logs/line-matches.js';
import type {LogReader} from '../../logs/log-reader.js';
import {isOutOfTime, withinTime} from './within-time.js';

/** Somebody waits for what is found. */
type Hunt = {readonly matches: LineMatches; readonly told: () => void; hasCaughtUp: boolean};

/**
 * Looks for lines beside everything else: a few milliseconds at a time, so that no key waits, and no more than a third of the
 * time once it only has to keep up.
 */
export class Hunter {
	readonly #hunts = new Set<Hunt>();
	readonly #tooSlow = new WeakSet<LineMatches>();
	readonly #onSettled: () => void;
	#immediate: NodeJS.Immediate | undefined;
	#timer: NodeJS.Timeout | undefined;

	/** @param onSettled called when a search is through with what was there, or was given up. */
	constructor(onSettled: () => void) {
		this.#onSettled = onSettled;
	}

	/** Keeps up with a log from now on, and calls whenever it got further; returns what ends that. */
	follow(matches: LineMatches, log: LogReader, told: () => void): () => void {
		const hunt: Hunt = {matches, told, hasCaughtUp: false};
		this.#hunts.add(hunt);
		const stop = log.follow(() => this.#schedule());
		this.#schedule();
		return () => {
			stop();
			this.#hunts.delete(hunt);
			if (this.#hunts.size === 0) {
				this.#cancel();
			}
		};
	}

	/** Its expression took longer than anybody can wait for, and was given up. */
	isTooSlow(matches: LineMatches): boolean {
		return this.#tooSlow.has(matches);
	}

	#schedule(): void {
		if (this.#immediate !== undefined || this.#timer !== undefined) {
			return;
		}
		if ([...this.#hunts].some(({hasCaughtUp}) => !hasCaughtUp)) {
			this.#immediate = setImmediate(() => this.#run());
		} else {
			this.#timer = setTimeout(() => this.#run(), pause);
		}
	}

	#cancel(): void {
		clearImmediate(this.#immediate);
		clearTimeout(this.#timer);
		this.#immediate = undefined;
		this.#timer = undefined;
	}

	#run(): void {
		this.#cancel();
		const hunts = [...this.#hunts];
		let current: Hunt | undefined;
		try {
			withinTime(patience, () => {
				const end = performance.now() + slice;
				let open = hunts;
				while (open.length > 0 && performance.now() < end) {
					open = open.filter(hunt => {
						current = hunt;
						return !hunt.matches.advance(linesAtOnce);
					});
				}
			});
		} catch (error) {
			if (!isOutOfTime(error) || current === undefined) {
				throw error;
			}
			this.#tooSlow.add(current.matches);
			this.#hunts.delete(current);
		}
		const settled = hunts.filter(
			({matches, hasCaughtUp}) => !hasCaughtUp && (matches.isUpToDate || this.isTooSlow(matches)),
		);
		for (const hunt of settled) {
			hunt.hasCaughtUp = true;
		}
		for (const {told} of hunts) {
			told();
		}
		if (settled.length > 0) {
			this.#onSettled();
		}
		if ([...this.#hunts].some(({matches}) => !matches.isUpToDate)) {
			this.#schedule();
		}
	}
}

/** Milliseconds of looking without a break. */
const slice = 4;

/** Milliseconds between, once all that was there has been looked at. */
const pause = 8;

/** Milliseconds after which an expression is given up that does not come back from some lines. */
const patience = 200;

/** Few enough for a slice, however long they are. */
const linesAtOnce = 64;
