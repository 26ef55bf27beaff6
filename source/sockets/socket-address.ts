import {isIPv4} from 'node:net';
import path from 'node:path';
import {SpawnRefused} from '../processes/spawn-refused.js';

/** Where callers come. `name` is the same for every spelling of the same place. */
export type SocketAddress =
	| {readonly kind: 'tcp'; readonly name: string; readonly host: string; readonly port: number}
	| {readonly kind: 'unix'; readonly name: string; readonly path: string};

/**
 * Reads an address as uWSGI's emperor does: with a colon it is TCP over IPv4, and an empty host means every address of
 * the machine; anything else is the path of a unix socket. Throws `SpawnRefused` for what cannot be one.
 */
export const readAddress = (text: string): SocketAddress =>
	text.includes(':') ? readTcpAddress(text) : readUnixPath(text);

const readTcpAddress = (text: string): SocketAddress => {
	const colon = text.indexOf(':');
	const host = text.slice(0, colon) || '0.0.0.0';
	const digits = text.slice(colon + 1);
	const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
	if (!isIPv4(host)) {
		throw SpawnRefused.because(
			`the socket ${quote(text)} does not begin with a numeric IPv4 address`,
			`Write, for example, 127.0.0.1:8015, or :8015 for every address of this machine`,
		);
	}
	if (port < 1 || port > 65_535) {
		throw SpawnRefused.because(
			`the socket ${quote(text)} does not end with a port from 1 to 65535`,
			`Write, for example, ${host}:8015`,
		);
	}
	return {kind: 'tcp', name: `${host}:${port}`, host, port};
};

/** What fits in `sun_path` with its NUL on every system we run on; Node would cut a longer one silently. */
const longestPath = process.platform === 'linux' ? 107 : 103;

const readUnixPath = (text: string): SocketAddress => {
	if (text === '' || text.startsWith('@') || text.includes('\0')) {
		throw SpawnRefused.because(
			`the socket ${quote(text)} is not a path`,
			'Write, for example, /run/shop.sock; names without a file (@shop) cannot be held',
		);
	}
	const absolute = path.resolve(text);
	if (Buffer.byteLength(absolute) > longestPath) {
		throw SpawnRefused.because(
			`the socket path ${quote(absolute)} is longer than the ${longestPath} bytes the system allows`,
			'Choose a shorter one',
		);
	}
	return {kind: 'unix', name: absolute, path: absolute};
};

const quote = (text: string): string => JSON.stringify(text);
