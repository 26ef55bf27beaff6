/** Cuts what comes in pieces into whole lines. One that does not end is handed on every 64 KB all the same. */
export class WholeLines {
	readonly #handOn: (lines: Buffer) => void;
	#rest = Buffer.alloc(0);

	/** @param handOn gets one or more lines, each with its newline. */
	constructor(handOn: (lines: Buffer) => void) {
		this.#handOn = handOn;
	}

	/** Keeps nothing of the piece. */
	take(piece: Buffer): void {
		const end = piece.lastIndexOf(newline) + 1;
		if (end > 0) {
			this.#handOn(Buffer.concat([this.#rest, piece.subarray(0, end)]));
			this.#rest = Buffer.from(piece.subarray(end));
		} else {
			this.#rest = Buffer.concat([this.#rest, piece]);
		}
		if (this.#rest.length > longest) {
			this.end();
		}
	}

	/** What comes next has nothing to do with what came last. */
	end(): void {
		if (this.#rest.length > 0) {
			this.#handOn(Buffer.concat([this.#rest, Buffer.of(newline)]));
			this.#rest = Buffer.alloc(0);
		}
	}

	/** So many bytes were not read. */
	skip(bytes: number): void {
		this.end();
		this.#handOn(Buffer.from(`[emperor] ${bytes} bytes came faster than they were read, and were let go\n`));
	}
}

const newline = 10;
const longest = 65_536;
