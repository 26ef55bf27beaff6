import type {Problem} from '../core/problem.js';
import {bindSocket} from './bind-socket.js';
import {type Doorkeeper, listenOn, postDoorkeeper} from './doorkeeper.js';
import {explainListening, heldAlready} from './listening-refused.js';
import {readAddress} from './socket-address.js';

/**
 * A socket on which the emperor listens and never answers. Callers wait in its backlog whether its vassal is awake, asleep
 * or in between, for the emperor keeps it open all the while.
 */
export type HeldSocket = {
	/** For the vassal's standard input. Not to be used after `close`: its number is given away. */
	readonly fd: number;
	/** Waits for one caller without accepting, and then for no other. Does nothing while it is waiting already. */
	readonly watch: () => void;
	readonly unwatch: () => void;
	/** Lets the socket and its file go. Resolves when no doorkeeper holds it; a vassal that has it may serve on. */
	readonly close: () => Promise<void>;
};

/** What this process holds; with a promise where it is being let go. */
const held = new Map<string, Promise<void> | undefined>();

/**
 * Begins to listen, with a backlog of 100. `onKnock` is called at most once for each `watch`, perhaps before the caller has
 * said anything; `onTrouble` when there may be callers that nobody notices. Rejects with `SpawnRefused`.
 */
export const holdSocket = async (
	address: string,
	onKnock: () => void,
	onTrouble: (problem: Problem) => void,
): Promise<HeldSocket> => {
	const place = readAddress(address);
	const {name} = place;
	await held.get(name);
	if (held.has(name)) {
		throw heldAlready(place);
	}
	held.set(name, undefined);
	try {
		const bound = await bindSocket(place);
		const refusal = await listenOn(bound.fd, name);
		if (refusal !== undefined) {
			bound.close();
			throw explainListening(refusal, place);
		}
		return attend(bound, name, onKnock, onTrouble);
	} catch (error) {
		held.delete(name);
		throw error;
	}
};

const attend = (
	bound: {readonly fd: number; readonly close: () => void},
	name: string,
	onKnock: () => void,
	onTrouble: (problem: Problem) => void,
): HeldSocket => {
	let gone: Promise<void> | undefined;
	let doorkeeper: Doorkeeper | undefined;
	let dismissed: Promise<unknown> = Promise.resolve();

	const unwatch = () => {
		dismissed = Promise.all([dismissed, doorkeeper?.dismiss()]);
		doorkeeper = undefined;
	};
	const letGo = () => {
		unwatch();
		bound.close();
		const release = dismissed.then(() => {
			held.delete(name);
		});
		held.set(name, release);
		return release;
	};

	return {
		fd: bound.fd,
		watch: () => {
			if (gone !== undefined || doorkeeper !== undefined) {
				return;
			}
			const knock = () => {
				doorkeeper = undefined;
				onKnock();
			};
			doorkeeper = postDoorkeeper(bound.fd, name, knock, onTrouble);
		},
		unwatch,
		close: () => {
			gone ??= letGo();
			return gone;
		},
	};
};
