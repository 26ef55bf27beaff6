import {createServer, type Socket} from 'node:net';
import {hangUp, listen} from './listen.js';
import type {Place} from './place.js';

export type StatsServer = {readonly close: () => Promise<void>};

type StatsOrders = {
	readonly place: Place;
	/** `--stats-http`: an HTTP header in front. */
	readonly isHttp: boolean;
	readonly describe: () => string;
	/** Why there are no stats, each time that changes; `undefined` once there are. */
	readonly onTrouble: (trouble: string | undefined) => void;
};

/**
 * `--emperor-stats`: whoever calls is told everything at once, and that is all. A caller that does not take it is
 * hung up on. Where the place is taken it is tried again every second: the last emperor may still be leaving it.
 */
export const serveStats = ({place, isHttp, describe, onTrouble}: StatsOrders): StatsServer => {
	const callers = new Set<Socket>();
	const server = createServer(caller => {
		callers.add(caller);
		const limit = setTimeout(() => caller.destroy(), patience);
		caller.once('close', () => {
			clearTimeout(limit);
			callers.delete(caller);
		});
		caller.on('error', () => undefined);
		// Heard out: hanging up on what was not read would take back what was said.
		caller.on('data', () => caller.bytesRead > longestCall && caller.destroy());
		caller.end(`${isHttp ? httpHeader : ''}${describe()}`);
	});
	server.maxConnections = mostCallers;
	// A caller that could not be let in, for want of descriptors, is no reason to end.
	server.on('error', () => undefined);
	let retry: NodeJS.Timeout | undefined;
	let isClosed = false;
	let trouble: string | undefined;

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
			for (const caller of callers) {
				caller.destroy();
			}
			await hangUp(server);
		},
	};
};

/** In milliseconds, from being called to hanging up. */
const patience = 2000;

const retryInterval = 1000;

const mostCallers = 64;

/** In bytes; nobody needs to say anything, but an HTTP client will. */
const longestCall = 65_536;

/** As uWSGI's, but for the leave to every web page to read it. */
const httpHeader = 'HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n';
