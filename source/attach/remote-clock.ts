import type {Instant} from '../core/event.js';

/**
 * The emperor's clock as it is heard of: every time that is told was right when it was said, which was a moment ago. So the
 * latest of what they come to is the truest, unless the clock over there was stopped.
 */
export class RemoteClock {
	readonly #readTime: () => number;
	#ahead: number | undefined;
	#stoppedAt: Instant | undefined;

	/** @param readTime milliseconds on a clock that never goes back. */
	constructor(readTime: () => number = () => performance.now()) {
		this.#readTime = readTime;
	}

	now(): Instant {
		return this.#stoppedAt ?? this.#readTime() + (this.#ahead ?? 0);
	}

	hear(now: Instant): void {
		this.#stoppedAt = undefined;
		const ahead = now - this.#readTime();
		const known = this.#ahead ?? ahead;
		this.#ahead = known - ahead > longestDelay ? ahead : Math.max(known, ahead);
	}

	/** Nothing is heard any more: time stands still, since nobody knows what happens in it. */
	stop(): void {
		this.#stoppedAt ??= this.now();
	}

	/** Another emperor counts from another beginning. */
	forget(): void {
		this.#ahead = undefined;
	}
}

/** Milliseconds that words may be on their way and still be about now. */
const longestDelay = 2000;
