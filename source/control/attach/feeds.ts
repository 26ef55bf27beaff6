import type {EmperorClient} from '../../client/emperor-client.js';
import type {LogNews, LogPast, ScreenSays} from '../../client/wire.js';
import type {VassalId} from '../../core/event.js';
import type {LogReader} from '../../logs/log-reader.js';
import {LogFeed} from './log-feed.js';

type Fed = {readonly feed: LogFeed; readonly stop: () => void};

/** The logs that an attached screen wants, each piece of which stands in line: those that are shown before the others. */
export class Feeds {
	readonly #client: Pick<EmperorClient, 'log' | 'getSnapshot'>;
	readonly #onGrowth: () => void;
	readonly #shown = new Map<VassalId, Fed>();
	readonly #aside = new Map<VassalId, Fed>();
	#pieces = 0;

	/** @param onGrowth called when there may be something to tell. */
	constructor(client: Pick<EmperorClient, 'log' | 'getSnapshot'>, onGrowth: () => void) {
		this.#client = client;
		this.#onGrowth = onGrowth;
	}

	follow({id, isAside, after}: Omit<Extract<ScreenSays, {type: 'follow'}>, 'type'>): void {
		this.unfollow(id);
		const queue = isAside === true ? this.#aside : this.#shown;
		if (queue.size >= mostFeeds) {
			return;
		}
		const log = this.#client.log(id);
		const name = nameOf(log);
		queue.set(id, {
			feed: new LogFeed(
				id,
				log,
				name,
				isAside === true ? asidePause : 0,
				after?.log === name ? after.line : undefined,
			),
			stop: log.follow(this.#onGrowth),
		});
	}

	unfollow(id: VassalId): void {
		for (const queue of [this.#shown, this.#aside]) {
			queue.get(id)?.stop();
			queue.delete(id);
		}
	}

	want(past: Extract<ScreenSays, {type: 'past'}>): void {
		(this.#shown.get(past.id) ?? this.#aside.get(past.id))?.feed.want(past);
	}

	/** A piece to be told now; undefined where there is nothing. */
	next(now: number): LogNews | LogPast | undefined {
		this.#pieces += 1;
		// The others are not forgotten while what is shown never ends.
		return this.#pieces % asideTurn === 0
			? (this.#nextOf(this.#aside, now) ?? this.#nextOf(this.#shown, now))
			: (this.#nextOf(this.#shown, now) ?? this.#nextOf(this.#aside, now));
	}

	close(): void {
		for (const id of [...this.#shown.keys(), ...this.#aside.keys()]) {
			this.unfollow(id);
		}
	}

	#isThere(id: VassalId): boolean {
		return this.#client.getSnapshot().vassals.some(vassal => vassal.id === id);
	}

	#nextOf(queue: Map<VassalId, Fed>, now: number): LogNews | LogPast | undefined {
		for (const [id, fed] of [...queue]) {
			if (this.#client.log(id) !== fed.feed.log) {
				if (!this.#isThere(id)) {
					// The screen hears so otherwise, and keeps what it has where its emperor is ending.
					continue;
				}
				// It is another by now.
				this.follow({id, ...(queue === this.#aside ? {isAside: true} : {})});
			}
			const piece = queue.get(id)?.feed.next(now);
			if (piece !== undefined) {
				// It stands in line again, behind all others.
				const latest = queue.get(id) ?? fed;
				queue.delete(id);
				queue.set(id, latest);
				return piece;
			}
		}
		return undefined;
	}
}

/** Tells logs apart that go by the same id one after the other. */
const nameOf = (log: LogReader): string => {
	const known = names.get(log);
	if (known !== undefined) {
		return known;
	}
	named += 1;
	names.set(log, String(named));
	return String(named);
};

const names = new WeakMap<LogReader, string>();
let named = 0;

/** Milliseconds between two pieces of a log that is not shown. */
const asidePause = 500;

/** One of so many pieces is of a log that is not shown. */
const asideTurn = 8;

/** Logs that one screen may want at once: more than there are vassals anywhere. */
const mostFeeds = 10_000;
