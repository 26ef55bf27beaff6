import fc from 'fast-check';
import type {Effect} from '../../source/core/effect.js';
import {type Empire, foundEmpire, nextDeadline, step} from '../../source/core/empire.js';
import type {EmpireEvent, Instant, Sighting, Stamped, VassalEvent} from '../../source/core/event.js';
import {vassalOf} from '../../source/core/roll.js';
import {defaultTerms, type Terms} from '../../source/core/terms.js';
import {ordinaryConfig, sight} from './story.js';

/** Something that may happen, and to whom; the world refuses what cannot. */
export type Draw = {
	readonly name: string;
	/** It happens to this one of its zergs, if it has so many. */
	readonly zerg: number;
	readonly what: (typeof happenings)[number];
	readonly byte: number;
	readonly code: number;
	readonly pause: number;
	/** Which of the `sightings` its file is like. */
	readonly like: number;
	/** Whatever was due has happened by then. */
	readonly isCalm: boolean;
};

/** What is likely is written more often. */
const happenings = [
	...['found', 'changed', 'gone', 'renamed'],
	...['spawned', 'spawned', 'spawned', 'spawn-failed', 'heard', 'heard', 'heard', 'heard'],
	...['pipe-closed', 'died', 'died', 'hook-ended', 'hook-refused'],
	...['knocked', 'socket-refused'],
	...['start', 'stop', 'reload', 'restart', 'kill', 'forgive'],
	...['pause', 'pause', 'pause', 'ragnarok', 'hurried'],
] as const;

const draws: fc.Arbitrary<Draw> = fc.record({
	name: fc.constantFrom('a.ini', 'a.ini', 'a.ini', 'b.ini'),
	zerg: fc.constantFrom(-1, -1, 0, 1),
	what: fc.constantFrom(...happenings),
	byte: fc.constantFrom(1, 5, 5, 17, 22, 26, 30, 30, 99),
	code: fc.constantFrom(0, 1, 22, 26),
	pause: fc.constantFrom(0, 1, 250, 999, 1000, 30_000, 60_000, 180_000),
	like: fc.nat(7),
	isCalm: fc.constantFrom(true, true, true, false),
});

/** One that dies as often as it is let, after lives of one length: by chance alone a record seldom grows old. */
const crashLoops: fc.Arbitrary<readonly Draw[]> = draws.map(draw => {
	const happens = (what: Draw['what'], pause: number): Draw => ({
		...{...draw, zerg: -1, code: 1, isCalm: true},
		...{what, pause},
	});
	const life = [
		happens('spawned', 0),
		happens('pause', draw.pause),
		happens('died', 0),
		happens('pause', 30_000),
	];
	return [...life, ...life, ...life, ...life];
});

export const histories: fc.Arbitrary<readonly Draw[]> = fc
	.array(fc.oneof({arbitrary: draws.map(draw => [draw]), weight: 30}, {arbitrary: crashLoops, weight: 1}), {
		maxLength: 70,
		size: 'max',
	})
	.map(parts => parts.flat());

/** Hooks or none, zergs or none, a longest wait that is soon reached: what changes the ways that a vassal may go. */
export const reigns: fc.Arbitrary<Partial<Terms>> = fc.constantFrom(
	{},
	{throttle: 1000, maxThrottle: 2500},
	{broodlord: 2},
	{startHook: 'up'},
	{stopHook: 'down'},
	{startHook: 'up', stopHook: 'down', broodlord: 2},
	{tyrant: true, broodlord: 2, startHook: 'up'},
	{gracefulShutdown: true, noBlacklist: true, mercy: 5000},
);

const patch = {how: 'shell', command: 'x', env: {}} as const;

const sightings: readonly Partial<Sighting>[] = [
	{},
	{config: {...ordinaryConfig, obeys: 'SIGTERM', readiness: 'alive', patch}},
	{config: {...ordinaryConfig, obeys: 'SIGINT'}},
	{config: {...ordinaryConfig, readiness: 'spawned'}},
	{config: {...ordinaryConfig, readiness: 'loyal'}},
	{config: {...ordinaryConfig, refusal: {what: 'no', where: {file: 'x'}, remedy: 'Mend it'}}},
	{socket: '/run/app.sock'},
	{socket: '/run/app.sock'},
];

