import {setImmediate as nextTurn} from 'node:timers/promises';
import type {VassalId} from '../core/event.js';
import {noVitals, type Traffic, type Vitals} from '../core/vitals.js';
import type {LogReader} from '../logs/log-reader.js';
import type {Studies} from '../study/studies.js';
import {type Cost, costOfTree} from './process-tree.js';
import {RequestLines} from './traffic.js';

export type Sampler = {readonly latest: () => Vitals; readonly close: () => void};

export type Subject = {
	readonly id: VassalId;
	readonly log: LogReader;
	/** Of a running vassal. */
	readonly pid?: number;
};

/** What is sampled. */
export type Sampled = {
	/** At the moment of a sample. */
	readonly subjects: () => readonly Subject[];
	/** Absent with `--no-telemetry`: then only CPU and memory are looked at. */
	readonly studies?: Studies;
};

/** Samples what everything costs and does, once a second. A sample that takes longer makes the next one skip a beat. */
export const sampleVitals = ({subjects, studies}: Sampled): Sampler => {
	const lines = studies === undefined ? undefined : new RequestLines(studies);
	let latest: Vitals = {...noVitals, emperor: {cpu: 0, resident: process.memoryUsage.rss()}};
	let spent = process.cpuUsage();
	let takenAt = performance.now();
	let costs = new Map<VassalId, Spent>();
	let isSampling = false;

	const sampleCosts = async () => {
		const resident: Record<VassalId, number> = {};
		const cpu: Record<VassalId, number> = {};
		const next = new Map<VassalId, Spent>();
		for (const {id, pid} of subjects()) {
			await nextTurn();
			const cost = pid === undefined ? undefined : costOfTree(pid);
			if (pid !== undefined && cost !== undefined) {
				const now = {...cost, pid, at: performance.now()};
				next.set(id, now);
				resident[id] = cost.resident;
				cpu[id] = shareOfCore(costs.get(id), now);
			}
		}
		costs = next;
		return {resident, cpu};
	};

	const readTraffic = (): Vitals['traffic'] => {
		const traffic: Record<VassalId, Traffic> = {};
		const known = subjects();
		for (const {id, log} of known) {
			const read = lines?.read(id, log, Date.now());
			if (read !== undefined) {
				traffic[id] = read;
			}
		}
		lines?.keep(new Set(known.map(({id}) => id)));
		return traffic;
	};

	const sample = async (): Promise<void> => {
		const {user, system} = process.cpuUsage(spent);
		spent = process.cpuUsage();
		const now = performance.now();
		const cpu = (user + system) / 1000 / Math.max(1, now - takenAt);
		takenAt = now;
		latest = {
			emperor: {cpu, resident: process.memoryUsage.rss()},
			...(await sampleCosts()),
			traffic: readTraffic(),
			instances: {},
		};
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

/** What a process had cost at an instant of the monotonic clock. */
type Spent = Cost & {readonly pid: number; readonly at: number};

/** A process that came from nowhere, or lost a child that nobody reaped, has spent nothing that could be told. */
const shareOfCore = (before: Spent | undefined, now: Spent): number =>
	before === undefined || before.pid !== now.pid
		? 0
		: Math.max(0, (now.cpuTime - before.cpuTime) / Math.max(1, now.at - before.at));
