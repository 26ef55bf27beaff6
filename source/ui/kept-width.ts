/** A width that grows at once, and shrinks only when it was too much for a while: what stands beside does not shake. */
export class KeptWidth {
	#kept = 0;
	#neededAt = 0;

	/** Of what is so wide at `now`, in milliseconds. */
	of(width: number, now: number): number {
		if (width >= this.#kept || now - this.#neededAt > calm) {
			this.#kept = width;
			this.#neededAt = now;
		}
		return this.#kept;
	}
}

/** A vassal that dies again and again has its longest badge every few seconds. Milliseconds. */
const calm = 10_000;