const root = {uid: 0, gid: 0};

const owners = [{uid: 1000, gid: 1000}, {uid: 2000, gid: 1000}, root];

const problem = {what: 'no', where: {file: 'x'}, remedy: 'Mend it'};

/** One event, and the empire on both sides of it. */
export type Moment = {
	readonly before: Empire;
	readonly event: Stamped<EmpireEvent>;
	readonly after: Empire;
	readonly effects: readonly Effect[];
};

/** The world of a history: what really runs, whatever the empire believes. A process is only born when ordered, and dies once. */
export class World {
	empire: Empire;
	readonly start: Empire;
	readonly moments: Moment[] = [];
	readonly ordered = new Set<string>();
	readonly alive = new Set<string>();
	readonly hooks = new Set<string>();
	readonly watched = new Set<string>();
	readonly files = new Set<string>();
	at: Instant = 0;
	#pid = 1;

	constructor(terms: Partial<Terms> = {}) {
		this.empire = foundEmpire({...defaultTerms, ...terms});
		this.start = this.empire;
	}

	happens(event: EmpireEvent): void {
		const stamped = {...event, at: this.at};
		const before = this.empire;
		const {empire, effects} = step(before, stamped);
		this.empire = empire;
		this.moments.push({before, event: stamped, after: empire, effects});
		for (const effect of effects) {
			this.#obey(effect);
		}
	}

