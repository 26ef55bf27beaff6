import type {EmperorClient} from '../client/emperor-client.js';
import type {Instant} from '../core/event.js';
import type {VassalSnapshot} from '../core/snapshot.js';
import type {Vitals} from '../core/vitals.js';
import {reportTelemetry} from './telemetry-report.js';
import {vassalStats} from './vassal-stats.js';
import {secondsBy, type WallClock} from './wall-clock.js';

/** How a person is told of a vassal: the words of its panel. */
export type Portray = (
	vassal: VassalSnapshot,
	now: Instant,
	vitals: Vitals,
) => {
	readonly badge: {readonly name: string; readonly tone: string; readonly facts?: readonly string[]};
	/** Sentences its owner should read, most urgent first. */
	readonly notes: readonly string[];
};

export type Reporter = {
	readonly client: EmperorClient;
	readonly portray: Portray;
	readonly monitors: () => readonly string[];
	readonly wallClock: WallClock;
};

/** One vassal over the control socket. Times are seconds since the epoch, 0 for never. */
export type VassalReport = ReturnType<typeof reportVassal>;

/** uWSGI's keys first, then what uWSGI does not know. Keys are only ever added. */
export const reportVassal = (vassal: VassalSnapshot, {client, portray, monitors, wallClock}: Reporter) => {
	const at = secondsBy(wallClock);
	const stats = vassalStats(vassal, monitors(), at);
	const vitals = client.getVitals();
	const resident = stats.pid === -1 ? undefined : vitals.resident[vassal.id];
	const {badge, notes} = portray(vassal, client.now(), vitals);
	const {lastDeath, blackMark} = vassal;
	const log = client.log(vassal.id);
	return {
		...stats,
		/** Full path of its config file: the one thing that tells two vassals apart. */
		path: vassal.id,
		/** The shortest name that tells it apart. */
		name: vassal.shortName,
		/** The word of its badge. */
		state: badge.name,
		/** Whether somebody should look at it. */
		trouble: badge.tone === 'bad',
		facts: badge.facts ?? [],
		problems: notes,
		restarts: Math.max(0, vassal.lives - 1),
		gap: gapOf(vassal),
		/** Resident bytes of its processes; null without one, and while that is not known. */
		memory: resident ?? null,
		telemetry: reportTelemetry(vassal.id, vitals),
		last_death:
			lastDeath === undefined
				? null
				: {
						at: at(lastDeath.at),
						exit_code: lastDeath.exitCode,
						signal: lastDeath.signal,
						/** Seconds. */
						lived: Math.round(lastDeath.lived / 1000),
					},
		/** Its entry in the blacklist. */
		throttle:
			blackMark === undefined
				? null
				: {
						throttle_level: Math.round(blackMark.wait),
						attempt: blackMark.deaths - 1,
						first_attempt: at(blackMark.since),
						last_attempt: at(blackMark.latest),
					},
		log: {first: log.first, last: log.last},
	};
};

/**
 * Milliseconds from the latest reload, as it was told, until it accepted again: callers have waited no longer. Null where its
 * process was never reloaded, is not back, or does not say when it accepts.
 */
const gapOf = (vassal: VassalSnapshot): number | null => {
	const {reloaded, accepting} = 'chronicle' in vassal ? vassal.chronicle : {};
	return reloaded === undefined || accepting === undefined || accepting <= reloaded
		? null
		: Math.round(accepting - reloaded);
};

/** What is worth telling when it changes: without what moves by itself, that is seconds that pass, memory, lines and telemetry. */
export const gistOf = ({facts: _, memory: __, log: ___, telemetry: ____, ...gist}: VassalReport): string =>
	JSON.stringify(gist);
