import type {LogReader} from '../logs/log-reader.js';
import {LogStudy, linesAtOnce} from './log-study.js';

/**
 * Studies logs beside everything else: for at most 4 ms without a break, and a tenth of the time, however much is printed.
 *
 * What a flood lets go before its turn has come is left unread, and counted by `LogStudy.skipped`.
 */
export class Studies {
	readonly #studies = new WeakMap<LogReader, LogStudy>();
	/** Those that have something to study, the one whose turn it is first. */
	readonly #waiting: LogStudy[] = [];
	readonly #followers = new Set<{readonly onProgress: () => void}>();
	#timer: NodeJS.Timeout | undefined;

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

	/** Calls after every turn, that is at most 25 times a second; returns what ends that. */
	follow(onProgress: () => void): () => void {
		const follower = {onProgress};
		this.#followers.add(follower);
		return () => this.#followers.delete(follower);
	}

	#want(study: LogStudy): void {
		if (!this.#waiting.includes(study)) {
			this.#waiting.push(study);
		}
		// Nobody waits for it: the process may end meanwhile.
		this.#timer ??= setTimeout(() => this.#run(), pause).unref();
	}

	#run(): void {
		this.#timer = undefined;
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
		if (this.#waiting.length > 0) {
			this.#timer = setTimeout(() => this.#run(), pause).unref();
		}
		for (const {onProgress} of this.#followers) {
			onProgress();
		}
	}
}

/** Milliseconds of studying without a break. */
const slice = 4;

/** Milliseconds between two turns. */
const pause = 36;
