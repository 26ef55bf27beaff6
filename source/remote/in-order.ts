/** What comes from several logs, each on a way of its own. */
type Arrived = {readonly arrival: number};

/**
 * Hands on what comes of several logs in the order in which it reached the emperor. Each is held for a moment, since what was
 * earlier may still be on its way; what comes later than that is handed on when it comes.
 */
export class InOrder<T extends Arrived> {
	readonly #handOn: (one: T) => void;
	#held: T[] = [];
	#timer: NodeJS.Timeout | undefined;

	constructor(handOn: (one: T) => void) {
		this.#handOn = handOn;
	}

	take(one: T): void {
		this.#held.push(one);
		this.#timer ??= setTimeout(() => this.flush(), moment);
	}

	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const held = this.#held.sort((a, b) => a.arrival - b.arrival);
		this.#held = [];
		for (const one of held) {
			this.#handOn(one);
		}
	}
}

/** Milliseconds: the emperor tells everybody something every 40. */
const moment = 100;
