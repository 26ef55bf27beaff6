import type {VassalReport} from '../control/report.js';
import {hearEvents} from './hear-events.js';
import type {Line} from './line.js';
import {type Goal, judgeOutcome} from './outcome.js';

/** How the waiting for one vassal ended; `report` is the last that was heard of it, if it is there. */
export type End = {
	readonly path: string;
	readonly outcome: 'reached' | 'hopeless' | 'late';
	readonly report?: VassalReport;
};

export type Waiting = {
	readonly goal: Goal;
	/** Milliseconds. */
	readonly timeout: number;
	/** Whether to give up where there is no hope, or to wait on: somebody may yet do something. */
	readonly givesUp: boolean;
	readonly onEnd: (end: End) => void | Promise<void>;
};

/** Node's timers overflow above 2³¹ − 1 ms. */
const longestTimer = 2 ** 31 - 1;

/** Follows vassals, by the paths of their files, until each has reached the goal, is beyond hope, or is late. */
export const waitFor = async (line: Line, paths: readonly string[], waiting: Waiting): Promise<void> => {
	const {goal, timeout, givesUp, onEnd} = waiting;
	const pending = new Set(paths);
	const latest = new Map<string, VassalReport>();
	const start = performance.now();
	const hangUp = new AbortController();
	// Begins once it is heard how they are now, which is worth knowing however little time there is.
	const heedTime = (): void => {
		const left = Math.max(0, Math.ceil(timeout - (performance.now() - start)));
		setTimeout(() => hangUp.abort(), Math.min(left, longestTimer)).unref();
	};
	const end = async (path: string, outcome: End['outcome']): Promise<void> => {
		pending.delete(path);
		const report = latest.get(path);
		await onEnd({path, outcome, ...(report === undefined ? {} : {report})});
	};

	const miss = async (path: string): Promise<void> => {
		if (goal === 'stopped' || givesUp) {
			await end(path, goal === 'stopped' ? 'reached' : 'hopeless');
		}
	};

	for await (const event of hearEvents(line, hangUp.signal)) {
		if (event.type === 'current') {
			heedTime();
			for (const missing of [...pending].filter(known => !latest.has(known))) {
				await miss(missing);
			}
		} else if (event.type === 'gone' && pending.has(event.path)) {
			latest.delete(event.path);
			await miss(event.path);
		} else if (event.type === 'vassal' && pending.has(event.report.path)) {
			const {report} = event;
			latest.set(report.path, report);
			const outcome = judgeOutcome(report, goal);
			if (outcome === 'reached' || (outcome === 'hopeless' && givesUp)) {
				await end(report.path, outcome);
			}
		}
		if (pending.size === 0) {
			return;
		}
	}
	for (const path of pending) {
		await end(path, 'late');
	}
};
