/** Counts the lines of all logs together, in the order in which they began to arrive: 1, 2, 3… */
export class Arrivals {
	#last = 0;

	/** The first of the next `count`, which follow each other. */
	take(count: number): number {
		const first = this.#last + 1;
		this.#last += count;
		return first;
	}
}
