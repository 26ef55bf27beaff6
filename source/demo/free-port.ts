import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';

/** A loopback TCP port that nobody listens on at this moment, chosen by the system; nothing keeps it free. */
export const freePort = async (): Promise<number> => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	// A server that listens on TCP has an address of this form.
	const {port} = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
};
