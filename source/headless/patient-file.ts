import {write} from 'node:fs';
import {Writable} from 'node:stream';

/**
 * Writes to a file by its descriptor. On a full disk nothing is lost and nobody is ended: what was to be written is tried
 * again every second, and whoever heeds that this is behind waits.
 *
 * `onTrouble` hears of the system's error when it begins, and `undefined` when it is over. Any other error ends it.
 */
export class PatientFile extends Writable {
	readonly #fd: number;
	readonly #onTrouble: (code: string | undefined) => void;
	#isInTrouble = false;
	#retry: NodeJS.Timeout | undefined;

	constructor(fd: number, onTrouble: (code: string | undefined) => void) {
		super();
		this.#fd = fd;
		this.#onTrouble = onTrouble;
	}

	override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
		write(this.#fd, bytes, (error, written) => {
			if (this.destroyed) {
				return;
			}
			if (error !== null && !passing.has(error.code ?? '')) {
				done(error);
				return;
			}
			this.#tell(error?.code);
			if (error !== null) {
				this.#retry = setTimeout(() => this._write(bytes, _encoding, done), retryAfter);
			} else if (written < bytes.length) {
				this._write(bytes.subarray(written), _encoding, done);
			} else {
				done();
			}
		});
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		clearTimeout(this.#retry);
		done(error);
	}

	#tell(code: string | undefined): void {
		if (this.#isInTrouble !== (code !== undefined)) {
			this.#isInTrouble = code !== undefined;
			this.#onTrouble(code);
		}
	}
}

/** No room on the disk, or none for this user. */
const passing: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Milliseconds. */
const retryAfter = 1000;
