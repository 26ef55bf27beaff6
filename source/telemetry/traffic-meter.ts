import type {Traffic} from '../core/vitals.js';
import type {RequestLine} from '../uwsgi/request-line.js';
import {ResponseTimes} from './response-times.js';
import {Seconds} from './seconds.js';

/** What the request lines of one vassal come to. Instants are when lines arrived: milliseconds since the epoch. */
export class TrafficMeter {
	readonly #requests = new Seconds();
	readonly #failures = new Seconds();
	readonly #exceptions = new Seconds();
	#times: ResponseTimes | undefined;
	#isUsed = false;

	/** @param weight how many requests it stands for, where lines were let go unread. */
	served({status, time}: RequestLine, at: number, weight: number): void {
		this.#isUsed = true;
		this.#requests.add(at, weight);
		if (status >= 500) {
			this.#failures.add(at, weight);
		}
		if (time !== undefined) {
			this.#times ??= new ResponseTimes();
			this.#times.add(at, time);
		}
	}

	raised(at: number): void {
		this.#exceptions.add(at);
	}

	/** @param at until when its lines were read; nothing where it never served. */
	read(at: number): Traffic | undefined {
		const errors = Math.max(
			total(this.#failures.before(at, minute)),
			total(this.#exceptions.before(at, minute)),
		);
		if (!this.#isUsed && errors === 0) {
			return undefined;
		}
		const history = this.#requests.before(at, minute);
		const [p50, p95] = this.#times?.percentiles(at, [0.5, 0.95]) ?? [];
		return {
			rate: total(history.slice(-recently)) / recently,
			history,
			errors: Math.round(errors),
			...(p50 === undefined ? {} : {p50}),
			...(p95 === undefined ? {} : {p95}),
		};
	}
}

/** Seconds. */
const minute = 60;
const recently = 5;

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
