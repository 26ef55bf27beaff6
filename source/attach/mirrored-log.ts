import type {LogLine, LogReader} from '../logs/log-reader.js';
import type {Scrollback} from '../logs/log-store.js';

/** A line of a mirror, or what stands there for lines that are not in it. */
export type Row = {
	/** Where it came from: the number of the line over there; of what stands for others, that of the last of them. */
	readonly number: number;
	readonly at: number;
	readonly arrival: number;
	readonly text: string;
	readonly isFollowed?: true;
	readonly isCut?: true;
	readonly isGap?: true;
};

export type Demand = 'none' | 'aside' | 'shown';

/** Lines that were printed elsewhere, numbered anew so that there are no gaps in their numbers. */
export class MirroredLog implements LogReader {
	readonly #scrollback: Scrollback;
	readonly #followers = new Set<{readonly onGrowth: () => void; readonly isAside: boolean}>();
	readonly #onFollowers: () => void;
	#rows: Row[] = [];
	/** Where the oldest that is kept is in `#rows`. */
	#head = 0;
	/** Number of the row at `#rows[0]`. */
	#base: number;
	#characters = 0;
	#partial: Row | undefined;
	#version = 0;

	/**
	 * @param first number of the first row: more than 1 where so many lines less one were let go before it.
	 * @param onFollowers called whenever there are more or fewer of them.
	 */
	constructor(scrollback: Scrollback, first: number, onFollowers: () => void) {
		this.#scrollback = scrollback;
		this.#base = first;
		this.#onFollowers = onFollowers;
	}

	get first(): number {
		return this.#base + this.#head;
	}

	get last(): number {
		return this.#base + this.#rows.length - (this.#partial === undefined ? 1 : 0);
	}

	get version(): number {
		return this.#version;
	}

	/** Whether anybody follows it, and shows it. */
	get demand(): Demand {
		const followers = [...this.#followers];
		return followers.length === 0 ? 'none' : followers.every(({isAside}) => isAside) ? 'aside' : 'shown';
	}

	/** How much it holds. */
	get characters(): number {
		return this.#characters;
	}

	/** Those that are whole, oldest first. */
	get rows(): readonly Row[] {
		return this.#rows.slice(this.#head);
	}

	/** The last that is whole. */
	get newest(): Row | undefined {
		return this.#rows.length > this.#head ? this.#rows.at(-1) : undefined;
	}

	/** The newest, which is not whole yet, if there is one. */
	get partial(): Row | undefined {
		return this.#partial;
	}

	/** Adds whole rows behind all others; `partial` takes the place of the one before it. */
	add(rows: readonly Row[], partial: Row | undefined): void {
		for (const row of rows) {
			this.#rows.push(row);
			this.#characters += row.text.length;
		}
		this.#partial = partial;
		this.#trim();
		this.#version += 1;
		for (const {onGrowth} of this.#followers) {
			onGrowth();
		}
	}

	read(from: number, count: number): readonly LogLine[] {
		const lines: LogLine[] = [];
		const end = Math.min(this.last, from + count - 1);
		for (let number = Math.max(this.first, from); number <= end; number++) {
			const row = this.#row(number);
			if (row !== undefined) {
				const {at, text, isFollowed, isCut} = row;
				lines.push({
					number,
					at,
					text,
					isPartial: row === this.#partial,
					...(isFollowed === undefined ? {} : {isFollowed}),
					...(isCut === undefined ? {} : {isCut}),
				});
			}
		}
		return lines;
	}

	arrivalOf(number: number): number {
		return this.#row(number)?.arrival ?? 0;
	}

	follow(onGrowth: () => void, aside?: 'aside'): () => void {
		const follower = {onGrowth, isAside: aside === 'aside'};
		this.#followers.add(follower);
		this.#onFollowers();
		return () => {
			if (this.#followers.delete(follower)) {
				this.#onFollowers();
			}
		};
	}

	#row(number: number): Row | undefined {
		const index = number - this.#base;
		return index < this.#head
			? undefined
			: (this.#rows[index] ?? (number === this.last ? this.#partial : undefined));
	}

	#trim(): void {
		const {maxLines, maxBytes} = this.#scrollback;
		while (this.#rows.length - this.#head > maxLines || this.#characters > maxBytes) {
			this.#characters -= this.#rows[this.#head]?.text.length ?? 0;
			this.#head += 1;
		}
		if (this.#head > 1024 && this.#head * 2 > this.#rows.length) {
			this.#base += this.#head;
			this.#rows = this.#rows.slice(this.#head);
			this.#head = 0;
		}
	}
}
