import type {Instant} from '../../core/event.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import type {Instance, Vitals} from '../../core/vitals.js';
import {duration, memory, percent, rate, responseTime} from '../format.js';

/** A number of a vassal's: in words, and as it is compared. */
export type Figure = {readonly text: string; readonly value: number};

/** Every number that has a column. */
export type FigureName = 'rate' | 'p95' | 'errors' | 'workers' | 'memory' | 'cpu' | 'uptime';

/** Those that are known of a vassal. */
export type Figures = Partial<Readonly<Record<FigureName, Figure>>>;

export const selectFigures = (vassal: VassalSnapshot, vitals: Vitals, now: Instant): Figures => {
	if (vassal.state !== 'running') {
		return {};
	}
	const {id, since} = vassal;
	const {rate: perSecond, errors, p95} = vitals.traffic[id] ?? {};
	const instance = vitals.instances[id];
	const workers = instance === undefined ? undefined : workersInBrief(instance);
	return {
		...(perSecond === undefined ? {} : {rate: {text: rate(perSecond), value: perSecond}}),
		...(p95 === undefined ? {} : {p95: {text: responseTime(p95), value: p95}}),
		...(errors === undefined ? {} : {errors: {text: `${errors} err`, value: errors}}),
		...(workers === undefined ? {} : {workers}),
		...figure('memory', vitals.resident[id], memory),
		...figure('cpu', vitals.cpu[id], percent),
		uptime: {text: duration(now - since), value: now - since},
	};
};

const figure = (name: FigureName, value: number | undefined, word: (value: number) => string): Figures =>
	value === undefined ? {} : {[name]: {text: word(value), value}};

/** As many as are looked at one by one: a mark for each request that can be served at once. */
const mostMarks = 6;

/** `▮▯▯▯`, or `3/16 busy` where there are many. */
const workersInBrief = ({workers}: Instance): Figure | undefined => {
	const cores = sum(workers.map(worker => worker.cores));
	const busy = sum(workers.map(worker => worker.busy));
	const marks = workers.map(worker => marksOf(worker)).join('');
	return cores === 0
		? undefined
		: {text: cores > mostMarks ? `${busy}/${cores} busy` : marks, value: busy / cores};
};

/** `w1 ▮▯ w2 ▯▯`, or `workers 3/16 busy`; then `q 0`; then the last seconds as a curve. Most important first. */
export const selectActivity = (id: string, {traffic, instances}: Vitals): readonly string[] => {
	const instance = instances[id];
	const history = traffic[id]?.history ?? [];
	return [
		...(instance === undefined || instance.workers.length === 0
			? []
			: [workersInWords(instance), `q ${instance.queue}`]),
		...(history.some(count => count > 0) ? [sparkline(history)] : []),
	];
};

const workersInWords = ({workers}: Instance): string => {
	const cores = sum(workers.map(worker => worker.cores));
	return cores > mostMarks
		? `${sum(workers.map(worker => worker.busy))}/${cores} busy`
		: workers.map(worker => `w${worker.number} ${marksOf(worker)}`).join(' ');
};

const marksOf = ({cores, busy}: {readonly cores: number; readonly busy: number}): string =>
	'▮'.repeat(Math.min(busy, cores)) + '▯'.repeat(Math.max(0, cores - busy));

/** Of the last 15 seconds, as high as the highest of the last minute. */
const sparkline = (history: readonly number[]): string => {
	const most = Math.max(...history);
	return history
		.slice(-15)
		.map(count => bars[count === 0 ? 0 : Math.max(1, Math.round((count / most) * (bars.length - 1)))])
		.join('');
};

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
