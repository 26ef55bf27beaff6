import {chmodSync, lstatSync, renameSync, rmSync, type Stats, statSync} from 'node:fs';
import net from 'node:net';
import {dirname} from 'node:path';
import {getSystemErrorName} from 'node:util';
import {errorCode, SpawnRefused} from '../processes/spawn-refused.js';
import {isAnswered} from './is-answered.js';
import {explainListening, notASocket} from './listening-refused.js';
import type {SocketAddress} from './socket-address.js';

/** A descriptor that has its address, but does not listen yet. No child inherits it unless it is told to. */
export type BoundSocket = {
	readonly fd: number;
	/** Frees the descriptor at once, and removes the socket's file if it is still the one that was made here. */
	readonly close: () => void;
};

/** Takes the address. Rejects with `SpawnRefused`. */
export const bindSocket = async (address: SocketAddress): Promise<BoundSocket> => {
	try {
		return address.kind === 'tcp' ? bindPort(address.host, address.port) : await bindPath(address);
	} catch (error) {
		throw error instanceof SpawnRefused
			? error
			: explainListening(errorCode(error) ?? String(error), address);
	}
};

const bindPort = (host: string, port: number): BoundSocket => {
	const handle = createHandle(host, port, 4);
	// libuv keeps the news that a port is taken until somebody asks.
	const error = handle.getsockname?.({}) ?? 0;
	if (error < 0) {
		handle.close();
		throw systemError(error);
	}
	return {fd: handle.fd, close: () => handle.close()};
};

const bindPath = async (address: SocketAddress & {kind: 'unix'}): Promise<BoundSocket> => {
	const {path} = address;
	const found = statusOf(path);
	if (found !== undefined) {
		if (!found.isSocket()) {
			throw notASocket(address);
		}
		if (await isAnswered(path)) {
			throw systemError('EADDRINUSE');
		}
		rmSync(path, {force: true});
	}
	statSync(dirname(path)); // libuv says EACCES where there is no folder.
	const handle = createHandle(path, -1, -1);
	try {
		chmodSync(path, 0o666);
		const made = lstatSync(path);
		return {fd: handle.fd, close: () => closeUnlinkingOnly(made, path, handle)};
	} catch (error) {
		handle.close();
		throw error;
	}
};

/** libuv unlinks the path it bound without looking: what somebody else has put there since is held aside meanwhile. */
const closeUnlinkingOnly = (made: Stats, path: string, handle: Handle): void => {
	const found = statusOf(path);
	if (found === undefined || (found.ino === made.ino && found.dev === made.dev)) {
		handle.close();
		return;
	}
	const aside = `${path}.${process.pid}.aside`;
	try {
		renameSync(path, aside);
	} catch {
		handle.close(); // Where nothing can be renamed, nothing can be unlinked.
		return;
	}
	handle.close();
	renameSync(aside, path);
};

const statusOf = (path: string): Stats | undefined => lstatSync(path, {throwIfNoEntry: false});

type Handle = BoundSocket & {readonly getsockname?: (out: object) => number};

/**
 * Node's public ways to listen all accept callers too. This one, undocumented, is what its `cluster` module binds with
 * on behalf of workers (lib/net.js, lib/internal/cluster/shared_handle.js); it is there in Node 20 to 24.
 */
const createHandle = (host: string, port: number, family: number): Handle => {
	const create: unknown = Reflect.get(net, '_createServerHandle');
	if (typeof create !== 'function') {
		throw new Error('this version of Node cannot bind without accepting');
	}
	const handle: unknown = create(host, port, family);
	if (typeof handle === 'number') {
		throw systemError(handle);
	}
	if (!isHandle(handle)) {
		throw new Error('this version of Node does not tell the descriptor of a socket');
	}
	return handle;
};

const isHandle = (value: unknown): value is Handle =>
	typeof value === 'object' &&
	value !== null &&
	'fd' in value &&
	typeof value.fd === 'number' &&
	value.fd >= 0 &&
	'close' in value &&
	typeof value.close === 'function';

const systemError = (error: number | string): Error => {
	const code = typeof error === 'number' ? getSystemErrorName(error) : error;
	return Object.assign(new Error(code), {code});
};
