import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Clock} from '../../source/engine/clock.js';

/** Time that stands still until a test moves it. */
export type ManualClock = Clock & {
	/** All at once: who was due at different moments wakes at the last one. Resolves when they have acted. */
	readonly advance: (milliseconds: number) => Promise<void>;
};

export const manualClock = (): ManualClock => {
	let time = 0;
	const sleepers = new Set<() => void>();
	return {
		now: () => time,
		leaveOut: () => {},
		sleepUntil: (deadline, signal) =>
			new Promise(resolve => {
				const wakeIfDue = () => {
					if (signal.aborted || deadline <= time) {
						sleepers.delete(wakeIfDue);
						resolve();
					}
				};
				sleepers.add(wakeIfDue);
				signal.addEventListener('abort', wakeIfDue, {once: true});
				wakeIfDue();
			}),
		advance: async milliseconds => {
			time += milliseconds;
			for (const wakeIfDue of [...sleepers]) {
				wakeIfDue();
			}
			await nextTurn();
		},
	};
};
