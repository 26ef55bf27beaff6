import type {Instance, WorkerStats} from '../core/vitals.js';

/** What a stats server said, as far as it makes sense; `undefined` where it is not the stats of an instance. */
export const readStats = (answer: string): (Instance & {readonly pid: number}) | undefined => {
	// `stats-http` puts headers in front.
	const stats = fieldsOf(parse(answer.slice(Math.max(0, answer.indexOf('{')))));
	const workers = stats?.['workers'];
	if (stats === undefined || !Array.isArray(workers)) {
		return undefined;
	}
	const known = workers.slice(0, mostWorkers).flatMap(worker => workerOf(fieldsOf(worker)) ?? []);
	return {
		pid: numberIn(stats, 'pid'),
		workers: known,
		queue: numberIn(stats, 'listen_queue'),
		requests: known.reduce((sum, {requests}) => sum + requests, 0),
		exceptions: known.reduce((sum, {exceptions}) => sum + exceptions, 0),
	};
};

const mostWorkers = 1024;

type Fields = Readonly<Record<string, unknown>>;

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const fieldsOf = (value: unknown): Fields | undefined =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : undefined;

/** Counts and sizes only: what is negative, or no number, is none. */
const numberIn = (fields: Fields, name: string): number => {
	const value = fields[name];
	return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
};

const workerOf = (worker: Fields | undefined): WorkerStats | undefined => {
	if (worker === undefined) {
		return undefined;
	}
	const state = worker['status'];
	const isWord = typeof state === 'string' && /^[a-z]+\d*$/.test(state) && state.length <= 8;
	// Left out by `stats-no-cores`.
	const cores = Array.isArray(worker['cores']) ? worker['cores'].map(fieldsOf) : undefined;
	const busy = cores?.filter(core => core !== undefined && numberIn(core, 'in_request') > 0).length;
	const resident = numberIn(worker, 'rss');
	return {
		number: numberIn(worker, 'id'),
		pid: numberIn(worker, 'pid'),
		state: isWord ? state : 'unknown',
		cores: Math.max(1, cores?.length ?? 1),
		busy: busy ?? (state === 'busy' ? 1 : 0),
		requests: numberIn(worker, 'requests'),
		exceptions: numberIn(worker, 'exceptions'),
		harakiris: numberIn(worker, 'harakiri_count'),
		respawns: Math.max(0, numberIn(worker, 'respawn_count') - 1),
		...(resident === 0 ? {} : {resident}),
		averageTime: numberIn(worker, 'avg_rt') / 1000,
		sent: numberIn(worker, 'tx'),
	};
};
