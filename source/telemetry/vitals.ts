import {setImmediate as nextTurn, setTimeout as pause} from 'node:timers/promises';
import type {VassalId} from '../core/event.js';
import {noVitals, type Traffic, type Vitals} from '../core/vitals.js';
import type {LogReader} from '../logs/log-reader.js';
import type {Studies} from '../study/studies.js';
import {type Cost, costOfTree} from './process-tree.js';
import {StatsPolls} from './stats-polls.js';
import {Stayers} from './stayers.js';
import {RequestLines} from './traffic.js';

export type Sampler = {readonly latest: () => Vitals; readonly close: () => void};

export type Subject = {
	readonly id: VassalId;
	readonly log: LogReader;
	/** Of a vassal that runs, or is told to stop. */
	readonly pid?: number;
	readonly isStopping?: boolean;
	/** Where a running vassal serves its stats: full path of a unix socket, or `127.0.0.1:9191`. */
	readonly stats?: string;
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
	const polls = studies === undefined ? undefined : new StatsPolls();
	let latest: Vitals = {...noVitals, emperor: {cpu: 0, resident: process.memoryUsage.rss()}};
	let spent = process.cpuUsage();
	let takenAt = performance.now();
	const stayers = new Stayers();
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

	/** Answers come while costs are looked up; who is slower than that is heard of a beat later. */
	const askInstances = async (): Promise<void> => {
		const polled = subjects().flatMap(({id, pid, stats}) =>
			pid === undefined || stats === undefined ? [] : [{id, pid, address: stats}],
		);
		await Promise.race([polls?.beat(polled), pause(patience, undefined, {ref: false})]);
	};

	const readInstances = (): Vitals['instances'] =>
		Object.fromEntries(
			subjects().flatMap(({id}) => {
				const instance = polls?.instanceOf(id);
				return instance === undefined ? [] : [[id, instance]];
			}),
		);

	const readStaying = (instances: Vitals['instances']): Vitals['staying'] => {
		const known = subjects();
		stayers.learn(
			known.map(({id}) => id),
			instances,
		);
		return Object.fromEntries(
			known.flatMap(({id, pid, isStopping}) =>
				pid === undefined || isStopping !== true ? [] : [[id, stayers.of(id, pid)]],
			),
		);
	};

	const readTraffic = (): Vitals['traffic'] => {
		const traffic: Record<VassalId, Traffic> = {};
		const known = subjects();
		for (const {id, log} of known) {
			const told = lines?.read(id, log, Date.now());
			const counted = polls?.trafficOf(id);
			if (told !== undefined || counted !== undefined) {
				traffic[id] = together(told, counted);
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
		const [costly] = await Promise.all([sampleCosts(), askInstances()]);
		const instances = readInstances();
		latest = {
			emperor: {cpu, resident: process.memoryUsage.rss()},
			...costly,
			instances,
			staying: readStaying(instances),
			traffic: readTraffic(),
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

/** Milliseconds. */
const patience = 200;

/** The instance's own count misses nothing: not even requests that are not logged, or more than can be read. */
const together = (told: Traffic | undefined, counted: ReturnType<StatsPolls['trafficOf']>): Traffic => ({
	...(told ?? {rate: 0, history: [], errors: 0}),
	...counted,
	errors: Math.max(told?.errors ?? 0, counted?.errors ?? 0),
});

/** What a process had cost at an instant of the monotonic clock. */
type Spent = Cost & {readonly pid: number; readonly at: number};

/** A process that came from nowhere, or lost a child that nobody reaped, has spent nothing that could be told. */
const shareOfCore = (before: Spent | undefined, now: Spent): number =>
	before === undefined || before.pid !== now.pid
		? 0
		: Math.max(0, (now.cpuTime - before.cpuTime) / Math.max(1, now.at - before.at));
