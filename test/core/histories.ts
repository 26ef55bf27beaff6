import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {VassalCommand} from '../../source/core/command.js';
import type {Effect} from '../../source/core/effect.js';
import {type Empire, nextDeadline} from '../../source/core/empire.js';
import type {VassalEvent} from '../../source/core/event.js';
import {said} from '../../source/core/protocol.js';
import {vassalOf} from '../../source/core/roll.js';
import {takeSnapshot} from '../../source/core/snapshot.js';
import type {Vassal} from '../../source/core/vassal/vassal.js';
import {JournalKeeper, replay} from '../../source/engine/journal.js';
import {type Draw, histories, liveThrough, type Moment, reigns, type World} from '../helpers/world.js';

/** Each history has some eighty happenings. Told with a failure, to have it again. */
const seed = Date.now() % 2 ** 31;

/** Of histories that a test takes further. Under every kind of reign. */
const always = (holds: (world: World) => boolean): void =>
	fc.assert(
		fc.property(histories, reigns, (history, terms) => holds(liveThrough(history, terms))),
		{numRuns: 500, seed},
	);

/** What was lived through once is looked at by every test that only looks. */
const sample = fc.sample(fc.tuple(histories, reigns), {numRuns: 2000, seed}).map(([history, terms]) => ({
	history,
	terms,
	moments: liveThrough(history, terms).moments,
}));

/** Holds at each moment of each history, for a memory of one's own. What fails is made as short as it can be. */
const atEachMoment = <Memory>(
	begin: () => Memory,
	holds: (moment: Moment, memory: Memory) => boolean,
): void => {
	const isKept = (moments: readonly Moment[]) => {
		const memory = begin();
		return moments.every(moment => holds(moment, memory));
	};
	const broken = sample.find(({moments}) => !isKept(moments));
	if (broken !== undefined) {
		fc.assert(
			fc.property(fc.subarray([...broken.history]), part => isKept(liveThrough(part, broken.terms).moments)),
			{examples: [[[...broken.history]]]},
		);
	}
};

const vassalsOf = ({vassals}: Empire): readonly Vassal[] => vassals.all;

/** What was told to a vassal, if anything was. */
const toldOf = ({event}: Moment): (VassalEvent & {readonly id: string}) | undefined =>
	event.type === 'told' ? {...event.event, id: event.id} : undefined;

const isStart = ({type}: Effect): boolean => type === 'spawn';

const hookOf = (effect: Effect): 'start' | 'stop' | undefined =>
	effect.type !== 'run-hook' ? undefined : effect.order.command === 'up' ? 'start' : 'stop';

/** What ended with this event: a process, an order for one, or a hook. */
const endings: readonly VassalEvent['type'][] = ['died', 'spawn-failed', 'hook-ended', 'hook-refused'];

test('a vassal that has a process, one on order, or a hook that runs, is never started again', () => {
	atEachMoment(
		() => new Set<string>(),
		(moment, busy) => {
			const told = toldOf(moment);
			if (told !== undefined && endings.includes(told.type)) {
				busy.delete(told.id);
			}
			return moment.effects.every(effect => {
				if (effect.type !== 'spawn' && effect.type !== 'run-hook') {
					return true;
				}
				const isTwice = busy.has(effect.id);
				busy.add(effect.id);
				return !isTwice;
			});
		},
	);
});

test('every process and every hook has a vassal that knows of it', () => {
	always(
		({alive, hooks, empire}) =>
			[...alive].every(id => ['running', 'cursed'].includes(vassalOf(empire.vassals, id)?.state ?? '')) &&
			[...hooks].every(id => vassalOf(empire.vassals, id)?.state === 'hooked'),
	);
});

test('nobody is buried while anything of it runs, and nobody without a file is kept', () => {
	atEachMoment(
		() => undefined,
		({before, effects}) =>
			effects.every(
				effect =>
					effect.type !== 'bury' ||
					vassalOf(before.vassals, effect.id) === undefined ||
					!isBusyAfter(vassalOf(before.vassals, effect.id), effects),
			),
	);
	always(world => {
		world.passes(200_000);
		for (const id of [...world.ordered]) {
			world.ordered.delete(id);
			world.alive.add(id);
			world.tells(id, {type: 'spawned', pid: 1});
		}
		world.settles();
		world.settles();
		world.passes(200_000);
		return world.empire.vassals.all.every(({id}) => world.files.has(id.split(':')[0] ?? ''));
	});
});

