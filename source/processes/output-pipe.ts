import {closeSync, readSync} from 'node:fs';
import {type ConnectOpts, Socket, type SocketConstructorOpts} from 'node:net';
import {takeFifo} from './fifo.js';
import {errorCode} from './spawn-refused.js';

/** Carries what a vassal prints, through all its lives, as one ordered stream. */
export type OutputPipe = {
	/** Descriptor for the vassal's stdout and stderr. Ours too: so the pipe never ends between two lives. */
	readonly writeEnd: number;
	/** Hands over, now, what is in the pipe: last words, before anyone hears of the death. */
	readonly drain: () => void;
	/** Goes on reading after `onData` has answered false. */
	readonly resume: () => void;
	/** Drains, then closes both ends. Whoever still writes dies of SIGPIPE. */
	readonly close: () => void;
};

/** What Linux keeps in a pipe, and so the most that one read can yield. */
const pipeCapacity = 64 * 1024;

/** A child can enlarge its pipe, so what is drained has to end somewhere. This is the largest pipe it can ask for. */
const mostDrained = 1024 * 1024;

/**
 * Shared by all pipes, since each read is handed on before the next begins.
 *
 * The extra byte is the whole pacing: a read that does not fill its buffer is the last of this turn for libuv, so each
 * stream gets at most 64 KB per turn of the event loop, without the cost of pausing and resuming (measured: 2.3 GB/s
 * with 8 writers, longest turn 2 ms; with a buffer of 64 KB, up to 2 MB per stream per turn and 7 ms).
 */
const buffer = Buffer.allocUnsafeSlow(pipeCapacity + 1);

/**
 * `onData` may keep nothing of the chunk, since the next read overwrites it. Where it answers `false`,
 * nothing but what is drained is read before `resume`. Rejects with `SpawnRefused`.
 */
export const openOutputPipe = async (onData: (chunk: Buffer) => unknown): Promise<OutputPipe> => {
	const {readEnd, writeEnd} = await takeFifo();

	const options: SocketConstructorOpts & ConnectOpts = {
		fd: readEnd,
		readable: true,
		writable: false,
		onread: {
			buffer,
			callback: length => {
				const mayGoOn = onData(buffer.subarray(0, length)) !== false;
				if (mayGoOn && length === buffer.length) {
					setImmediate(() => reader.resume()); // A child enlarged the pipe: pace it the dear way.
				}
				return mayGoOn && length < buffer.length;
			},
		},
	};
	const reader = new Socket(options);

	const drain = () => {
		for (let drained = 0; drained < mostDrained; ) {
			const length = readNow(readEnd);
			if (length === 0) {
				return;
			}
			onData(buffer.subarray(0, length));
			drained += length;
		}
	};

	return {
		writeEnd,
		drain: () => {
			if (!reader.destroyed) {
				drain();
			}
		},
		resume: () => {
			if (!reader.destroyed) {
				reader.resume();
			}
		},
		close: () => {
			if (!reader.destroyed) {
				drain();
				reader.destroy();
				closeSync(writeEnd);
			}
		},
	};
};

/** 0 when there is nothing: we hold the write end, so there is no end of file. */
const readNow = (fd: number): number => {
	try {
		return readSync(fd, buffer);
	} catch (error) {
		if (errorCode(error) === 'EAGAIN') {
			return 0;
		}
		throw error;
	}
};
