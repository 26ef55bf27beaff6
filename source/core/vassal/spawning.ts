import type {Effect} from '../effect.js';
import type {Instant, Stamped, VassalEvent} from '../event.js';
import {hookEnvironment} from '../hook-order.js';
import {describeProblem, type Problem} from '../problem.js';
import {orderSpawn, type SpawnOrder} from '../spawn-order.js';
import {statsSocketOf} from '../stats-socket.js';
import {settlingTime, type Terms} from '../terms.js';
import {beginChronicle} from './chronicle.js';
import {curse, kill} from './cursed.js';
import {endLife} from './fate.js';
import {
	become,
	type Ending,
	type Fate,
	impossible,
	type Known,
	knownOf,
	type Running,
	type Spawning,
	type Step,
} from './vassal.js';

/** Orders a process. `refused` is why its last start was, where this one is the next try. */
export const spawn = (known: Known, refused: Problem | undefined, at: Instant, terms: Terms): Step =>
	become(
		{...known, state: 'spawning', since: at, ...(refused === undefined ? {} : {refused})},
		{
			type: 'spawn',
			id: known.id,
			order: orderOf(known, terms),
			noticesLostEmperor: known.config.obeys === 'bytes',
			...(known.socket === undefined ? {} : {socket: known.socket}),
		},
	);

/** With a start hook, a vassal of uWSGI's inherits what that was given. */
const orderOf = (known: Known, terms: Terms): SpawnOrder => {
	const order = orderSpawn(known, terms);
	return {
		...order,
		env: {
			...(terms.startHook === undefined ? {} : hookEnvironment(known.id)),
			...(known.zerg === undefined ? {} : {UWSGI_BROODLORD_NUM: String(known.zerg.number)}),
			...order.env,
		},
	};
};

/** What a vassal whose process is being started does with each thing that can happen to it. */
export const whileSpawning = (vassal: Spawning, event: Stamped<VassalEvent>, terms: Terms): Step => {
	switch (event.type) {
		case 'spawned':
			return fulfil(vassal, bear(vassal, event.pid, event.at, terms), event.at, terms);
		case 'spawn-failed': {
			const ending: Ending = {kind: 'refused', problem: event.problem};
			const ended = endLife(knownOf(vassal), vassal.wish?.fate ?? 'return', ending, event.at, terms);
			const words = vassal.wish === undefined ? complain(event.problem, vassal.refused) : [];
			return {next: ended.next, effects: [...words, ...ended.effects]};
		}
		case 'config-changed':
			return become({...vassal, ...event.sighting, wish: {fate: 'restart', mercy: true}});
		case 'config-gone':
			return wish(vassal, 'bury');
		case 'ragnarok':
			return wish({...vassal, latest: event.at + terms.mercy}, 'bury');
		case 'hurried':
			return wish(vassal, 'bury', false);
		case 'commanded':
			switch (event.command) {
				case 'stop':
					return wish(vassal, 'suspend');
				case 'kill':
					return wish(vassal, 'suspend', false);
				case 'restart':
					return wish(vassal, 'restart');
				// It is starting this very moment, with its file as it is.
				case 'start':
				case 'reload':
				case 'forgive':
					return wishNothing(vassal);
				default:
					return impossible(event.command);
			}
		// Late news of its last process.
		case 'heard':
		case 'pipe-closed':
		case 'app-told':
		case 'died':
		case 'tick':
		case 'hook-ended':
		case 'hook-refused':
		case 'predecessor-buried':
		case 'knocked':
		case 'socket-refused':
			return become(vassal);
		default:
			return impossible(event);
	}
};

/** Once, not at every try. */
const complain = (problem: Problem, last: Problem | undefined): Effect[] => {
	const text = describeProblem(problem);
	return last !== undefined && describeProblem(last) === text ? [] : [{type: 'log', text}];
};

const bear = (vassal: Spawning, pid: number, at: number, terms: Terms): Running => {
	const statsSocket = statsSocketOf(vassal, terms);
	return {
		...knownOf(vassal),
		lives: vassal.lives + 1,
		state: 'running',
		pid,
		since: at,
		chronicle: beginChronicle(vassal.mtime),
		obeys: vassal.config.obeys,
		spawned: false,
		accepting: false,
		loyal: false,
		spoken: false,
		settled: false,
		...(vassal.config.readiness === 'alive' ? {settles: at + settlingTime} : {}),
		...(statsSocket === undefined ? {} : {statsSocket}),
	};
};

const fulfil = ({wish, latest}: Spawning, born: Running, at: number, terms: Terms): Step => {
	if (wish === undefined) {
		return become(born);
	}
	const tolerance = latest === undefined ? terms.curseTolerance : Math.min(terms.curseTolerance, latest - at);
	const cursed = curse(born, wish.fate, at, {...terms, curseTolerance: Math.max(0, tolerance)});
	return wish.mercy ? cursed : kill(cursed);
};

/** A vassal that must be buried is not saved by a later wish. */
const wish = (vassal: Spawning, fate: Fate, mercy = true): Step =>
	become({...vassal, wish: {fate: vassal.wish?.fate === 'bury' ? 'bury' : fate, mercy}});

const wishNothing = (vassal: Spawning): Step => {
	if (vassal.wish?.fate !== 'suspend') {
		return become(vassal);
	}
	const {wish: _, ...unwishing} = vassal;
	return become(unwishing);
};