/** A burial in the same breath as an end is in order; beside an order for something new it is not. */
const isBusyAfter = (vassal: Vassal | undefined, effects: readonly Effect[]): boolean =>
	effects.some(effect => (effect.type === 'spawn' || effect.type === 'run-hook') && effect.id === vassal?.id);

test('nothing is started, and no socket watched, once ragnarok began; only stop hooks run', () => {
	atEachMoment(
		() => undefined,
		({before, effects}) =>
			before.ragnarok === undefined ||
			!effects.some(
				effect => isStart(effect) || effect.type === 'watch-socket' || hookOf(effect) === 'start',
			),
	);
});

test('ragnarok tells everyone who runs, kills whoever is left at its mercy, and ends, with one exit', () => {
	always(world => {
		const running = vassalsOf(world.empire).filter(({state}) => state === 'running');
		const left = vassalsOf(world.empire).filter(({state}) => state === 'running' || state === 'cursed');
		const from = world.moments.length;
		world.comesToAnEnd();
		const after = world.moments.slice(from).flatMap(({effects}) => effects);
		const isTold = ({id}: Vassal) =>
			after.some(
				effect =>
					(effect.type === 'kill' || (effect.type === 'say' && effect.byte !== said.reload)) &&
					effect.id === id,
			);
		const isKilled = ({id}: Vassal) =>
			after.some(effect => effect.type === 'kill' && effect.signal === 'SIGKILL' && effect.id === id);
		const exits = world.moments.flatMap(({effects}) => effects).filter(({type}) => type === 'exit');
		return (
			running.every(isTold) &&
			left.every(vassal => isKilled(vassal) || (vassal.state === 'cursed' && vassal.killed)) &&
			vassalsOf(world.empire).length === 0 &&
			exits.length === 1
		);
	});
});

test('every cursed vassal is either dead in time or killed', () => {
	always(world => {
		const cursed = vassalsOf(world.empire).filter(({state}) => state === 'cursed');
		const from = world.moments.length;
		world.passes(world.empire.terms.curseTolerance);
		const killed = world.moments
			.slice(from)
			.flatMap(({effects}) => effects)
			.filter(effect => effect.type === 'kill' && effect.signal === 'SIGKILL');
		return cursed.every(({id}) => killed.some(effect => effect.type === 'kill' && effect.id === id));
	});
});

test('one death is the end of a cursed vassal’s process: it is never cursed or running after it', () => {
	atEachMoment(
		() => undefined,
		moment => {
			const told = toldOf(moment);
			return (
				told?.type !== 'died' ||
				!['running', 'cursed', 'spawning'].includes(vassalOf(moment.after.vassals, told.id)?.state ?? '')
			);
		},
	);
});

test('bytes and signals go only to what runs', () => {
	always(({moments}) => {
		const running = new Set<string>();
		return moments.every(moment => {
			const told = toldOf(moment);
			if (told?.type === 'spawned') {
				running.add(told.id);
			}
			if (told !== undefined && endings.includes(told.type)) {
				running.delete(told.id);
			}
			return moment.effects.every(effect => {
				if (effect.type === 'run-hook') {
					running.add(effect.id);
				}
				return (effect.type !== 'say' && effect.type !== 'kill') || running.has(effect.id);
			});
		});
	});
});

test('uWSGI is never sent SIGTERM, which would reload it', () => {
	atEachMoment(
		() => undefined,
		({before, effects}) =>
			effects.every(effect => {
				if (effect.type !== 'kill' || effect.signal !== 'SIGTERM') {
					return true;
				}
				const vassal = vassalOf(before.vassals, effect.id);
				return (
					vassal?.state === 'hooked' ||
					(vassal?.state === 'running' && vassal.obeys === 'SIGTERM') ||
					(vassal?.state === 'spawning' && vassal.config.obeys === 'SIGTERM')
				);
			}),
	);
});

test('a forgiven vassal has no record, nor has a loyal one', () => {
	atEachMoment(
		() => undefined,
		moment => {
			const told = toldOf(moment);
			const isForgiven =
				(told?.type === 'commanded' && told.command === 'forgive') ||
				(told?.type === 'heard' &&
					told.byte === 17 &&
					vassalOf(moment.before.vassals, told.id)?.state === 'running');
			return !isForgiven || vassalOf(moment.after.vassals, told.id)?.blackMark === undefined;
		},
	);
});

