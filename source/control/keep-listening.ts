import type {Server} from 'node:net';
import {hangUp, listen} from './listen.js';
import type {Place} from './place.js';

/**
 * Listens, and where the place is taken tries again every second: the last emperor may still be leaving it. `onTrouble`
 * is told why there is nothing to be heard, each time that changes; `undefined` once there is.
 */
export const keepListening = (
	server: Server,
	place: Place,
	onTrouble: (trouble: string | undefined) => void,
): {readonly close: () => Promise<void>} => {
	let retry: NodeJS.Timeout | undefined;
	let isClosed = false;
	let trouble: string | undefined;

	// A caller that could not be let in, for want of descriptors, is no reason to end.
	server.on('error', () => undefined);
	const open = (): void => {
		listen(server, place).then(
			() => {
				onTrouble(undefined);
				if (isClosed) {
					server.close();
				}
			},
			(error: unknown) => {
				const text = error instanceof Error ? error.message : String(error);
				if (text !== trouble) {
					trouble = text;
					onTrouble(text);
				}
				if (!isClosed) {
					retry = setTimeout(open, retryInterval).unref();
				}
			},
		);
	};
	open();

	return {
		close: async () => {
			isClosed = true;
			clearTimeout(retry);
			await hangUp(server);
		},
	};
};

/** Milliseconds. */
const retryInterval = 1000;
