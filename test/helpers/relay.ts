import {connect, createServer, type Server, type Socket} from 'node:net';
import {join} from 'node:path';
import {type Scope, scratch} from './scratch.js';

/** A socket that leads to another, until it is cut. */
export type Relay = {
	readonly path: string;
	/** Breaks every line, and answers no more. */
	readonly cut: () => Promise<void>;
	readonly mend: () => Promise<void>;
};

/** @param speed bytes a second at most, as of a line that is long and thin. */
export const relayTo = async (t: Scope, target: string, speed = Number.POSITIVE_INFINITY): Promise<Relay> => {
	const path = join(await scratch(t), 'relay');
	const sockets = new Set<Socket>();
	let server: Server;
	const mend = () =>
		new Promise<void>(resolve => {
			server = createServer(caller => {
				const called = connect({path: target});
				for (const [socket, other] of [
					[caller, called],
					[called, caller],
				] as const) {
					sockets.add(socket);
					socket.on('error', () => undefined);
					socket.on('close', () => {
						sockets.delete(socket);
						other.destroy();
					});
					socket.on('data', (chunk: Buffer) => {
						socket.pause();
						other.write(chunk);
						setTimeout(() => socket.resume(), (chunk.length * 1000) / speed);
					});
				}
			}).listen(path, resolve);
		});
	const cut = () =>
		new Promise<void>(resolve => {
			server.close(() => resolve());
			for (const socket of sockets) {
				socket.destroy();
			}
		});
	await mend();
	t.after(cut);
	return {path, cut, mend};
};
