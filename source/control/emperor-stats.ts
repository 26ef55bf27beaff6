import type {EmpireSnapshot} from '../core/snapshot.js';
import {birthOf, hasInstance, type VassalStats, vassalStats} from './vassal-stats.js';
import {secondsBy, type WallClock} from './wall-clock.js';

/** What the stats tell of the emperor itself. */
export type EmperorFacts = {
	readonly version: string;
	readonly pid: number;
	readonly uid: number;
	readonly gid: number;
	readonly cwd: string;
	readonly tyrant: boolean;
	/** What it looks at, by the numbers in the vassals' `monitor`. */
	readonly monitors: readonly string[];
};

/**
 * uWSGI's own emperor stats: its keys, in its order and its lay-out, and here always valid JSON (emperor.md 11).
 *
 * As there, only vassals that have a process, or sleep on demand, are listed; who is kept out is on the blacklist.
 * Source: uwsgi_emperor_stats() in core/emperor.c.
 */
export const emperorStats = (
	{vassals}: EmpireSnapshot,
	{version, pid, uid, gid, cwd, tyrant, monitors}: EmperorFacts,
	wallClock: WallClock,
): string => {
	const at = secondsBy(wallClock);
	const instances = vassals.filter(hasInstance).sort((a, b) => birthOf(a) - birthOf(b));
	return object(0, [
		...fields({version, pid, uid, gid, cwd}),
		['emperor', list(monitors.map(name => JSON.stringify(name)))],
		...fields({emperor_tyrant: Number(tyrant), throttle_level: 0}),
		['vassals', list(instances.map(vassal => item(vassalStats(vassal, monitors, at))))],
		[
			'blacklist',
			list(
				vassals.flatMap(({name, blackMark}) =>
					blackMark === undefined
						? []
						: item({
								id: name,
								throttle_level: Math.round(blackMark.wait),
								attempt: blackMark.deaths - 1,
								first_attempt: at(blackMark.since),
								last_attempt: at(blackMark.latest),
							}),
				),
			),
		],
	]);
};

type Fields = Readonly<Record<string, string | number>> | VassalStats;

const fields = (values: Fields): [string, string][] =>
	Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]);

const item = (values: Fields): string => `\t\t${object(2, fields(values))}`;

const object = (depth: number, entries: readonly (readonly [string, string])[]): string => {
	const indent = '\t'.repeat(depth);
	return `{\n${entries.map(([key, text]) => `${indent}\t"${key}":${text}`).join(',\n')}\n${indent}}`;
};

/** Its items bring their own indentation; uWSGI gives the monitors none, and an empty list an empty line. */
const list = (items: readonly string[]): string => `[\n${items.join(',\n')}\n\t]`;