test('each unloyal death costs a step more than the one before, up to the longest wait, the first after ten seconds and a loyal one nothing', () => {
	atEachMoment(
		() => ({born: new Map<string, number>(), life: new Map<string, number>(), loyal: new Set<string>()}),
		({before, event, after}, {born, life, loyal}) => {
			if (event.type === 'told') {
				const {id, event: told} = event;
				if (told.type === 'spawned') {
					born.set(id, event.at);
					loyal.delete(id);
				} else if (
					told.type === 'heard' &&
					told.byte === 17 &&
					vassalOf(before.vassals, id)?.state === 'running'
				) {
					loyal.add(id);
				} else if (told.type === 'died') {
					life.set(id, event.at - (born.get(id) ?? 0));
				}
			}
			const {throttle, maxThrottle, noBlacklist} = before.terms;
			return vassalsOf(after).every(vassal => {
				const {id} = vassal;
				const last = vassalOf(before.vassals, id);
				if (!isKeptOut(vassal) || (last !== undefined && isKeptOut(last))) {
					return true;
				}
				const steps = last?.blackMark === undefined ? 0 : last.blackMark.wait;
				const isFree = last?.blackMark === undefined && (life.get(id) ?? 0) >= 10_000;
				const wait = noBlacklist ? 100 : isFree ? 0 : Math.min(steps + throttle, maxThrottle);
				return loyal.has(id)
					? vassal.deadline === event.at
					: vassal.deadline === event.at + wait && vassal.blackMark?.wait === wait;
			});
		},
	);
});

const isKeptOut = (vassal: Vassal): vassal is Extract<Vassal, {state: 'throttled'}> =>
	vassal.state === 'throttled' && vassal.why.kind === 'died';

test('nobody who is kept out is started before the time, unless by a person or a change of a file', () => {
	atEachMoment(
		() => undefined,
		({before, event, effects}) =>
			effects.every(effect => {
				const vassal = 'id' in effect ? vassalOf(before.vassals, effect.id) : undefined;
				return (
					!(isStart(effect) || hookOf(effect) === 'start') ||
					vassal?.state !== 'throttled' ||
					event.at >= vassal.deadline
				);
			}),
	);
});

test('a record is kept until byte 17, a person’s word, or a change of the file', () => {
	atEachMoment(
		() => new Set<string>(),
		({before, event, after}, pardoned) => {
			if (event.type === 'told') {
				const {id, event: told} = event;
				if (told.type === 'commanded' || (told.type === 'heard' && told.byte === 17)) {
					pardoned.add(id);
				}
			}
			if (event.type === 'surveyed') {
				for (const {id} of [...event.changed, ...event.found]) {
					pardoned.add(id);
				}
			}
			return vassalsOf(after).every(({id, state, blackMark}) => {
				const old = vassalOf(before.vassals, id)?.blackMark;
				if (blackMark !== undefined && blackMark.deaths !== old?.deaths) {
					pardoned.delete(id);
				}
				return old === undefined || blackMark !== undefined || pardoned.has(id) || state === 'refused';
			});
		},
	);
});

test('no deadline has passed once time has: the engine never spins', () => {
	always(world => {
		world.passes(1);
		const deadline = nextDeadline(world.empire);
		return deadline === undefined || deadline > world.at;
	});
});

test('a stopped or exiled vassal does not start until it is told to, or its file changes', () => {
	const stops: readonly VassalCommand[] = ['stop', 'kill'];
	atEachMoment(
		() => new Set<string>(),
		({before, event, effects, after}, stopped) => {
			if (event.type === 'surveyed') {
				stopped.clear();
			}
			if (event.type === 'told' && event.event.type === 'commanded') {
				const {command} = event.event;
				const isLeaving = ['cursed', 'hooked'].includes(vassalOf(before.vassals, event.id)?.state ?? '');
				// Who is leaving already is only hurried by a kill, and goes on to what it was leaving for.
				if (command !== 'kill' || !isLeaving) {
					stopped[stops.includes(command) ? 'add' : 'delete'](event.id);
				}
			}
			for (const {id, state} of vassalsOf(after)) {
				if (state === 'suspended') {
					stopped.add(id);
				}
			}
			return effects.every(
				effect => !(isStart(effect) || hookOf(effect) === 'start') || !isOf(effect, stopped),
			);
		},
	);
});

