import type {Socket} from 'node:net';
import {StringDecoder} from 'node:string_decoder';

/** What a caller says, line by line: not more of it at once than is good for everybody else. */
export type Inlet = {
	/** He may say more. */
	readonly refresh: () => void;
};

/**
 * Calls with each line. After so many he is not heard until the inlet is refreshed, and `onBusy` says so; who says a line
 * that never ends is hung up on.
 */
export const hearLines = (socket: Socket, onLine: (line: string) => void, onBusy: () => void): Inlet => {
	let rest = '';
	let left = mostLines;
	const hear = (): void => {
		let start = 0;
		for (let end = rest.indexOf('\n'); end !== -1 && left > 0; end = rest.indexOf('\n', start)) {
			left -= 1;
			onLine(rest.slice(start, end));
			start = end + 1;
		}
		rest = rest.slice(start);
		if (left === 0) {
			socket.pause();
			onBusy();
		} else if (rest.length > longestLine) {
			socket.destroy();
		}
	};
	// Node lets nobody set the encoding of a socket that was HTTP's.
	const decoder = new StringDecoder('utf8');
	socket.on('data', (chunk: Buffer) => {
		rest += decoder.write(chunk);
		hear();
	});
	socket.on('end', () => socket.end());
	return {
		refresh: () => {
			const wasFull = left === 0;
			left = mostLines;
			if (wasFull) {
				socket.resume();
				hear();
			}
		},
	};
};

const mostLines = 100;

/** Characters: a path has up to 4 KB, and each may be written with six. */
const longestLine = 65_536;
