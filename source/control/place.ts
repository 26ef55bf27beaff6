import {isIPv4} from 'node:net';
import {resolve} from 'node:path';

/** Where programs of this machine may call the emperor. */
export type Place =
	| {readonly kind: 'unix'; readonly path: string}
	| {readonly kind: 'tcp'; readonly host: string; readonly port: number};

export type Refusal = {readonly refusal: string};

/**
 * Reads an address as uWSGI does: with a colon it is TCP, anything else is the path of a unix socket. But no host means
 * this machine alone, and an address that others could reach is refused: whoever can call sees everything.
 */
export const readPlace = (text: string, cwd: string): Place | Refusal =>
	text.includes(':') ? readPort(text) : readPath(text, cwd);

export const describePlace = (place: Place): string =>
	place.kind === 'unix' ? place.path : `${place.host}:${place.port}`;

const readPort = (text: string): Place | Refusal => {
	const colon = text.lastIndexOf(':');
	const digits = text.slice(colon + 1);
	const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
	if (port < 1 || port > 65_535) {
		return {
			refusal: `"${text}" does not end with a port from 1 to 65535. Write, for example, 127.0.0.1:9191.`,
		};
	}
	const host = text.slice(0, colon);
	if (host === '' || host === 'localhost') {
		return {kind: 'tcp', host: '127.0.0.1', port};
	}
	return isIPv4(host) && host.startsWith('127.')
		? {kind: 'tcp', host, port}
		: {
				refusal: `"${text}" could be reached from other machines. Write 127.0.0.1:${port}, or the path of a unix socket.`,
			};
};

/** What fits in `sun_path` with its NUL on every system we run on; Node would cut a longer one silently. */
const longestPath = process.platform === 'linux' ? 107 : 103;

/** The path of a unix socket, from the folder `cwd`. */
export const readPath = (text: string, cwd: string): Extract<Place, {kind: 'unix'}> | Refusal => {
	if (text === '' || text.startsWith('@') || text.includes('\0')) {
		return {refusal: `"${text}" is not the path of a socket. Write, for example, /run/emperor-stats.sock.`};
	}
	const path = resolve(cwd, text);
	return Buffer.byteLength(path) > longestPath
		? {
				refusal: `"${path}" is longer than the ${longestPath} bytes a socket's path may have. Choose a shorter one.`,
			}
		: {kind: 'unix', path};
};
