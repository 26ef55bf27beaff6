import {setTimeout as sleep} from 'node:timers/promises';
import type {Instant} from '../core/event.js';

/** The engine's only source of time. Tests move one by hand. */
export type Clock = {
	/** Milliseconds since the emperor started; never goes back. */
	readonly now: () => Instant;
	/** Resolves at the deadline, or at once when the signal aborts. */
	readonly sleepUntil: (deadline: Instant, signal: AbortSignal) => Promise<void>;
	/** Leaves out the last so many milliseconds: we were stopped and heard nothing, so nobody is to blame for silence. */
	readonly leaveOut: (milliseconds: number) => void;
};

/** Monotonic, so that a changed wall clock kills nobody. */
export const startClock = (): Clock => {
	let start = performance.now();
	const now = () => performance.now() - start;
	return {
		now,
		leaveOut: milliseconds => {
			start += milliseconds;
		},
		sleepUntil: async (deadline, signal) => {
			// A timer can be a fraction early; a deadline met too soon would be no deadline.
			while (!signal.aborted && now() < deadline) {
				const wait = Math.min(Math.ceil(deadline - now()), longestTimer);
				await sleep(wait, undefined, {signal}).catch(() => undefined);
			}
		},
	};
};

/** Node's timers overflow above 2³¹ − 1 ms. */
const longestTimer = 2 ** 31 - 1;
