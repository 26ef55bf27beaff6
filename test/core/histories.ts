import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {Effect} from '../../source/core/effect.js';
import {type Empire, foundEmpire, nextDeadline, step} from '../../source/core/empire.js';
import type {EmpireEvent, Stamped, VassalEvent} from '../../source/core/event.js';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {defaultTerms} from '../../source/core/terms.js';
import {JournalKeeper, replay} from '../../source/engine/journal.js';
import {sight} from '../helpers/story.js';

/**
 * Histories as the world makes them: a process is only born when one was ordered, and only dies when it was born.
 * Each draw picks a vassal and something that may happen to it; the world refuses what cannot.
 */
type Draw = {
	readonly name: string;
	readonly what: string;
	readonly byte: number;
	readonly code: number;
	readonly pause: number;
};

const draws: fc.Arbitrary<Draw> = fc.record({
	name: fc.constantFrom('a.ini', 'b.ini'),
	what: fc.constantFrom(
		'found',
		'found',
		'changed',
		'gone',
		'renamed',
		'spawned',
		'spawned',
		'spawned',
		'spawn-failed',
		'heard',
		'heard',
		'heard',
		'pipe-closed',
		'died',
		'died',
		'start',
		'stop',
		'reload',
		'restart',
		'kill',
		'forgive',
		'pause',
		'pause',
		'ragnarok',
		'hurried',
	),
	byte: fc.constantFrom(1, 5, 17, 22, 26, 30, 99),
	code: fc.constantFrom(0, 1, 22, 26),
	pause: fc.constantFrom(0, 1, 999, 1000, 30_000, 180_000),
});

const configs = [
	{},
	{obeys: 'SIGTERM', readiness: 'alive', patch: {how: 'shell', command: 'x', env: {}}},
	{obeys: 'SIGINT'},
	{readiness: 'spawned'},
	{refusal: {what: 'no', where: {file: 'x'}, remedy: 'Mend it'}},
] as const;

type Moment = {
	readonly before: Empire;
	readonly event: Stamped<EmpireEvent>;
	readonly after: Empire;
	readonly effects: readonly Effect[];
};

/** What the world holds, apart from what the empire believes. */
class World {
	empire = foundEmpire(defaultTerms);
	readonly start = this.empire;
	readonly moments: Moment[] = [];
	readonly ordered = new Set<string>();
	readonly alive = new Set<string>();
	readonly files = new Set<string>();
	at = 0;
	#pid = 1;

	happens(event: EmpireEvent): void {
		const stamped = {...event, at: this.at};
		const before = this.empire;
		const {empire, effects} = step(before, stamped);
		this.empire = empire;
		this.moments.push({before, event: stamped, after: empire, effects});
		for (const effect of effects) {
			if (effect.type === 'spawn') {
				this.ordered.add(effect.id);
			}
		}
	}

	tells(id: string, event: VassalEvent): void {
		this.happens({type: 'told', id, event});
	}

