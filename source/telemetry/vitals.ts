import {setImmediate as nextTurn} from 'node:timers/promises';
import type {VassalId} from '../core/event.js';
import type {Vitals} from '../core/vitals.js';
import {residentOfTree} from './process-tree.js';

export type Sampler = {readonly latest: () => Vitals; readonly close: () => void};

/**
 * Samples what everything costs, once a second. A sample that takes longer makes the next one skip a beat.
 *
 * `pids` names the process of each running vassal at the moment of a sample.
 */
export const sampleVitals = (pids: () => readonly (readonly [VassalId, number])[]): Sampler => {
	let latest: Vitals = {emperor: {cpu: 0, resident: process.memoryUsage.rss()}, resident: {}};
	let spent = process.cpuUsage();
	let takenAt = performance.now();
	let isSampling = false;

	const sample = async (): Promise<void> => {
		const {user, system} = process.cpuUsage(spent);
		spent = process.cpuUsage();
		const now = performance.now();
		const cpu = (user + system) / 1000 / Math.max(1, now - takenAt);
		takenAt = now;
		const resident: Record<VassalId, number> = {};
		for (const [id, pid] of pids()) {
			await nextTurn();
			const bytes = residentOfTree(pid);
			if (bytes !== undefined) {
				resident[id] = bytes;
			}
		}
		latest = {emperor: {cpu, resident: process.memoryUsage.rss()}, resident};
	};

	const timer = setInterval(() => {
		if (isSampling) {
			return;
		}
		isSampling = true;
		void sample().finally(() => {
			isSampling = false;
		});
	}, 1000);
	return {latest: () => latest, close: () => clearInterval(timer)};
};
