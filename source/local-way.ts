import {join} from 'node:path';
import type {Way} from './attach/stay-attached.js';
import type {AttachTarget} from './command-line/attach-plan.js';
import {ownSocketFolders, ownUid} from './open-control.js';
import {chooseSocket} from './remote/choose-emperor.js';
import {isAnswered} from './sockets/is-answered.js';

/** The way to an emperor of this machine: its control socket. */
export const localWay = (target: Exclude<AttachTarget, {kind: 'ssh'}>): Way => {
	let socket = target.kind === 'socket' ? target.path : undefined;
	return {
		name: target.kind === 'socket' ? target.path : 'emperor',
		socket: () => socket ?? '',
		open: async () => {
			if (target.kind === 'pid') {
				socket ??= await socketOf(target.pid);
			} else if (target.kind === 'only' && !(socket !== undefined && (await isThere(socket)))) {
				// One that comes back has another pid, and with it another socket.
				socket = await chooseSocket(ownSocketFolders(), ownUid());
			}
			return socket ?? '';
		},
		trouble: () => undefined,
		close: () => undefined,
		longestPause: 2000,
	};
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
