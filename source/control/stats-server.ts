import {createServer, type Socket} from 'node:net';
import {keepListening} from './keep-listening.js';
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
 * hung up on.
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
	const listening = keepListening(server, place, onTrouble);
	return {
		close: async () => {
			for (const caller of callers) {
				caller.destroy();
			}
			await listening.close();
		},
	};
};

/** In milliseconds, from being called to hanging up. */
const patience = 2000;

const mostCallers = 64;

/** In bytes; nobody needs to say anything, but an HTTP client will. */
const longestCall = 65_536;

/** As uWSGI's, but for the leave to every web page to read it. */
const httpHeader = 'HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n';
