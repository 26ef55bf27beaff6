import {basename, dirname, join} from 'node:path';
import type {Way} from './attach/stay-attached.js';
import type {AttachTarget} from './command-line/attach-plan.js';
import {foreignFolders, ownSocketFolders, ownUid} from './open-control.js';
import {chooseSocket, findSuccessor, type Realm, socketsIn} from './remote/choose-emperor.js';
import {isAnswered} from './sockets/is-answered.js';

/** The way to an emperor of this machine: its control socket. */
export const localWay = (target: Exclude<AttachTarget, {kind: 'ssh'}>): Way => {
	let socket: string | undefined;
	return {
		name: target.kind === 'socket' ? target.path : 'emperor',
		socket: () => socket ?? '',
		open: async before => {
			socket =
				before === undefined || socket === undefined
					? await firstSocket(target)
					: isNamedByPid(socket) && !(await isThere(socket))
						? await successorOf(before)
						: socket;
			return socket;
		},
		trouble: () => undefined,
		close: () => undefined,
		longestPause: 2000,
	};
};

const firstSocket = async (target: Exclude<AttachTarget, {kind: 'ssh'}>): Promise<string> => {
	switch (target.kind) {
		case 'only':
			return chooseSocket(ownSocketFolders(), ownUid(), foreignFolders());
		case 'socket':
			return target.path;
		case 'pid':
			return socketOf(target.pid);
	}
};

/** So that an emperor that is started again has another. */
export const isNamedByPid = (socket: string): boolean =>
	/^\d+\.sock$/.test(basename(socket)) && ownSocketFolders().includes(dirname(socket));

const successorOf = async (before: Realm): Promise<string> => {
	const found = await findSuccessor(before, await socketsIn(ownSocketFolders(), ownUid()));
	if (found === undefined) {
		throw new Error(
			`emperor: none rules over ${before.monitors.join(' ')} in ${before.cwd}. Start it again, or attach to another.`,
		);
	}
	return found;
};

const isThere = (socket: string): Promise<boolean> => isAnswered(socket).catch(() => false);

const socketOf = async (pid: number): Promise<string> => {
	for (const folder of ownSocketFolders()) {
		const path = join(folder, `${pid}.sock`);
		if (await isThere(path)) {
			return path;
		}
	}
	throw new Error(
		`attach: nobody answers at ${pid}.sock in ${ownSocketFolders().join(' or ')}. Is it the pid of an emperor of this user? If it has a --socket, give that.`,
	);
};
