import type {VassalId} from '../core/event.js';
import type {Instance, Traffic} from '../core/vitals.js';
import {askStats} from './ask-stats.js';
import {costOf} from './process-tree.js';
import {readStats} from './read-stats.js';
import {Seconds} from './seconds.js';

/** A running vassal, and where its stats are to be had. */
export type Polled = {readonly id: VassalId; readonly pid: number; readonly address: string};

/** Asks each vassal for its stats once a second; one that is slow, or does not answer, is asked less often, alone. */
export class StatsPolls {
	readonly #polls = new Map<VassalId, Poll>();

	/** Asks whoever is due; resolves when all of them have answered, or do not. Forgets everybody else. */
	async beat(polled: readonly Polled[]): Promise<void> {
		const known = new Set(polled.map(({id}) => id));
		for (const id of this.#polls.keys()) {
			if (!known.has(id)) {
				this.#polls.delete(id);
			}
		}
		const due = polled
			.map(one => this.#pollOf(one))
			.filter(poll => poll.isDue(performance.now()))
			.sort((a, b) => a.askedAt - b.askedAt);
		await Promise.all(due.slice(0, mostAtOnce).map(poll => poll.ask()));
	}

	/** What a vassal said a moment ago. */
	instanceOf(id: VassalId): Instance | undefined {
		return this.#polls.get(id)?.latest(performance.now());
	}

	/** What it serves by its own count; nothing where it has no workers. */
	trafficOf(id: VassalId): Pick<Traffic, 'rate' | 'history' | 'errors'> | undefined {
		const poll = this.#polls.get(id);
		return poll?.latest(performance.now()) === undefined ? undefined : poll.traffic();
	}

	#pollOf(polled: Polled): Poll {
		const known = this.#polls.get(polled.id);
		if (known?.isOf(polled) === true) {
			return known;
		}
		const poll = new Poll(polled);
		this.#polls.set(polled.id, poll);
		return poll;
	}
}

/** Sockets that may be open at the same time. */
const mostAtOnce = 64;

/** Of one life of one vassal. Instants are of the monotonic clock. */
class Poll {
	readonly #polled: Polled;
	readonly #requests = new Seconds();
	readonly #exceptions = new Seconds();
	#instance: Instance | undefined;
	#answeredAt = Number.NEGATIVE_INFINITY;
	#restsUntil = Number.NEGATIVE_INFINITY;
	#failures = 0;
	#isAsking = false;
	askedAt = Number.NEGATIVE_INFINITY;

	constructor(polled: Polled) {
		this.#polled = polled;
	}

	isOf({pid, address}: Polled): boolean {
		return this.#polled.pid === pid && this.#polled.address === address;
	}

	isDue(now: number): boolean {
		return !this.#isAsking && now >= this.#restsUntil;
	}

	latest(now: number): Instance | undefined {
		return now - this.#answeredAt < longestMemory ? this.#instance : undefined;
	}

	traffic(): Pick<Traffic, 'rate' | 'history' | 'errors'> | undefined {
		if (this.#instance === undefined || this.#instance.workers.length === 0) {
			return undefined;
		}
		const history = this.#requests.before(this.#answeredAt, 60).map(Math.round);
		const recent = this.#requests.before(this.#answeredAt, 5);
		const exceptions = this.#exceptions.before(this.#answeredAt, 60);
		return {rate: sum(recent) / 5, history, errors: Math.round(sum(exceptions))};
	}

	async ask(): Promise<void> {
		this.#isAsking = true;
		this.askedAt = performance.now();
		const answer = await askStats(this.#polled.address);
		const answeredAt = performance.now();
		const stats = answer === undefined ? undefined : readStats(answer);
		// Another instance may have taken its place there.
		if (stats === undefined || stats.pid !== this.#polled.pid) {
			this.#failures += 1;
			this.#restsUntil = answeredAt + Math.min(longestRest, this.#failures * 1000) - slack;
		} else {
			this.#learn(stats, answeredAt);
			this.#failures = 0;
			// However much there is to read, it takes a fiftieth of the time.
			this.#restsUntil = answeredAt + 50 * (performance.now() - answeredAt) - slack;
		}
		this.#isAsking = false;
	}

	#learn({pid: _, ...instance}: Instance & {readonly pid: number}, now: number): void {
		const before = this.#instance;
		if (before !== undefined) {
			this.#spread(this.#requests, before.requests, instance.requests, now);
			this.#spread(this.#exceptions, before.exceptions, instance.exceptions, now);
		}
		this.#answeredAt = now;
		this.#instance = {...instance, workers: instance.workers.map(weighed)};
	}

	/** Over the time since the last answer; a count that went back was begun anew by a reload. */
	#spread(seconds: Seconds, before: number, after: number, now: number): void {
		const count = after < before ? after : after - before;
		const begun = Math.max(this.#answeredAt, now - 60_000);
		for (let from = begun; from < now; ) {
			const to = Math.min(now, (Math.floor(from / 1000) + 1) * 1000);
			seconds.add(from, (count * (to - from)) / (now - begun));
			from = to;
		}
	}
}

/** By the system, which knows better than the worker; that tells only with `memory-report`. */
const weighed = (worker: Instance['workers'][number], index: number): Instance['workers'][number] => {
	const resident = index < mostWeighed && worker.pid > 0 ? costOf(worker.pid)?.resident : undefined;
	return resident === undefined ? worker : {...worker, resident};
};

const mostWeighed = 64;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Milliseconds. */
const longestMemory = 5000;
const longestRest = 10_000;
/** A beat may come a little early. */
const slack = 200;