const isOf = (effect: Effect, ids: ReadonlySet<string>): boolean => 'id' in effect && ids.has(effect.id);

test('exit code 26, unasked, is exile', () => {
	atEachMoment(
		() => undefined,
		moment => {
			const told = toldOf(moment);
			const before = vassalOf(moment.before.vassals, told?.id ?? '');
			const after = vassalOf(moment.after.vassals, told?.id ?? '');
			return (
				told?.type !== 'died' ||
				told.exitCode !== 26 ||
				before?.state !== 'running' ||
				after?.state === 'hooked' ||
				after === undefined ||
				(after.state === 'suspended' && after.why === 'exiled')
			);
		},
	);
});

test('on demand, nobody has a process without a knock, a person’s word, or one to reload', () => {
	const calls = ['start', 'restart', 'reload', 'forgive'];
	atEachMoment(
		() => new Set<string>(),
		({before, event, effects, after}, called) => {
			if (event.type === 'told') {
				const {id, event: told} = event;
				if (told.type === 'knocked' || (told.type === 'commanded' && calls.includes(told.command))) {
					called.add(id);
				}
			}
			if (event.type === 'surveyed') {
				for (const {id} of [...event.changed, ...event.found]) {
					const vassal = vassalOf(before.vassals, id);
					if (
						['running', 'cursed', 'spawning', 'hooked'].includes(vassal?.state ?? '') &&
						!isGoingToSleep(vassal)
					) {
						called.add(id);
					}
				}
			}
			for (const vassal of vassalsOf(after)) {
				if (vassal.state === 'waiting' || isGoingToSleep(vassal)) {
					called.delete(vassal.id);
				}
			}
			return effects.every(
				effect => effect.type !== 'spawn' || effect.socket === undefined || called.delete(effect.id),
			);
		},
	);
});

const isGoingToSleep = (vassal: Vassal | undefined): boolean =>
	(vassal?.state === 'cursed' || vassal?.state === 'hooked') && vassal.fate === 'wait';

test('whoever is asleep on demand is woken by the first knock', () => {
	always(world => {
		const asleep = [...world.watched];
		for (const id of asleep) {
			world.watched.delete(id);
			world.tells(id, {type: 'knocked'});
		}
		world.passes(0);
		return asleep.every(id => world.ordered.has(id) || world.hooks.has(id));
	});
});

test('whoever is on demand and idle is asleep again once it has left', () => {
	always(world => {
		const awake = vassalsOf(world.empire)
			.filter(({state, socket, config}) => state === 'running' && socket !== undefined && !config.refusal)
			.map(({id}) => id);
		for (const id of awake) {
			world.tells(id, {type: 'heard', byte: 22});
		}
		world.settles();
		world.passes(0);
		return awake.every(
			id => vassalOf(world.empire.vassals, id)?.state === 'waiting' && world.watched.has(id),
		);
	});
});

test('nobody answers at the socket of a vassal that is stopped, refused or gone', () => {
	atEachMoment(
		() => new Set<string>(),
		({effects, after}, held) => {
			for (const effect of effects) {
				if (effect.type === 'watch-socket' || (effect.type === 'spawn' && effect.socket !== undefined)) {
					held.add(effect.id);
				} else if (effect.type === 'release-socket' || effect.type === 'bury') {
					held.delete(effect.id);
				}
			}
			return [...held].every(
				id => !['suspended', 'refused', undefined].includes(vassalOf(after.vassals, id)?.state),
			);
		},
	);
});

test('a reload is told only to a vassal that has announced itself since the last', () => {
	atEachMoment(
		() => new Set<string>(),
		(moment, deaf) => {
			const told = toldOf(moment);
			if (told?.type === 'spawned') {
				deaf.delete(told.id);
			}
			// Where nothing can be expected, a while of silence is an announcement; it comes by a tick.
			if (told?.type === 'heard' && [1, 5, 17].includes(told.byte)) {
				deaf.delete(told.id);
			}
			if (moment.event.type === 'tick') {
				deaf.clear();
			}
			return moment.effects.every(effect => {
				if (effect.type !== 'say' || effect.byte !== said.reload) {
					return true;
				}
				const isTwice = deaf.has(effect.id);
				deaf.add(effect.id);
				return !isTwice;
			});
		},
	);
});