	#obey(effect: Effect): void {
		switch (effect.type) {
			case 'spawn':
				this.ordered.add(effect.id);
				this.watched.delete(effect.id);
				break;
			case 'run-hook':
				this.hooks.add(effect.id);
				break;
			case 'watch-socket':
				this.watched.add(effect.id);
				break;
			case 'release-socket':
			case 'bury':
				this.watched.delete(effect.id);
				break;
			default:
		}
	}

	tells(id: string, event: VassalEvent): void {
		this.happens({type: 'told', id, event});
	}

	lives(draw: Draw): void {
		const {name, byte, code, pause, isCalm} = draw;
		if (isCalm) {
			this.passes(0);
		}
		const file = `/v/${name}`;
		const id = this.#zergsOf(file)[draw.zerg] ?? file;
		const what = this.#possible(draw.what, file, id);
		switch (what) {
			case 'found':
				this.files.add(file);
				this.happens({type: 'surveyed', found: [sightingOf(draw)], changed: [], gone: []});
				break;
			case 'changed': {
				const {socket: _, ...sighting} = sightingOf(draw);
				this.happens({type: 'surveyed', found: [], changed: [sighting], gone: []});
				break;
			}
			case 'gone':
				this.files.delete(file);
				this.happens({type: 'surveyed', found: [], changed: [], gone: [file]});
				break;
			case 'renamed':
				this.#renames(name, name === 'a.ini' ? 'b.ini' : 'a.ini');
				break;
			case 'spawned':
				this.ordered.delete(id);
				this.alive.add(id);
				this.#pid += 1;
				this.tells(id, {type: 'spawned', pid: this.#pid});
				break;
			case 'spawn-failed':
				this.ordered.delete(id);
				this.tells(id, {type: 'spawn-failed', problem});
				break;
			case 'heard':
				this.tells(id, {type: 'heard', byte});
				break;
			case 'pipe-closed':
				this.tells(id, {type: 'pipe-closed'});
				break;
			case 'died':
				this.alive.delete(id);
				this.tells(id, {type: 'died', exitCode: code, signal: null});
				break;
			case 'hook-ended':
				this.hooks.delete(id);
				this.tells(id, {type: 'hook-ended', exitCode: code, signal: null});
				break;
			case 'hook-refused':
				this.hooks.delete(id);
				this.tells(id, {type: 'hook-refused', problem});
				break;
			case 'knocked':
				this.watched.delete(id);
				this.tells(id, {type: 'knocked'});
				break;
			case 'socket-refused':
				this.watched.delete(id);
				this.tells(id, {type: 'socket-refused', problem});
				break;
			case 'pause':
				this.passes(pause);
				break;
			case 'ragnarok':
			case 'hurried':
				// Rare, or every history would be short.
				if (pause === 180_000 && byte === 99) {
					this.happens({type: what});
				}
				break;
			case undefined:
				break;
			default:
				this.tells(id, {type: 'commanded', command: what});
		}
	}

	/** What cannot happen gives way to what is next in the life of this vassal. */
	#possible(what: Draw['what'], file: string, id: string): Draw['what'] | undefined {
		const states = {
			found: !this.files.has(file),
			changed: this.files.has(file),
			gone: this.files.has(file),
			spawned: this.ordered.has(id),
			'spawn-failed': this.ordered.has(id),
			'hook-ended': this.hooks.has(id),
			'hook-refused': this.hooks.has(id),
			knocked: this.watched.has(id),
			'socket-refused': this.watched.has(id),
			heard: this.alive.has(id),
			died: this.alive.has(id),
			'pipe-closed': this.alive.has(id),
		};
		const can: Readonly<Record<string, boolean>> = states;
		if (can[what] !== false) {
			return what;
		}
		const next = (['found', 'spawned', 'hook-ended', 'knocked', 'heard'] as const).find(step => states[step]);
		return next;
	}

	/** Every deadline within is met in its moment. Throws if one that was met does not move: the engine would spin. */
	passes(milliseconds: number): void {
		const until = this.at + milliseconds;
		let ticks = 0;
		for (
			let due = nextDeadline(this.empire);
			due !== undefined && due <= until;
			due = nextDeadline(this.empire)
		) {
			ticks = due > this.at ? 0 : ticks + 1;
			if (ticks > 10) {
				throw new Error('a deadline that was met stays where it is');
			}
			this.at = Math.max(this.at, due);
			this.happens({type: 'tick'});
		}
		this.at = until;
	}

	/** Everything that was ordered is born, everything that was asked to end does, until the empire wants no more. */
	comesToAnEnd(): void {
		this.happens({type: 'ragnarok'});
		for (const id of [...this.ordered]) {
			this.ordered.delete(id);
			this.alive.add(id);
			this.tells(id, {type: 'spawned', pid: 1});
		}
		this.passes(this.empire.terms.mercy + 1);
		this.settles();
		this.settles();
	}

	/** Whatever runs ends; what that makes run ends too. */
	settles(): void {
		for (const id of [...this.alive]) {
			this.alive.delete(id);
			this.tells(id, {type: 'died', exitCode: 0, signal: null});
		}
		while (this.hooks.size > 0) {
			for (const id of [...this.hooks]) {
				this.hooks.delete(id);
				this.tells(id, {type: 'hook-ended', exitCode: 0, signal: null});
			}
		}
	}

	#zergsOf(file: string): readonly string[] {
		return this.empire.vassals.all.map(({id}) => id).filter(id => id.startsWith(`${file}:`));
	}

	#renames(from: string, to: string): void {
		const inode = vassalOf(this.empire.vassals, `/v/${from}`)?.inode ?? '';
		if (this.files.has(`/v/${from}`) && !this.files.has(`/v/${to}`)) {
			this.files.delete(`/v/${from}`);
			this.files.add(`/v/${to}`);
			this.happens({type: 'surveyed', found: [sight(to, {}, inode)], changed: [], gone: [`/v/${from}`]});
		}
	}
}

const sightingOf = ({name, code, like}: Draw): Sighting => ({
	...sight(name, {}, `${name}-${code % 2}`),
	...sightings[like],
	owner: owners[code % owners.length] ?? root,
});

export const liveThrough = (history: readonly Draw[], terms: Partial<Terms> = {}): World => {
	const world = new World(terms);
	for (const draw of history) {
		world.lives(draw);
	}
	return world;
};
