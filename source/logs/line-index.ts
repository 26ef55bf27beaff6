import type {Slabs} from './slabs.js';

/** Lines that began in the same piece of output: all of them came at once, and follow each other. */
export type Batch = {
	/** Position of the first byte of the first. Each of the others begins behind a newline. */
	readonly start: number;
	readonly count: number;
	/** When they came, in milliseconds since the epoch. */
	readonly at: number;
	/** Which of all lines of all logs the first is. */
	readonly arrival: number;
	/** Whether they come from a file that is followed. */
	readonly isFollowed: boolean;
};

/**
 * Where each of the newest lines starts, when it came, as which of all and whence, by line number.
 *
 * Lines are noted a batch at a time, 33 bytes each, and where the others of a batch begin is looked up in the bytes once
 * somebody asks: of a flood hardly any line is ever asked for.
 */
export class LineIndex {
	readonly #slabs: Slabs;
	readonly #maxLines: number;
	readonly #maxBytes: number;
	/** Of each batch, at its number modulo their length. */
	#batches = emptyBatches(64);
	/** Numbers of the oldest batch and of the next one. */
	#oldest = 0;
	#next = 0;
	#first = 1;
	#last = 0;
	/** The batch that was asked for last. */
	#asked = 0;
	/** Where the lines of batches begin that were asked for lately, the latest first. */
	readonly #lookedUp: {readonly batch: number; readonly starts: readonly number[]}[] = [];

	/** Knows the newest lines in `slabs` that are no more than `maxLines` and lie in its last `maxBytes`. */
	constructor(slabs: Slabs, maxLines: number, maxBytes: number) {
		this.#slabs = slabs;
		this.#maxLines = maxLines;
		this.#maxBytes = maxBytes;
	}

	get first(): number {
		this.#first = Math.max(this.#first, this.#last - this.#maxLines + 1);
		if (this.#slabs.end - this.oldestStart > this.#maxBytes) {
			while (this.#slabs.end - this.startOf(this.#first) > this.#maxBytes) {
				this.#first++;
			}
		}
		return this.#first;
	}

	get last(): number {
		return this.#last;
	}

	/** Nothing before this position is needed any more. */
	get oldestStart(): number {
		return this.#oldest === this.#next ? this.#slabs.end : this.#startOfBatch(this.#oldest);
	}

	/** Position of the first byte of a known line. */
	startOf(line: number): number {
		const batch = this.#batchOf(line);
		const index = line - this.#firstOf(batch);
		return index === 0 ? this.#startOfBatch(batch) : (this.#startsIn(batch)[index] ?? this.#slabs.end);
	}

	/** When a known line came, in milliseconds since the epoch. */
	timeOf(line: number): number {
		const {times} = this.#batches;
		return times[this.#batchOf(line) % times.length] ?? 0;
	}

	/** Which of all lines of all logs a known line is. */
	arrivalOf(line: number): number {
		const {arrivals} = this.#batches;
		const batch = this.#batchOf(line);
		return (arrivals[batch % arrivals.length] ?? 0) + line - this.#firstOf(batch);
	}

	/** Whether a known line comes from a file that is followed. */
	isFollowed(line: number): boolean {
		const {followed} = this.#batches;
		return followed[this.#batchOf(line) % followed.length] === 1;
	}

	/** Adds the next lines, and forgets batches of which no line is kept. */
	push({start, count, at, arrival, isFollowed}: Batch): void {
		if (this.#next - this.#oldest === this.#batches.firsts.length) {
			this.#grow();
		}
		const {firsts, starts, times, arrivals, followed} = this.#batches;
		const slot = this.#next % firsts.length;
		firsts[slot] = this.#last + 1;
		starts[slot] = start;
		times[slot] = at;
		arrivals[slot] = arrival;
		followed[slot] = isFollowed ? 1 : 0;
		this.#next++;
		this.#last += count;
		this.#forget();
	}

	/** Takes back the last line. */
	dropLast(): void {
		const batch = this.#next - 1;
		if (this.#firstOf(batch) === this.#last) {
			this.#next = batch;
		}
		this.#last--;
		this.#lookedUp.length = 0;
	}

	/** A batch can go once the one behind it reaches the limits by itself. */
	#forget(): void {
		const {end} = this.#slabs;
		for (let second = this.#oldest + 1; second < this.#next; second++) {
			const isLast = this.#last - this.#firstOf(second) + 1 >= this.#maxLines;
			if (!isLast && end - this.#startOfBatch(second) < this.#maxBytes) {
				return;
			}
			this.#oldest = second;
			this.#first = Math.max(this.#first, this.#firstOf(second));
		}
	}

	#firstOf(batch: number): number {
		const {firsts} = this.#batches;
		return firsts[batch % firsts.length] ?? 0;
	}

	#startOfBatch(batch: number): number {
		const {starts} = this.#batches;
		return starts[batch % starts.length] ?? 0;
	}

	/** The batch that a known line is in: who asks for a line has often just asked for one near it. */
	#batchOf(line: number): number {
		if (this.#holds(this.#asked, line)) {
			return this.#asked;
		}
		if (this.#holds(this.#asked + 1, line)) {
			this.#asked += 1;
			return this.#asked;
		}
		let low = this.#oldest;
		let high = this.#next - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (this.#firstOf(middle) <= line) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		this.#asked = low;
		return low;
	}

	#holds(batch: number, line: number): boolean {
		return (
			batch >= this.#oldest &&
			batch < this.#next &&
			this.#firstOf(batch) <= line &&
			(batch === this.#next - 1 || line < this.#firstOf(batch + 1))
		);
	}

	#startsIn(batch: number): readonly number[] {
		const latest = this.#lookedUp[0];
		if (latest?.batch === batch) {
			return latest.starts;
		}
		const index = this.#lookedUp.findIndex(known => known.batch === batch);
		const known = this.#lookedUp[index];
		this.#lookedUp.splice(index === -1 ? mostLookedUp - 1 : index, 1);
		const starts = known?.starts ?? this.#lookUp(batch);
		this.#lookedUp.unshift({batch, starts});
		return starts;
	}

	#lookUp(batch: number): readonly number[] {
		const count =
			(batch === this.#next - 1 ? this.#last + 1 : this.#firstOf(batch + 1)) - this.#firstOf(batch);
		const starts = [this.#startOfBatch(batch)];
		while (starts.length < count) {
			starts.push(this.#slabs.indexOf(newline, starts.at(-1) ?? 0) + 1);
		}
		return starts;
	}

	#grow(): void {
		const old = this.#batches;
		const grown = emptyBatches(old.firsts.length * 2);
		for (let batch = this.#oldest; batch < this.#next; batch++) {
			const from = batch % old.firsts.length;
			const to = batch % grown.firsts.length;
			grown.firsts[to] = old.firsts[from] ?? 0;
			grown.starts[to] = old.starts[from] ?? 0;
			grown.times[to] = old.times[from] ?? 0;
			grown.arrivals[to] = old.arrivals[from] ?? 0;
			grown.followed[to] = old.followed[from] ?? 0;
		}
		this.#batches = grown;
	}
}

const emptyBatches = (size: number) => ({
	/** Number of the first line. */
	firsts: new Float64Array(size),
	starts: new Float64Array(size),
	times: new Float64Array(size),
	arrivals: new Float64Array(size),
	followed: new Uint8Array(size),
});

const newline = 10;

/** Those who read one log are few: a pane at its end, the study somewhere before it. */
const mostLookedUp = 4;