test('only a lost heartbeat, the curse tolerance, the end of mercy, or a person who will not wait kills', () => {
	atEachMoment(
		() => undefined,
		moment => {
			const told = toldOf(moment);
			const isAsked =
				moment.event.type === 'hurried' ||
				told?.type === 'spawned' ||
				(told?.type === 'commanded' && told.command === 'kill');
			return moment.effects.every(effect => {
				if (effect.type !== 'kill' || effect.signal !== 'SIGKILL' || isAsked) {
					return true;
				}
				const vassal = vassalOf(moment.before.vassals, effect.id);
				const {at} = moment.event;
				switch (vassal?.state) {
					case 'running':
						return (
							vassal.heartbeat !== undefined && at >= vassal.heartbeat + moment.before.terms.requiredHeartbeat
						);
					case 'cursed': {
						const {terms, ragnarok} = moment.before;
						const mercy = ragnarok === undefined ? Infinity : ragnarok.since + terms.mercy;
						return at >= Math.min(vassal.since + terms.curseTolerance, mercy);
					}
					case 'hooked':
						return at >= vassal.deadline;
					default:
						return false;
				}
			});
		},
	);
});

test('each start hook is followed by one stop hook before the next', () => {
	atEachMoment(
		() => new Map<string, 'start' | 'stop'>(),
		({effects, after}, last) =>
			effects.every(effect => {
				const hook = hookOf(effect);
				if (effect.type !== 'run-hook' || hook === undefined) {
					return true;
				}
				const isInTurn =
					after.terms.startHook === undefined ||
					after.terms.stopHook === undefined ||
					(last.get(effect.id) ?? 'stop') !== hook;
				last.set(effect.id, hook);
				return isInTurn;
			}),
	);
});

test('there are never more zergs than told, and none is kept whose vassal’s file is gone', () => {
	atEachMoment(
		() => undefined,
		({after}) => {
			const zergs = vassalsOf(after).filter(({zerg}) => zerg !== undefined);
			return (
				zergs.length <= after.terms.broodlord &&
				zergs.every(zerg => vassalOf(after.vassals, zerg.zerg?.of ?? '') !== undefined || isLeaving(zerg))
			);
		},
	);
});

const isLeaving = (vassal: Vassal): boolean =>
	((vassal.state === 'cursed' || vassal.state === 'hooked') && vassal.fate === 'bury') ||
	(vassal.state === 'spawning' && vassal.wish?.fate === 'bury');

test('a tyrant starts nobody as root, nor runs their start hook, nor as anybody but the owner of the file', () => {
	atEachMoment(
		() => undefined,
		({effects, after}) =>
			!after.terms.tyrant ||
			effects.every(effect => {
				if (!isStart(effect) && hookOf(effect) !== 'start') {
					return true;
				}
				const {uid, gid} = effect.type === 'spawn' || effect.type === 'run-hook' ? effect.order : {};
				const owner = vassalOf(after.vassals, 'id' in effect ? effect.id : '')?.owner;
				return uid !== '0' && gid !== '0' && uid === String(owner?.uid) && gid === String(owner?.gid);
			}),
	);
});

test('what happens to one vassal, its throttle above all, changes nothing for another', () => {
	const isApart = ({what}: Draw) => !['renamed', 'ragnarok', 'hurried'].includes(what);
	/** What was done about one of them, and when. */
	const fateOf = ({moments}: World, file: string): readonly unknown[] =>
		moments.flatMap(({event, effects}) =>
			effects
				.filter(effect => 'id' in effect && effect.id.startsWith(file))
				.map(effect => ({at: event.at, effect})),
		);
	fc.assert(
		fc.property(histories, reigns, (history, terms) => {
			const reign = {...terms, broodlord: 0};
			const together = history.filter(isApart);
			const alone = together.flatMap(draw => (draw.name === 'a.ini' ? [draw] : leaveAlone(draw)));
			assert.deepEqual(
				fateOf(liveThrough(together, reign), '/v/a.ini'),
				fateOf(liveThrough(alone, reign), '/v/a.ini'),
			);
		}),
		{numRuns: 500, seed},
	);
});

/** What happened to the other one takes as long, and nothing else. */
const leaveAlone = (draw: Draw): Draw[] => {
	if (draw.what === 'pause') {
		return [draw];
	}
	return draw.isCalm ? [{...draw, what: 'pause', pause: 0}] : [];
};

test('the empire and its snapshot survive JSON', () => {
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
