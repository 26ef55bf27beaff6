import type {Socket} from 'node:net';
import {setImmediate as turn} from 'node:timers/promises';

/** The emperor's end of the one-byte protocol with a vassal (emperor.md 3). */
export type EmperorPipe = {
	/** False when the vassal's end is known to be closed; true promises only that the byte is on its way. */
	readonly say: (byte: number) => boolean;
	/** Resolves when all that a dead vassal had said has been heard. */
	readonly settle: () => Promise<void>;
	/** No ear hears anything from now on. */
	readonly close: () => void;
};

/** `pipeClosed` is heard at most once, and not after `close`. A broken pipe is a closed one. */
export const attendEmperorPipe = (
	socket: Socket,
	ears: {readonly heard: (byte: number) => void; readonly pipeClosed: () => void},
): EmperorPipe => {
	let isAttended = true;
	let hasEnded = false;
	const end = () => {
		if (isAttended && !hasEnded) {
			hasEnded = true;
			ears.pipeClosed();
		}
	};
	socket.on('data', (bytes: Buffer) => {
		for (const byte of bytes) {
			if (isAttended) {
				ears.heard(byte);
			}
		}
	});
	socket.on('end', end);
	socket.on('error', () => {}); // EPIPE, ECONNRESET: 'close' follows.
	socket.on('close', end);

	return {
		say: byte => {
			if (!socket.writable) {
				return false;
			}
			socket.write(Uint8Array.of(byte));
			return true;
		},
		// What it wrote is in the kernel already: one whole turn reads it, another its end (Node 24); the first may have begun
		// before the death.
		settle: async () => {
			for (let turns = 0; turns < 3 && !hasEnded; turns++) {
				await turn();
			}
		},
		close: () => {
			isAttended = false;
			socket.destroy();
		},
	};
};
