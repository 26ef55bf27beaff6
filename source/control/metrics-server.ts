import type {IncomingMessage, Server} from 'node:http';
import {keepListening} from './keep-listening.js';
import {metricsType} from './metrics.js';
import type {Place} from './place.js';

/**
 * `--metrics`: `GET /metrics` and nothing else, where Prometheus can reach it. No page of a browser on this machine can
 * read them: it would have to call us by a name of its own.
 */
export const serveMetrics = async (
	place: Place,
	describe: () => Promise<string>,
	onTrouble: (trouble: string | undefined) => void,
): Promise<{readonly close: () => Promise<void>}> => {
	const {createServer} = await import('node:http');
	const server: Server = createServer(limits, (request, response) => {
		const say = (status: number, text: string, type = 'text/plain; charset=utf-8'): void => {
			response.writeHead(status, {'content-type': type}).end(text);
		};
		request.resume();
		if (place.kind === 'tcp' && !isAddress(request)) {
			say(403, 'metrics: are told to whoever calls this machine by its address. Write 127.0.0.1.\n');
		} else if (request.url?.split('?')[0] !== '/metrics') {
			say(404, 'metrics: there is nothing else here. GET /metrics.\n');
		} else if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.setHeader('allow', 'GET, HEAD');
			say(405, 'metrics: can be read only. GET /metrics.\n');
		} else {
			describe().then(
				text => say(200, text, metricsType),
				(error: unknown) => say(500, `metrics: a mistake of ours: ${String(error)}. Please report it.\n`),
			);
		}
	});
	server.maxConnections = mostCallers;
	server.setTimeout(silence);
	const listening = keepListening(server, place, onTrouble);
	return {
		close: async () => {
			server.closeAllConnections();
			await listening.close();
		},
	};
};

const isAddress = ({headers: {host = ''}}: IncomingMessage): boolean =>
	/^([\d.]+|\[[\da-f:.]+\]|localhost)(:\d+)?$/i.test(host);

const limits = {
	maxHeaderSize: 8192,
	headersTimeout: 5000,
	requestTimeout: 5000,
	keepAliveTimeout: 5000,
	connectionsCheckingInterval: 5000,
};

const mostCallers = 16;

/** Milliseconds: on a connection where nothing is being told. */
const silence = 10_000;
