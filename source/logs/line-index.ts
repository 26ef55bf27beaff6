/** Where each of the newest lines starts, when it came, as which of all and whence, 25 bytes a line, by line number. */
export class LineIndex {
	readonly #capacity: number;
	#starts: Float64Array;
	#times: Float64Array;
	#arrivals: Float64Array;
	#followed: Uint8Array;
	#first = 1;
	#last = 0;

	/** @param capacity how many lines are known at once; the room for them is taken as they come. */
	constructor(capacity: number) {
		this.#capacity = capacity;
		this.#starts = new Float64Array(Math.min(capacity, 64));
		this.#times = new Float64Array(this.#starts.length);
		this.#arrivals = new Float64Array(this.#starts.length);
		this.#followed = new Uint8Array(this.#starts.length);
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

	/** Which of all lines of all logs a known line is. */
	arrivalOf(line: number): number {
		return this.#arrivals[line % this.#arrivals.length] ?? 0;
	}

	/** Whether a known line comes from a file that is followed. */
	isFollowed(line: number): boolean {
		return this.#followed[line % this.#followed.length] === 1;
	}

	/** Adds the next line, forgetting the oldest if there are `capacity` already. */
	push(start: number, at: number, arrival: number, isFollowed: boolean): void {
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
		this.#arrivals[this.#last % this.#arrivals.length] = arrival;
		this.#followed[this.#last % this.#followed.length] = isFollowed ? 1 : 0;
	}

	dropLast(): void {
		this.#last--;
	}

	dropFirst(): void {
		this.#first++;
	}

	#grow(): void {
		const size = Math.min(this.#starts.length * 2, this.#capacity);
		const starts = new Float64Array(size);
		const times = new Float64Array(size);
		const arrivals = new Float64Array(size);
		const followed = new Uint8Array(size);
		for (let line = this.#first; line <= this.#last; line++) {
			starts[line % size] = this.startOf(line);
			times[line % size] = this.timeOf(line);
			arrivals[line % size] = this.arrivalOf(line);
			followed[line % size] = this.isFollowed(line) ? 1 : 0;
		}

		this.#starts = starts;
		this.#times = times;
		this.#arrivals = arrivals;
		this.#followed = followed;
	}
}