	lives({name, what, byte, code, pause}: Draw): void {
		const id = `/v/${name}`;
		const sighting = sight(name, configs[(byte + code) % configs.length], `inode-${code % 2}`);
		switch (what) {
			case 'found':
				if (!this.files.has(id)) {
					this.files.add(id);
					this.happens({type: 'surveyed', found: [sighting], changed: [], gone: []});
				}
				break;
			case 'changed':
				if (this.files.has(id)) {
					this.happens({type: 'surveyed', found: [], changed: [sighting], gone: []});
				}
				break;
			case 'gone':
				if (this.files.delete(id)) {
					this.happens({type: 'surveyed', found: [], changed: [], gone: [id]});
				}
				break;
			case 'renamed': {
				const other = name === 'a.ini' ? 'b.ini' : 'a.ini';
				const inode = this.empire.vassals[id]?.inode ?? '';
				if (this.files.has(id) && !this.files.has(`/v/${other}`)) {
					this.files.delete(id);
					this.files.add(`/v/${other}`);
					this.happens({type: 'surveyed', found: [sight(other, {}, inode)], changed: [], gone: [id]});
				}
				break;
			}
			case 'spawned':
				if (this.ordered.delete(id)) {
					this.#pid += 1;
					this.alive.add(id);
					this.tells(id, {type: 'spawned', pid: this.#pid});
				}
				break;
			case 'spawn-failed':
				if (this.ordered.delete(id)) {
					this.tells(id, {type: 'spawn-failed', problem: {what: 'no', where: {file: 'x'}, remedy: 'y'}});
				}
				break;
			case 'heard':
				if (this.alive.has(id)) {
					this.tells(id, {type: 'heard', byte});
				}
				break;
			case 'pipe-closed':
				if (this.alive.has(id)) {
					this.tells(id, {type: 'pipe-closed'});
				}
				break;
			case 'died':
				if (this.alive.delete(id)) {
					this.tells(id, {type: 'died', exitCode: code, signal: null});
				}
				break;
			case 'pause':
				this.passes(pause);
				break;
			case 'ragnarok':
				// Rare, or every history would be short.
				if (pause === 180_000 && byte === 99) {
					this.happens({type: 'ragnarok'});
				}
				break;
			case 'hurried':
				if (pause === 180_000 && byte === 99) {
					this.happens({type: 'hurried'});
				}
				break;
			default:
				this.tells(id, {type: 'commanded', command: what as 'start'});
		}
	}

	passes(milliseconds: number): void {
		const until = this.at + milliseconds;
		for (
			let due = nextDeadline(this.empire);
			due !== undefined && due <= until;
			due = nextDeadline(this.empire)
		) {
			this.at = Math.max(this.at, due);
			this.happens({type: 'tick'});
		}
		this.at = until;
	}

	/** Everything that was ordered is born, everything that lives dies, until the empire wants no more. */
	comesToAnEnd(): void {
		this.happens({type: 'ragnarok'});
		for (const id of this.ordered) {
			this.alive.add(id);
			this.tells(id, {type: 'spawned', pid: 1});
		}
		this.ordered.clear();
		this.passes(defaultTerms.mercy + 1);
		for (const id of this.alive) {
			this.tells(id, {type: 'died', exitCode: 0, signal: null});
		}
	}
}

const liveThrough = (history: readonly Draw[]): World => {
	const world = new World();
	for (const draw of history) {
		world.lives(draw);
	}
	return world;
};

const histories = fc.array(draws, {maxLength: 60});
const always = (holds: (world: World) => boolean): void =>
	fc.assert(
		fc.property(histories, history => holds(liveThrough(history))),
		{numRuns: 3000},
	);

test('whatever happens, a vassal that has a process, or one on order, is never spawned again', () => {
	always(({moments}) => {
		const busy = new Set<string>();
		return moments.every(({event, effects}) => {
			if (event.type === 'told' && (event.event.type === 'died' || event.event.type === 'spawn-failed')) {
				busy.delete(event.id);
			}
			return effects.every(effect => {
				if (effect.type !== 'spawn') {
					return true;
				}
				const isTwice = busy.has(effect.id);
				busy.add(effect.id);
				return !isTwice;
			});
		});
	});
});

test('whatever happens, every process has a vassal that knows of it', () => {
	always(world =>
		[...world.alive].every(id => {
			const vassal = world.empire.vassals[id];
			return vassal?.state === 'running' || vassal?.state === 'cursed';
		}),
	);
});

test('whatever happens, nobody is buried while it has a process, and nobody without a file is kept', () => {
	always(world => {
		world.passes(1_000_000);
		for (const id of [...world.ordered]) {
			world.lives({name: id.slice(3), what: 'spawned', byte: 1, code: 0, pause: 0});
		}
		for (const id of [...world.alive]) {
			if (!world.files.has(id)) {
				world.lives({name: id.slice(3), what: 'died', byte: 1, code: 0, pause: 0});
			}
		}
		return Object.keys(world.empire.vassals).every(id => world.files.has(id));
	});
});

test('whatever happened before, ragnarok ends, with one exit, and tells everyone who runs', () => {
	always(world => {
		world.comesToAnEnd();
		const exits = world.moments.flatMap(({effects}) => effects).filter(({type}) => type === 'exit');
		return Object.keys(world.empire.vassals).length === 0 && exits.length === 1;
	});
});

test('whatever happens, every cursed vassal is either dead in time or killed', () => {
	always(world => {
		const cursed = Object.values(world.empire.vassals).filter(({state}) => state === 'cursed');
		const from = world.moments.length;
		world.passes(defaultTerms.curseTolerance);
		const killed = world.moments
			.slice(from)
			.flatMap(({effects}) => effects)
			.filter(effect => effect.type === 'kill' && effect.signal === 'SIGKILL');
		return cursed.every(({id}) => killed.some(effect => effect.type === 'kill' && effect.id === id));
	});
});

test('whatever happens, the empire and its snapshot survive JSON', () => {
	always(({empire}) => {
		assert.deepEqual(JSON.parse(JSON.stringify(empire)), empire);
		const snapshot = takeSnapshot(empire);
		assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
		return true;
	});
});

test('replaying a journal gives the same empire', () => {
	always(({start, moments, empire}) => {
		const keeper = new JournalKeeper(start);
		for (const {before, event} of moments) {
			keeper.write(before, event);
		}
		assert.deepEqual(replay(keeper.read()), empire);
		return true;
	});
});
