import type {LogReader} from '../logs/log-reader.js';
import {LogStudy, linesAtOnce} from './log-study.js';

/**
 * Studies logs beside everything else: for at most 3 ms without a break, and a tenth of the time, however much is printed.
 *
 * What a flood lets go before its turn has come is left unread, and counted by `LogStudy.skipped`.
 */
export class Studies {
	readonly #studies = new WeakMap<LogReader, LogStudy>();
	/** Those that have something to study, the one whose turn it is first. */
	readonly #waiting: LogStudy[] = [];
	readonly #followers = new Set<{readonly onProgress: () => void}>();
	#isDue = false;
	#restedAt = Number.NEGATIVE_INFINITY;

	/** The study of a log, begun when it is first asked for and kept up from then on. */
	of(log: LogReader): LogStudy {
		const known = this.#studies.get(log);
		if (known !== undefined) {
			return known;
		}
		const study = new LogStudy(log);
		this.#studies.set(log, study);
		log.follow(() => this.#want(study), 'aside');
		this.#want(study);
		return study;
	}

	/** Calls after every turn, that is at most 33 times a second; returns what ends that. */
	follow(onProgress: () => void): () => void {
		const follower = {onProgress};
		this.#followers.add(follower);
		return () => this.#followers.delete(follower);
	}

	#want(study: LogStudy): void {
		if (!this.#waiting.includes(study)) {
			this.#waiting.push(study);
		}
		this.#runInTime();
	}

	/** At once after a pause, so that a line that comes alone is understood when it is drawn. Nobody waits for it: the process may end meanwhile. */
	#runInTime(): void {
		if (this.#isDue) {
			return;
		}
		this.#isDue = true;
		const wait = this.#restedAt + pause - performance.now();
		if (wait > 0) {
			setTimeout(() => this.#run(), wait).unref();
		} else {
			setImmediate(() => this.#run()).unref();
		}
	}

	#run(): void {
		this.#isDue = false;
		const end = performance.now() + slice;
		while (performance.now() < end) {
			const study = this.#waiting.shift();
			if (study === undefined) {
				break;
			}
			if (!study.advance(linesAtOnce)) {
				this.#waiting.push(study);
			}
		}
		this.#restedAt = performance.now();
		if (this.#waiting.length > 0) {
			this.#runInTime();
		}
		for (const {onProgress} of this.#followers) {
			onProgress();
		}
	}
}

/** Milliseconds of studying without a break. */
const slice = 3;

/** Milliseconds between two turns: so many that they come before the frames of new content, 33 ms apart, and not between them. */
const pause = 27;
