import {KeptFile, type Rotation} from './kept-file.js';
import {errorCode, size, type Trouble, wordsFor} from './trouble.js';

/** Whose turn it is to write: few at once, so that a disk that hangs does not take all of Node's threads. */
export type TakeTurn = <T>(write: () => Promise<T>) => Promise<T>;

/**
 * Everything one vassal prints, on its way to its file.
 *
 * What waits to be written is bounded. A disk slower than the vassal slows it, as any slow reader of a pipe does; a disk
 * that is full, or gone, or silent for five seconds, does not: then it is let go, counted, and marked in the file once
 * that can be written again, which is tried every second.
 */
export class LogCopy {
	readonly #file: KeptFile;
	readonly #takeTurn: TakeTurn;
	readonly #onTrouble: () => void;
	readonly #waiting: Buffer[] = [];
	#waitingBytes = 0;
	#lost = 0;
	/** Whether what came last ended a line, and whether what was kept last did. */
	#endsLine = true;
	#keptEndsLine = true;
	#trouble: {readonly what: string; readonly since: number} | undefined;
	#writing: Promise<void> | undefined;
	#retry: NodeJS.Timeout | undefined;
	#isFull = false;
	#isResting = false;
	#onRoom: () => void = () => undefined;

	/** `onTrouble` is told of every change of `trouble`. */
	constructor(
		dir: string,
		configFile: string,
		{rotation, takeTurn, onTrouble}: {rotation: Rotation; takeTurn: TakeTurn; onTrouble: () => void},
	) {
		this.#file = new KeptFile(dir, configFile, rotation);
		this.#takeTurn = takeTurn;
		this.#onTrouble = onTrouble;
	}

	/** Why nothing can be written just now. */
	get trouble(): Trouble | undefined {
		return this.#trouble && {...this.#trouble, lost: this.#lost};
	}

	/** Bytes let go that the file does not tell of yet. */
	get lost(): number {
		return this.#lost;
	}

	/** Calls this, and nobody it was given before, when there is room again after `write` has answered false. */
	onRoom(onRoom: () => void): void {
		this.#onRoom = onRoom;
	}

	/** Takes a copy. Answers false when no more should come before `onRoom`. */
	write(chunk: Buffer): boolean {
		const kept = this.#keepable(chunk);
		if (kept.length > 0) {
			this.#isResting = false;
			this.#push(Buffer.from(kept));
			if (this.#retry === undefined) {
				this.#writing ??= this.#writeAll();
			}
		}
		// It stays full, whatever last words are taken meanwhile, until that it has room was said.
		this.#isFull ||= this.#trouble === undefined && this.#waitingBytes >= mostWaiting;
		return !this.#isFull;
	}

	/** Closes the file when everything is written, until the next `write`. */
	rest(): void {
		this.#isResting = true;
		if (this.#lost > 0 && this.#trouble === undefined) {
			this.#markGap();
		}
		if (this.#retry === undefined) {
			this.#writing ??= this.#writeAll();
		}
	}

	/** Resolves when everything is written, or was tried once more, and the file is closed. */
	async close(): Promise<void> {
		this.#isResting = true;
		await this.#writing;
		if (this.#lost > 0) {
			this.#markGap();
		}
		if (this.#retry !== undefined || this.#waiting.length > 0) {
			clearTimeout(this.#retry);
			await this.#writeAll();
			clearTimeout(this.#retry);
		}
		await this.#file.end().catch(() => undefined);
	}

	/** The part of what came that is not lost; counts the rest. After a loss, lines are whole again. */
	#keepable(chunk: Buffer): Buffer {
		if (this.#trouble !== undefined && (this.#lost > 0 || this.#waitingBytes + chunk.length > mostWaiting)) {
			this.#lose(chunk);
			return nothing;
		}
		if (this.#lost === 0) {
			return chunk;
		}
		const start = this.#endsLine ? 0 : chunk.indexOf(newline) + 1;
		const isMidLine = start === 0 && !this.#endsLine;
		this.#lose(isMidLine ? chunk : chunk.subarray(0, start));
		if (isMidLine) {
			return nothing;
		}
		this.#markGap();
		return chunk.subarray(start);
	}

	#markGap(): void {
		const gap = `[emperor] ${size(this.#lost)} were not written here\n`;
		this.#push(Buffer.from(this.#keptEndsLine ? gap : `\n${gap}`));
		this.#lost = 0;
	}

	#push(bytes: Buffer): void {
		this.#waiting.push(bytes);
		this.#waitingBytes += bytes.length;
		this.#endsLine = bytes.at(-1) === newline;
		this.#keptEndsLine = this.#endsLine;
	}

	#lose(chunk: Buffer): void {
		if (chunk.length === 0) {
			return;
		}
		const before = this.#lost;
		this.#lost += chunk.length;
		this.#endsLine = chunk.at(-1) === newline;
		// Told at the first, and whenever it has doubled: this is said aloud each time.
		if (Math.floor(Math.log2(before)) !== Math.floor(Math.log2(this.#lost))) {
			this.#onTrouble();
		}
	}

	async #writeAll(): Promise<void> {
		this.#retry = undefined;
		do {
			while (this.#waiting.length > 0) {
				const failure = await this.#writeSome(Buffer.concat(this.#waiting.splice(0)));
				if (failure !== undefined) {
					this.#fail(errorCode(failure));
					this.#writing = undefined;
					this.#retry = setTimeout(() => {
						this.#writing = this.#writeAll();
					}, retryAfter).unref();
					return;
				}
				this.#recover();
			}
			if (this.#isResting) {
				await this.#file.end().catch(() => undefined);
			}
		} while (this.#waiting.length > 0);
		this.#writing = undefined;
	}

	/** Puts back what could not be written; answers why nothing could. */
	async #writeSome(bytes: Buffer): Promise<unknown> {
		const patience = setTimeout(() => this.#fail('stuck'), stuckAfter);
		try {
			const written = await this.#takeTurn(() => this.#file.append(bytes));
			this.#waitingBytes -= written;
			if (written < bytes.length) {
				this.#waiting.unshift(bytes.subarray(written));
			}
			return undefined;
		} catch (error) {
			this.#waiting.unshift(bytes);
			await this.#file.close().catch(() => undefined);
			return error;
		} finally {
			clearTimeout(patience);
		}
	}

	#fail(code: string | undefined): void {
		const what = wordsFor(code);
		if (this.#trouble?.what !== what) {
			this.#trouble = {what, since: this.#trouble?.since ?? Date.now()};
			this.#onTrouble();
		}
		this.#makeRoom();
	}

	#recover(): void {
		if (this.#trouble !== undefined) {
			this.#trouble = undefined;
			this.#onTrouble();
			// Of a line that was lost in its middle the rest is still to come, and belongs to what is missing.
			if (this.#lost > 0 && this.#endsLine) {
				this.#markGap();
			}
		}
		if (this.#waitingBytes < mostWaiting / 2) {
			this.#makeRoom();
		}
	}

	#makeRoom(): void {
		if (this.#isFull) {
			this.#isFull = false;
			this.#onRoom();
		}
	}
}

/** Bytes that wait to be written before the vassal is slowed; what a pipe holds comes on top. */
const mostWaiting = 1024 * 1024;

/** Milliseconds without an answer from the disk after which it no longer slows a vassal. A busy one may take a second. */
const stuckAfter = 5000;

/** Milliseconds to the next try after a failed write. */
const retryAfter = 1000;

const newline = 10;
const nothing = Buffer.alloc(0);
