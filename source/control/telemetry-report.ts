import type {VassalId} from '../core/event.js';
import type {Vitals} from '../core/vitals.js';

/** What a vassal costs and does, of this moment; null for what is not known. A worker has the keys of uWSGI's stats, in their units. */
export const reportTelemetry = (id: VassalId, {cpu, traffic, instances}: Vitals) => {
	const {rate, errors, p50, p95} = traffic[id] ?? {};
	const instance = instances[id];
	return {
		/** Of its processes: fraction of one core. */
		cpu: cpu[id] ?? null,
		requests_per_second: rate ?? null,
		errors_last_minute: errors ?? null,
		/** Milliseconds, of the last minute. */
		p50: p50 ?? null,
		p95: p95 ?? null,
		listen_queue: instance?.queue ?? null,
		workers:
			instance?.workers.map(worker => ({
				id: worker.number,
				pid: worker.pid,
				status: worker.state,
				cores: worker.cores,
				busy: worker.busy,
				requests: worker.requests,
				exceptions: worker.exceptions,
				harakiri_count: worker.harakiris,
				respawn_count: worker.respawns,
				rss: worker.resident ?? null,
				tx: worker.sent,
				/** Microseconds. */
				avg_rt: Math.round(worker.averageTime * 1000),
			})) ?? null,
	};
};
