import type {VassalEvent, VassalId} from '../core/event.js';
import {type HeldSocket, holdSocket} from '../sockets/hold-socket.js';
import {problemOf} from './problem-of.js';

/** The sockets of all vassals on demand. */
export type Doors = {
	/** The descriptor to give to the vassal; nobody waits for a knock meanwhile. */
	readonly open: (id: VassalId, address: string) => Promise<number>;
	/** Tells of the next caller, or why there can be none. */
	readonly watch: (id: VassalId, address: string) => void;
	readonly release: (id: VassalId) => void;
};

/** `tell` hears `knocked` and `socket-refused`. */
export const keepDoors = (tell: (id: VassalId, event: VassalEvent) => void): Doors => {
	const held = new Map<VassalId, Promise<HeldSocket>>();

	const hold = (id: VassalId, address: string): Promise<HeldSocket> => {
		const known = held.get(id);
		if (known !== undefined) {
			return known;
		}
		const holding = holdSocket(
			address,
			() => tell(id, {type: 'knocked'}),
			problem => tell(id, {type: 'socket-refused', problem}),
		);
		held.set(id, holding);
		// The next try begins anew.
		holding.catch(() => held.delete(id));
		return holding;
	};

	return {
		open: async (id, address) => {
			const socket = await hold(id, address);
			socket.unwatch();
			return socket.fd;
		},
		watch: (id, address) => {
			hold(id, address).then(
				socket => socket.watch(),
				error => tell(id, {type: 'socket-refused', problem: problemOf(error)}),
			);
		},
		release: id => {
			const holding = held.get(id);
			held.delete(id);
			holding?.then(
				socket => socket.close(),
				() => undefined,
			);
		},
	};
};
