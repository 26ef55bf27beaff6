import {lstatSync, rmSync, statSync} from 'node:fs';
import type {Server} from 'node:net';
import {dirname} from 'node:path';
import {isAnswered} from '../sockets/is-answered.js';
import {describePlace, type Place} from './place.js';

/**
 * Begins to listen; a unix socket is for this user alone, from its first moment. The file of one that nobody answers
 * at any more is replaced. Rejects with a sentence for the person who chose the place.
 */
export const listen = async (server: Server, place: Place): Promise<void> => {
	try {
		if (place.kind === 'unix') {
			await clearAway(place.path);
		}
		await bind(server, place);
	} catch (error) {
		throw new Error(`cannot listen on ${describePlace(place)}: ${explain(codeOf(error), place)}`);
	}
};

/** Closes at once, whoever is still there; resolves when the place is free. */
export const hangUp = (server: Server): Promise<void> =>
	new Promise(resolve => {
		server.close(() => resolve());
	});

const bind = (server: Server, place: Place): Promise<void> =>
	new Promise((resolve, reject) => {
		const onListening = (): void => {
			server.off('error', onError);
			resolve();
		};
		const onError = (error: Error): void => {
			server.off('listening', onListening);
			reject(error);
		};
		server.once('listening', onListening).once('error', onError);
		// The socket's file is made within this call, so that there is no moment when others may open it.
		const umask = process.umask(0o177);
		try {
			server.listen(place.kind === 'unix' ? {path: place.path, backlog} : {...place, backlog});
		} finally {
			process.umask(umask);
		}
	});

/** Callers that the system keeps for us while we are busy; more are told to go away. */
const backlog = 64;

const clearAway = async (path: string): Promise<void> => {
	const found = lstatSync(path, {throwIfNoEntry: false});
	if (found === undefined) {
		// Said here, for libuv calls it a want of permission.
		statSync(dirname(path));
		return;
	}
	if (!found.isSocket()) {
		throw withCode('ENOTSOCK');
	}
	if (await isAnswered(path)) {
		throw withCode('EADDRINUSE');
	}
	rmSync(path, {force: true});
};

const explain = (code: string, place: Place): string => {
	switch (code) {
		case 'EADDRINUSE':
			return 'another program listens there. Stop it, or choose another address.';
		case 'ENOTSOCK':
			return 'what is there is not a socket. Move it away, or choose another path.';
		case 'ENOENT':
		case 'ENOTDIR':
			return place.kind === 'unix'
				? `there is no such folder. Make it: mkdir -p '${dirname(place.path)}'.`
				: 'this machine has no such address. Write 127.0.0.1.';
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
			return place.kind === 'unix'
				? 'permission denied. Choose a folder that this user may write in.'
				: 'permission denied. Choose a port of 1024 or more.';
		default:
			return `${code}. Choose another address.`;
	}
};

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

const withCode = (code: string): Error => Object.assign(new Error(code), {code});
