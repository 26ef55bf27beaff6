import type {VassalId} from './event.js';

/** What everything costs and does, as sampled a moment ago: plain data, renewed once a second at most. */
export type Vitals = {
	/** Of the emperor itself, over the last sample: fraction of one core, and resident bytes. */
	readonly emperor: {readonly cpu: number; readonly resident: number};
	/** Resident bytes of each vassal's process with all its descendants; shared pages are counted in each. */
	readonly resident: Readonly<Record<VassalId, number>>;
	/** Of each vassal's process with all its descendants, over the last sample: fraction of one core. */
	readonly cpu: Readonly<Record<VassalId, number>>;
	/** Of each vassal that was seen to serve requests; empty with `--no-telemetry`. */
	readonly traffic: Readonly<Record<VassalId, Traffic>>;
	/** Of each running vassal whose stats can be had; empty with `--no-telemetry`. */
	readonly instances: Readonly<Record<VassalId, Instance>>;
	/** Of each vassal that was told to stop: who of it is still there, by name, its own process first. */
	readonly staying: Readonly<Record<VassalId, readonly string[]>>;
};

/** What a vassal serves: by its request lines, and by its stats where those say more. */
export type Traffic = {
	/** Requests a second, over the last five seconds. */
	readonly rate: number;
	/** Requests in each of the last 60 seconds, oldest first. */
	readonly history: readonly number[];
	/** In the last minute: answers of 5xx, or exceptions that were logged where those are more. */
	readonly errors: number;
	/** Milliseconds within which half, and 95 %, of the last minute's requests were served; absent where no line tells. */
	readonly p50?: number;
	readonly p95?: number;
};

/** What uWSGI's stats tell of one instance. */
export type Instance = {
	readonly workers: readonly WorkerStats[];
	/** Connections that wait to be accepted. */
	readonly queue: number;
	/** Of all its workers, since it was started or reloaded. */
	readonly requests: number;
	readonly exceptions: number;
};

export type WorkerStats = {
	/** Counted from 1. */
	readonly number: number;
	readonly pid: number;
	/** uWSGI's word: `idle`, `busy`, `cheap`, `pause`, `sig5`. */
	readonly state: string;
	/** Requests it can serve at once, and those it serves this moment. */
	readonly cores: number;
	readonly busy: number;
	readonly requests: number;
	readonly exceptions: number;
	/** How often it was killed for taking too long. */
	readonly harakiris: number;
	readonly respawns: number;
	/** Bytes; absent where that cannot be told. */
	readonly resident?: number;
	/** Average time of a request, in milliseconds. */
	readonly averageTime: number;
	/** Bytes it has sent. */
	readonly sent: number;
};

/** Before the first sample. */
export const noVitals: Vitals = {
	emperor: {cpu: 0, resident: 0},
	resident: {},
	cpu: {},
	traffic: {},
	instances: {},
	staying: {},
};
