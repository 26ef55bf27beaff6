import path from 'node:path';
import {SpawnRefused, tooManyFiles} from '../processes/spawn-refused.js';
import type {SocketAddress} from './socket-address.js';

/** Says in plain words why an address cannot be had; `code` is the system's (`EADDRINUSE`). */
export const explainListening = (code: string, address: SocketAddress): SpawnRefused => {
	const deed = `listen on ${address.name}`;
	const refuse = (reason: string, remedy: string) =>
		SpawnRefused.because(`cannot ${deed}: ${reason}`, remedy);
	switch (code) {
		case 'EADDRINUSE': {
			return refuse('another program listens there', 'Stop that program, or choose another socket');
		}
		case 'EADDRNOTAVAIL': {
			return refuse(
				'this machine has no such address',
				'Write one that it has, or none before the colon for all of them',
			);
		}
		case 'EACCES':
		case 'EPERM':
		case 'EROFS': {
			return refuse(
				'permission denied',
				address.kind === 'unix'
					? `Allow this user to write in ${JSON.stringify(path.dirname(address.path))}, or choose another path`
					: 'Choose a port of 1024 or more, or run the emperor as root',
			);
		}
		case 'ENOENT':
		case 'ENOTDIR': {
			return refuse(
				'there is no such folder',
				`Make it: mkdir -p ${JSON.stringify(path.dirname(address.name))}`,
			);
		}
		case 'EMFILE':
		case 'ENFILE': {
			return tooManyFiles(deed);
		}
		default: {
			return refuse(code, 'Choose another socket');
		}
	}
};

/** Something else than a socket lies at the path. It may be precious. */
export const notASocket = ({name}: SocketAddress): SpawnRefused =>
	SpawnRefused.because(
		`cannot listen on ${name}: what is there is not a socket`,
		'Move it away, or choose another path',
	);

/** Two vassals want the same address. */
export const heldAlready = ({name}: SocketAddress): SpawnRefused =>
	SpawnRefused.because(
		`cannot listen on ${name}: another vassal is on demand there`,
		'Give each vassal a socket of its own',
	);
