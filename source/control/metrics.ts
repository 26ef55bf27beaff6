import {setImmediate as nextTurn} from 'node:timers/promises';
import {isVassal} from '../core/is-vassal.js';
import {stateNames} from './openapi.js';
import type {Reporter} from './report.js';
import {birthOf, hasInstance} from './vassal-stats.js';

/** What the metrics are made of. */
export type Measured = Reporter & {readonly facts: {readonly version: string}};

/**
 * Everything that can be counted, as Prometheus reads it (exposition format 0.0.4), with names and units by its
 * conventions. Made anew each time, so that nothing is said of a vassal that is gone.
 */
export const metricsText = async ({client, portray, wallClock, facts}: Measured): Promise<string> => {
	// Asked for here, not above: nobody needs it before the first scrape.
	const {Counter, Gauge, Registry} = await import('prom-client');
	const registry = new Registry();
	const gauge = <Label extends string>(name: string, help: string, ...labelNames: readonly Label[]) =>
		new Gauge({name, help, labelNames, registers: [registry]});
	const counter = <Label extends string>(name: string, help: string, ...labelNames: readonly Label[]) =>
		new Counter({name, help, labelNames, registers: [registry]});

	const {vassals} = client.getSnapshot();
	const vitals = client.getVitals();
	const {emperor, resident} = vitals;
	gauge('emperor_info', 'The program.', 'version').set({version: facts.version}, 1);
	gauge('emperor_start_time_seconds', 'When the emperor was started, since the epoch.').set(
		wallClock(0) / 1000,
	);
	gauge('emperor_memory_bytes', 'Resident bytes of the emperor itself.').set(emperor.resident);
	gauge('emperor_cpu_ratio', 'CPU of the emperor itself over the last second, 1 for a whole core.').set(
		emperor.cpu,
	);
	gauge('emperor_vassals', 'How many vassals there are.').set(vassals.filter(isVassal).length);

	const info = gauge('emperor_vassal_info', 'The config file of a vassal.', 'vassal', 'path');
	const state = gauge(
		'emperor_vassal_state',
		'The badge of a vassal: 1 for the state it is in.',
		'vassal',
		'state',
	);
	const trouble = gauge('emperor_vassal_trouble', 'Whether somebody should look at it.', 'vassal');
	const restarts = counter(
		'emperor_vassal_restarts_total',
		'Processes started for it, but for the first.',
		'vassal',
	);
	const reloads = counter('emperor_vassal_reloads_total', 'Reloads it was told of.', 'vassal');
	const memory = gauge(
		'emperor_vassal_memory_bytes',
		'Resident bytes of its processes; shared pages count in each.',
		'vassal',
	);
	const lines = counter('emperor_vassal_log_lines_total', 'Lines it has printed.', 'vassal');
	const start = gauge(
		'emperor_vassal_start_time_seconds',
		'When its process was started, since the epoch.',
		'vassal',
	);
	const death = gauge(
		'emperor_vassal_last_death_timestamp_seconds',
		'When it last died unasked, since the epoch.',
		'vassal',
	);
	const throttle = gauge(
		'emperor_vassal_throttle_seconds',
		'The wait that its deaths have earned it.',
		'vassal',
	);

	for (const [index, each] of vassals.entries()) {
		if (index % portion === portion - 1) {
			await nextTurn();
		}
		const vassal = each.shortName;
		const {badge} = portray(each, client.now(), vitals);
		info.set({vassal, path: each.id}, 1);
		for (const name of stateNames) {
			state.set({vassal, state: name}, Number(badge.name === name));
		}
		trouble.set({vassal}, Number(badge.tone === 'bad'));
		restarts.inc({vassal}, Math.max(0, each.lives - 1));
		reloads.inc({vassal}, each.reloads);
		lines.inc({vassal}, client.log(each.id).last);
		throttle.set({vassal}, (each.blackMark?.wait ?? 0) / 1000);
		if (each.lastDeath !== undefined) {
			death.set({vassal}, wallClock(each.lastDeath.at) / 1000);
		}
		if (hasInstance(each) && each.state !== 'waiting') {
			start.set({vassal}, wallClock(birthOf(each)) / 1000);
			const bytes = resident[each.id];
			if (bytes !== undefined) {
				memory.set({vassal}, bytes);
			}
		}
	}
	return registry.metrics();
};

/** Vassals at once: 200 of them take 10 ms, and no key shall wait for that. */
const portion = 20;

/** The text format of Prometheus. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';
