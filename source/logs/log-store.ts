import {StringDecoder} from 'node:string_decoder';
import {Arrivals} from './arrivals.js';
import {countNewlines} from './count-newlines.js';
import {LineIndex} from './line-index.js';
import type {LogLine, LogReader} from './log-reader.js';
import {Slabs, slabSize} from './slabs.js';

/** How much of a log is kept, whichever limit is met first. */
export type Scrollback = {
	/** The partial line counts. At least 1. */
	readonly maxLines: number;
	/** Counted as printed, newlines and escape sequences included. At least 16. */
	readonly maxBytes: number;
};

/** `--scrollback` unless told otherwise (product.md 5). */
export const defaultScrollback: Scrollback = {maxLines: 10_000, maxBytes: 8 * 1024 * 1024};

/**
 * The newest lines of what one vassal printed, as raw bytes; text is made of them only when it is read.
 *
 * Exactly as many of the newest whole lines are kept as meet both limits of its scrollback.
 * A line that never ends is cut every 64 KB, between characters, so that it is no way around the limits.
 */
export class LogStore implements LogReader {
	readonly #maxLine: number;
	readonly #slabs = new Slabs();
	readonly #lines: LineIndex;
	readonly #arrivals: Arrivals;
	readonly #followers = new Set<{readonly onGrowth: () => void}>();
	/** Where the last line begins, while no newline has come. */
	#openStart: number | undefined;
	#version = 0;

	/**
	 * @param arrivals shared by all logs that are to be read in one order.
	 * @throws RangeError when the limits are too small to hold any line.
	 */
	constructor({maxLines, maxBytes}: Scrollback = defaultScrollback, arrivals = new Arrivals()) {
		if (!(maxLines >= 1 && maxBytes >= 16)) {
			throw new RangeError(
				`scrollback: ${maxLines} lines and ${maxBytes} bytes hold nothing. Keep at least 1 line and 16 bytes.`,
			);
		}

		this.#maxLine = Math.min(slabSize, maxBytes - 1);
		this.#lines = new LineIndex(this.#slabs, Math.floor(maxLines), maxBytes);
		this.#arrivals = arrivals;
	}

	get first(): number {
		return this.#lines.first;
	}

	get last(): number {
		return this.#lines.last;
	}

	get version(): number {
		return this.#version;
	}

	/** Takes a copy of what was printed; `at` is when it came, in milliseconds since the epoch. */
	append(chunk: Buffer, at: number): void {
		if (chunk.length === 0) {
			return;
		}

		this.#take(chunk, at, false);
		this.#tell();
	}

	/**
	 * Takes whole lines from a file that is followed, the last with its newline. A line that is still open in the output
	 * stays the last one, and is completed there.
	 */
	interject(lines: Buffer, at: number): void {
		if (lines.length === 0) {
			return;
		}
		const start = this.#openStart;
		if (start === undefined) {
			this.#take(lines, at, true);
		} else {
			const open = Buffer.from(this.#slabs.slice(start, this.#slabs.end));
			const openedAt = this.#lines.timeOf(this.last);
			this.#slabs.rewind(start);
			this.#lines.dropLast();
			this.#openStart = undefined;
			this.#take(lines, at, true);
			this.#take(open, openedAt, false);
		}
		this.#tell();
	}

	/** In pieces no longer than a line may be, so that only the line a piece begins in can become too long. */
	#take(bytes: Buffer, at: number, isFollowed: boolean): void {
		for (let offset = 0; offset < bytes.length; ) {
			const most = Math.min(this.#slabs.room, this.#maxLine);
			const piece = offset === 0 && bytes.length <= most ? bytes : bytes.subarray(offset, offset + most);
			const position = this.#slabs.end;
			this.#slabs.append(piece);
			this.#findLines(piece, position, at, isFollowed);
			this.#slabs.release(this.#lines.oldestStart);
			offset += piece.length;
		}
	}

	#tell(): void {
		this.#version++;
		for (const {onGrowth} of this.#followers) {
			onGrowth();
		}
	}

	read(from: number, count: number): readonly LogLine[] {
		const lines: LogLine[] = [];
		const end = Math.min(this.last, from + count - 1);
		for (let number = Math.max(this.first, from); number <= end; number++) {
			lines.push(this.#line(number));
		}
		return lines;
	}

	arrivalOf(number: number): number {
		return this.#lines.arrivalOf(number);
	}

	follow(onGrowth: () => void): () => void {
		const follower = {onGrowth};
		this.#followers.add(follower);
		return () => this.#followers.delete(follower);
	}

	/** Notes the lines that begin in `piece`, which lies at `position`. */
	#findLines(piece: Buffer, position: number, at: number, isFollowed: boolean): void {
		const note = (start: number, count: number): void =>
			this.#lines.push({start, count, at, arrival: this.#arrivals.take(count), isFollowed});
		const newlines = countNewlines(piece);
		const isEnded = piece.at(-1) === newlineByte;
		const behindNewlines = newlines - (isEnded ? 1 : 0);
		let lineStart = this.#openStart ?? position;
		let next = this.#openStart === undefined ? position : undefined;
		if (this.#openStart !== undefined) {
			const lineEnd = newlines === 0 ? this.#slabs.end : position + piece.indexOf(newlineByte);
			while (lineEnd - lineStart > this.#maxLine) {
				if (next !== undefined) {
					note(next, 1);
				}
				lineStart = this.#characterAt(lineStart + this.#maxLine);
				next = lineStart;
			}
			if (next === undefined && behindNewlines > 0) {
				note(lineEnd + 1, behindNewlines);
			}
		}
		if (next !== undefined) {
			note(next, behindNewlines + 1);
		}
		this.#openStart = isEnded
			? undefined
			: newlines === 0
				? lineStart
				: position + piece.lastIndexOf(newlineByte) + 1;
	}

	/** Where the UTF-8 character with a byte at `position` begins; `position` itself where that is no UTF-8. */
	#characterAt(position: number): number {
		for (let start = position; start > position - 4; start--) {
			const byte = this.#slabs.byteAt(start);
			if (byte < 0x80) {
				break;
			}
			if (byte >= 0xc0) {
				return start;
			}
		}

		return position;
	}

	#line(number: number): LogLine {
		const isPartial = number === this.last && this.#openStart !== undefined;
		const start = this.#lines.startOf(number);
		let end = number === this.last ? this.#slabs.end : this.#lines.startOf(number + 1);
		const isEnded = this.#slabs.byteAt(end - 1) === newlineByte;
		if (isEnded) {
			end--;
			if (this.#slabs.byteAt(end - 1) === returnByte) {
				end--;
			}
		}

		const text = isPartial ? this.#partialText(start, end) : this.#slabs.textOf(start, end);
		const line: LogLine = {number, at: this.#lines.timeOf(number), text, isPartial};
		const isFollowed = this.#lines.isFollowed(number);
		return isFollowed || !(isEnded || isPartial)
			? {...line, ...(isEnded || isPartial ? {} : {isCut: true}), ...(isFollowed ? {isFollowed} : {})}
			: line;
	}

	/** The decoder leaves out the character that is still on its way. */
	#partialText(start: number, end: number): string {
		return new StringDecoder('utf8').write(this.#slabs.slice(start, end));
	}
}

const newlineByte = 10;
const returnByte = 13;
