import type {Instant} from '../core/event.js';
import type {VassalSnapshot} from '../core/snapshot.js';
import {toSeconds} from './wall-clock.js';

/** One vassal by uWSGI's keys, in uWSGI's order (emperor.md 11). Times are seconds since the epoch, 0 for never. */
export type VassalStats = ReturnType<typeof vassalStats>;

/** `at` gives the second of an instant; `monitors` the names of what the emperor looks at. */
export const vassalStats = (
	vassal: VassalSnapshot,
	monitors: readonly string[],
	at: (instant: Instant | undefined) => number,
) => {
	const chronicle = hasProcess(vassal) ? vassal.chronicle : undefined;
	const {spawned, accepting, loyal, heartbeat, reloaded, reloads = 0} = chronicle ?? {};
	const born = hasInstance(vassal) ? birthOf(vassal) : undefined;
	return {
		id: vassal.name,
		pid: hasProcess(vassal) ? vassal.pid : -1,
		born: toSeconds(chronicle?.born ?? vassal.mtime),
		last_mod: toSeconds(vassal.mtime),
		last_heartbeat: at(heartbeat),
		loyal: Number(loyal !== undefined),
		// Byte 1 comes only before the first reload: uWSGI never shows a reloaded vassal as ready.
		ready: Number(spawned !== undefined && reloaded === undefined),
		accepting: Number(accepting !== undefined && (reloaded === undefined || accepting > reloaded)),
		last_loyal: at(loyal),
		last_ready: at(spawned),
		last_accepting: at(accepting),
		first_run: at(born),
		last_run: at(reloaded ?? born),
		cursed: vassal.state === 'cursed' ? at(vassal.since) : 0,
		zerg: Number(vassal.zerg !== undefined),
		on_demand: vassal.socket ?? '',
		uid: vassal.owner.uid,
		gid: vassal.owner.gid,
		monitor: monitors[vassal.monitor] ?? '',
		respawns: reloads,
	};
};

type WithProcess = Extract<VassalSnapshot, {state: 'running' | 'cursed'}>;

/** What uWSGI calls an instance: it has a process, or sleeps behind its socket. */
export type Instance = WithProcess | Extract<VassalSnapshot, {state: 'waiting'}>;

export const hasInstance = (vassal: VassalSnapshot): vassal is Instance =>
	vassal.state === 'waiting' || hasProcess(vassal);

/** When its process was started, or it fell asleep. */
export const birthOf = (instance: Instance): Instant =>
	instance.state === 'cursed' ? instance.spawnedAt : instance.since;

const hasProcess = (vassal: VassalSnapshot): vassal is WithProcess =>
	vassal.state === 'running' || vassal.state === 'cursed';
