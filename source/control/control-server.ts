import type {IncomingMessage, Server} from 'node:http';
import type {Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {wireProtocol} from '../client/wire.js';
import {answer, reject, type Source} from './answer.js';
import {type Attendance, attend} from './attach/attend.js';
import {hangUp, listen} from './listen.js';
import {type Route, readRoute} from './route.js';
import {Turns} from './turns.js';

/**
 * The control socket: HTTP/1.1 and JSON, for this user alone. Rejects with a sentence where it cannot be had.
 *
 * Whoever is slow, silent or says too much is hung up on; all together they have a small share of the emperor's time.
 */
export const serveControl = async (path: string, source: Source): Promise<{close: () => Promise<void>}> => {
	// Asked for here, not above: nobody needs it before the first screen.
	const {createServer} = await import('node:http');
	const turns = new Turns();
	const reign = `${process.pid}-${performance.timeOrigin + performance.now()}`;
	const server: Server = createServer(limits, (request, response) => {
		if (request.headers.host === undefined && request.httpVersion === '1.1') {
			reject(response, namesNoHost);
			return;
		}
		hearOut(request)
			.then(() => answer(request, response, source, turns))
			.catch((error: unknown) => {
				if (response.headersSent) {
					response.destroy();
					return;
				}
				response.setHeader('connection', 'close');
				reject(response, error instanceof TooMuch ? tooMuch : mistakeOfOurs(error));
			});
	});
	server.maxConnections = mostCallers;
	// Who has said all he will say is answered all the same; Node would hang up on him in the middle of a word.
	Object.assign(server, {httpAllowHalfOpen: true});
	server.setTimeout(silence);
	server.on('clientError', complain);
	server.on('checkExpectation', (_, response) => reject(response, expectsTooMuch));
	server.on('connect', (_, stream) => {
		stream.on('error', () => undefined);
		sayLast(stream, '501 Not Implemented', 'this is no proxy, and connects nobody. Ask by GET or POST');
	});
	const attached = new Map<Socket, Attendance>();
	server.on('upgrade', (request, stream, head) => {
		const socket = stream as Socket;
		socket.on('error', () => undefined);
		if (request.method !== 'GET' || !readsAs('attach', request) || request.headers.upgrade !== wireProtocol) {
			refuseUpgrade(socket);
			return;
		}
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${wireProtocol}\r\n\r\n`,
		);
		socket.unshift(head);
		attached.set(socket, attend(socket, source, reign, turns));
		socket.once('close', () => attached.delete(socket));
	});
	await listen(server, {kind: 'unix', path});
	server.on('error', () => undefined);
	return {
		close: async () => {
			// Who is being told something hears the end of it.
			for (const attendance of attached.values()) {
				attendance.end();
			}
			const limit = setTimeout(() => {
				server.closeAllConnections();
				for (const socket of attached.keys()) {
					socket.destroy();
				}
			}, lastWords);
			await hangUp(server);
			clearTimeout(limit);
		},
	};
};

const limits = {
	maxHeaderSize: 8192,
	headersTimeout: 5000,
	requestTimeout: 10_000,
	keepAliveTimeout: 5000,
	connectionsCheckingInterval: 1000,
	// Node itself would refuse without a word.
	requireHostHeader: false,
};

const mostCallers = 256;

/** In milliseconds: on a connection where nothing is being told. */
const silence = 10_000;

/** In milliseconds: how long the end may take. */
const lastWords = 250;

/** No request needs to say more than its first line. */
const longestBody = 4096;

class TooMuch extends Error {}

const tooMuch = {
	status: 413,
	error: `the request has a body of more than ${longestBody} bytes. Send none but its headers.`,
};

/** As RFC 9112 wants it. */
const namesNoHost = {status: 400, error: 'the request has no Host. Send any, for example Host: emperor.'};

const expectsTooMuch = {
	status: 417,
	error: 'nothing can be expected but 100-continue. Ask without Expect.',
};

const hearOut = (request: IncomingMessage): Promise<void> =>
	new Promise((resolve, rejectRequest) => {
		if (Number(request.headers['content-length'] ?? 0) > longestBody) {
			rejectRequest(new TooMuch());
			return;
		}
		let size = 0;
		request.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size > longestBody) {
				request.pause();
				rejectRequest(new TooMuch());
			}
		});
		request.once('end', resolve);
		request.once('error', rejectRequest);
	});

const readsAs = (kind: Route['kind'], {method = '', url = ''}: IncomingMessage): boolean => {
	const route = readRoute(method, url);
	return 'kind' in route && route.kind === kind;
};

/** Who asks for another protocol cannot be answered in HTTP/1.1 as well: Node has given the connection away. */
const refuseUpgrade = (socket: Socket): void =>
	sayLast(
		socket,
		'426 Upgrade Required',
		`only GET /attach is upgraded, and only to ${wireProtocol}. Ask without Upgrade, or with this emperor's version`,
	);

/** Not worth a vassal's life: the emperor goes on. */
const mistakeOfOurs = (error: unknown) => ({
	status: 500,
	error: `a mistake of ours: ${error instanceof Error ? error.message : String(error)}. Please report it.`,
});

/** What is no HTTP gets a sentence too. */
const complain = (error: Error & {readonly code?: string}, socket: Duplex): void => {
	if (!socket.writable || error.code === 'ECONNRESET') {
		socket.destroy();
		return;
	}
	const [status, text] = complaints[error.code ?? ''] ?? ['400 Bad Request', 'this is not HTTP/1.1'];
	sayLast(socket, status, `${text}. Try curl --unix-socket PATH http://emperor/vassals`);
};

const sayLast = (socket: Duplex, status: string, sentence: string): void => {
	const body = `${JSON.stringify({error: `${sentence}.`})}\n`;
	socket.end(
		`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
		() => socket.destroy(),
	);
};

const complaints: Readonly<Record<string, readonly [status: string, text: string]>> = {
	HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'the headers are too long'],
	ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'the request took too long to arrive'],
};
