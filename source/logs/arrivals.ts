/** Counts the lines of all logs together, in the order in which they began to arrive: 1, 2, 3… */
export class Arrivals {
	#last = 0;

	next(): number {
		this.#last += 1;
		return this.#last;
	}
}
