/** Where each of the newest lines starts and when it came, 16 bytes a line, by line number. */
export class LineIndex {
	readonly #capacity: number;
	#starts: Float64Array;
	#times: Float64Array;
	#first = 1;
	#last = 0;

	/** @param capacity how many lines are known at once; the room for them is taken as they come. */
	constructor(capacity: number) {
		this.#capacity = capacity;
		this.#starts = new Float64Array(Math.min(capacity, 64));
		this.#times = new Float64Array(this.#starts.length);
	}

	get first(): number {
		return this.#first;
	}

	get last(): number {
		return this.#last;
	}

	/** Position of the first byte of a known line. */
	startOf(line: number): number {
		return this.#starts[line % this.#starts.length] ?? 0;
	}

	/** When a known line came, in milliseconds since the epoch. */
	timeOf(line: number): number {
		return this.#times[line % this.#times.length] ?? 0;
	}

	/** Adds the next line, forgetting the oldest if there are `capacity` already. */
	push(start: number, at: number): void {
		if (this.#last - this.#first + 1 === this.#starts.length) {
			if (this.#starts.length === this.#capacity) {
				this.dropFirst();
			} else {
				this.#grow();
			}
		}

		this.#last++;
		this.#starts[this.#last % this.#starts.length] = start;
		this.#times[this.#last % this.#times.length] = at;
	}

	dropFirst(): void {
		this.#first++;
	}

	#grow(): void {
		const size = Math.min(this.#starts.length * 2, this.#capacity);
		const starts = new Float64Array(size);
		const times = new Float64Array(size);
		for (let line = this.#first; line <= this.#last; line++) {
			starts[line % size] = this.startOf(line);
			times[line % size] = this.timeOf(line);
		}

		this.#starts = starts;
		this.#times = times;
	}
}
