import {printable} from '../../core/printable.js';
import type {Instance, Traffic} from '../../core/vitals.js';
import {memory, plural, responseTime} from '../format.js';
import {type Row, wrapped} from './inspector-rows.js';

/** What it serves, as far as its log and its stats tell: all together, then each worker. */
export const trafficRows = (
	traffic: Traffic | undefined,
	instance: Instance | undefined,
	width: number,
): Row[] => {
	const served = traffic && wordsOf(traffic);
	const whole = instance && [
		`${instance.requests} requests since its start`,
		`${instance.exceptions} exceptions`,
		`${instance.queue} waiting in the listen queue`,
	];
	return [
		...(served === undefined ? [] : wrapped(served.join(' · '), width)),
		...(whole === undefined ? [] : wrapped(whole.join(' · '), width)),
		...(instance?.workers ?? []).slice(0, mostWorkers).map(workerRow),
	];
};

/** A program that serves nothing may still raise exceptions. */
const wordsOf = ({rate, p50, p95, errors}: Traffic): string[] =>
	rate === 0 && p50 === undefined
		? [
				'no requests in the last 5 s',
				...(errors === 0 ? [] : [`${plural(errors, 'error')} in the last minute`]),
			]
		: [
				`${rate.toFixed(1)} req/s`,
				...(p50 === undefined ? [] : [`half within ${responseTime(p50)}`]),
				...(p95 === undefined ? [] : [`95 % within ${responseTime(p95)}`]),
				`${errors} failed in the last minute`,
			];

const mostWorkers = 64;

const workerRow = (worker: Instance['workers'][number]): Row => {
	const {number, pid, state, cores, busy, requests, exceptions, respawns, resident, averageTime} = worker;
	const use = cores > 1 ? ` ${busy}/${cores}` : '';
	const weight = resident === undefined ? '' : memory(resident);
	return [
		{text: `${String(pid).padStart(7)} ${`worker ${number}`.padEnd(10)}`, dim: true},
		{text: `${printable(state)}${use}`.padEnd(11)},
		{
			text: `${weight.padStart(7)}  ${requests} requests of ${responseTime(averageTime)}, ${exceptions} exceptions, ${respawns} respawns`,
			dim: true,
		},
	];
};
