/** Does a piece of its work; answers whether there is more that can be done now. */
export type Task = () => boolean;

export type Turn = {
	/** There is something to do. */
	readonly wake: () => void;
	readonly leave: () => void;
};

/**
 * Lets any number of tasks take turns, a few milliseconds at a time: what callers want to hear must never be felt by a
 * vassal, or by a finger on a key.
 */
export class Turns {
	readonly #waiting = new Set<Task>();
	#timer: NodeJS.Timeout | undefined;
	#lastRound = Number.NEGATIVE_INFINITY;

	join(task: Task): Turn {
		return {
			wake: () => {
				this.#waiting.add(task);
				this.#timer ??= setTimeout(
					() => this.#round(),
					Math.max(0, this.#lastRound + interval - performance.now()),
				);
			},
			leave: () => void this.#waiting.delete(task),
		};
	}

	#round(): void {
		const end = performance.now() + share;
		for (const task of this.#waiting) {
			// Whoever has more to do stands in line again, behind all others.
			this.#waiting.delete(task);
			if (task()) {
				this.#waiting.add(task);
			}
			if (performance.now() > end) {
				break;
			}
		}
		this.#lastRound = performance.now();
		this.#timer = this.#waiting.size > 0 ? setTimeout(() => this.#round(), interval) : undefined;
	}
}

/** In milliseconds: how much of each interval all tasks may have together. */
const share = 1;
const interval = 10;
