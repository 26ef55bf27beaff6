/** Counts by the second, for the last minute. Instants are milliseconds of any clock that goes forward. */
export class Seconds {
	readonly #counts = new Float64Array(room);
	#newest = Number.NEGATIVE_INFINITY;

	add(at: number, count = 1): void {
		const second = Math.floor(at / 1000);
		this.#forgetUntil(second);
		if (second > this.#newest - room) {
			const place = placeOf(second);
			this.#counts[place] = (this.#counts[place] ?? 0) + count;
		}
	}

	/** The counts of the last `count` full seconds before an instant, oldest first. */
	before(at: number, count: number): readonly number[] {
		const end = Math.floor(at / 1000);
		this.#forgetUntil(end);
		return Array.from({length: count}, (_, index) => this.#countOf(end - count + index));
	}

	#countOf(second: number): number {
		return second > this.#newest - room ? (this.#counts[placeOf(second)] ?? 0) : 0;
	}

	#forgetUntil(second: number): void {
		if (second - this.#newest >= room) {
			this.#counts.fill(0);
			this.#newest = second;
		}
		while (this.#newest < second) {
			this.#newest += 1;
			this.#counts[placeOf(this.#newest)] = 0;
		}
	}
}

/** A minute, and some for what is late. */
const room = 72;

const placeOf = (second: number): number => ((second % room) + room) % room;
