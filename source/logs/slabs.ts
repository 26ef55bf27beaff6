/**
 * Bytes by their position since the beginning of time, kept in blocks of 64 KB from the oldest still wanted one on.
 *
 * Blocks are recycled: under a flood as many are let go as are needed, and nothing is allocated.
 */
export class Slabs {
	readonly #slabs: Buffer[] = [];
	readonly #spare: Buffer[] = [];
	#firstSlab = 0;
	#end = 0;

	/** Position behind the newest byte: how many were ever appended. */
	get end(): number {
		return this.#end;
	}

	/** How many more bytes `append` takes in one go. Never 0. */
	get room(): number {
		return slabSize - (this.#end % slabSize);
	}

	/** Copies `bytes`, which must not be more than `room`. */
	append(bytes: Uint8Array): void {
		const offset = this.#end % slabSize;
		if (offset === 0) {
			this.#slabs.push(this.#spare.pop() ?? Buffer.allocUnsafeSlow(slabSize));
		}

		this.#slabs.at(-1)?.set(bytes, offset);
		this.#end += bytes.length;
	}

	/** Takes back everything from `position`, which is still kept, on. */
	rewind(position: number): void {
		this.#slabs.length = Math.ceil(position / slabSize) - this.#firstSlab;
		this.#end = position;
	}

	/** Lets go of the blocks that lie wholly before `position`. */
	release(position: number): void {
		while (this.#slabs.length > 0 && (this.#firstSlab + 1) * slabSize <= position) {
			this.#spare.push(...this.#slabs.splice(0, 1));
			this.#firstSlab++;
		}
		if (this.#spare.length > mostSpare) {
			this.#spare.length = mostSpare;
		}
	}

	/** A byte that is still kept; -1 for any other. */
	byteAt(position: number): number {
		return this.#slab(position)?.[position % slabSize] ?? -1;
	}

	/** Position of the first byte of this value from a kept position on; where the bytes end if there is none. */
	indexOf(value: number, from: number): number {
		for (let position = from; position < this.#end; ) {
			const offset = position % slabSize;
			const found = this.#slab(position)?.indexOf(value, offset) ?? -1;
			if (found !== -1) {
				return Math.min(this.#end, position - offset + found);
			}
			position += slabSize - offset;
		}
		return this.#end;
	}

	/** The kept bytes from `start` up to `end` as UTF-8; what is none is replaced. */
	textOf(start: number, end: number): string {
		const offset = start % slabSize;
		return offset + end - start <= slabSize
			? (this.#slab(start)?.toString('utf8', offset, offset + end - start) ?? '')
			: this.slice(start, end).toString('utf8');
	}

	/** The kept bytes from `start` up to `end`: a view, good until the next `append`, or a copy where blocks meet. */
	slice(start: number, end: number): Buffer {
		const parts: Buffer[] = [];
		for (let position = start; position < end; ) {
			const offset = position % slabSize;
			const part = this.#slab(position)?.subarray(offset, offset + end - position);
			if (part === undefined) {
				break;
			}
			parts.push(part);
			position += part.length;
		}

		return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
	}

	#slab(position: number): Buffer | undefined {
		return this.#slabs[Math.floor(position / slabSize) - this.#firstSlab];
	}
}

/** What one piece of output fills is let go of by the next, or by the one after it. */
const mostSpare = 2;

/** Bytes in a block: the size that a pipe is read in, and the fastest of those tried (terminal-stack.md 4). */
export const slabSize = 65_536;
