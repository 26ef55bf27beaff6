import {connect} from 'node:net';

/**
 * Everything that a stats server says before it hangs up; `undefined` where nobody answers, or it is too late or too
 * much. Never rejects. `address` is the full path of a unix socket, or `127.0.0.1:9191`.
 */
export const askStats = (address: string): Promise<string | undefined> =>
	new Promise(resolve => {
		const socket = connect(destination(address)).unref();
		const chunks: Buffer[] = [];
		let size = 0;
		const end = (answer: string | undefined): void => {
			clearTimeout(patience);
			socket.destroy();
			resolve(answer);
		};
		const patience = setTimeout(() => end(undefined), longestAnswer).unref();
		socket.on('data', chunk => {
			chunks.push(chunk);
			size += chunk.length;
			if (size > largestAnswer) {
				end(undefined);
			}
		});
		socket.on('end', () => end(size === 0 ? undefined : Buffer.concat(chunks).toString()));
		socket.on('error', () => end(undefined));
	});

/** Milliseconds. */
const longestAnswer = 1000;

/** Bytes: some thousand workers. Reading that much takes as long as a key may. */
const largestAnswer = 4_000_000;

const destination = (address: string): {path: string} | {host: string; port: number} => {
	if (address.startsWith('/')) {
		return {path: address};
	}
	const [host = '', port] = address.split(':');
	return {host, port: Number(port)};
};
