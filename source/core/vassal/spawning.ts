import type {Effect} from '../effect.js';
import type {Stamped, VassalEvent} from '../event.js';
import {describeProblem, type Problem} from '../problem.js';
import {refusalRetry, settlingTime, type Terms} from '../terms.js';
import {curse, kill} from './cursed.js';
import {welcome} from './refused.js';
import {suspend} from './suspended.js';
import {throttle} from './throttled.js';
import {
	become,
	bury,
	type Fate,
	impossible,
	knownOf,
	type Running,
	type Spawning,
	type Step,
} from './vassal.js';

/** What a vassal whose process is being started does with each thing that can happen to it. */
export const whileSpawning = (vassal: Spawning, event: Stamped<VassalEvent>, terms: Terms): Step => {
	switch (event.type) {
		case 'spawned':
			return fulfil(vassal, bear(vassal, event.pid, event.at), event.at, terms);
		case 'spawn-failed': {
			const known = knownOf(vassal);
			switch (vassal.wish?.fate) {
				case 'bury':
					return bury(known);
				case 'suspend':
					return suspend(known, event.at, 'asked');
				case 'restart':
					return welcome(known, event.at, {kind: 'asked'});
				default:
					return become(
						throttle(known, event.at, refusalRetry, {kind: 'refused', problem: event.problem}),
						...complain(event.problem, vassal.refused),
					);
			}
		}
		case 'config-changed':
			return become({...vassal, ...event.sighting, wish: {fate: 'restart', mercy: true}});
		case 'config-gone':
		case 'ragnarok':
			return wish(vassal, 'bury');
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
		case 'died':
		case 'tick':
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

const bear = (vassal: Spawning, pid: number, at: number): Running => ({
	...knownOf(vassal),
	lives: vassal.lives + 1,
	state: 'running',
	pid,
	since: at,
	obeys: vassal.config.obeys,
	spawned: false,
	accepting: false,
	loyal: false,
	spoken: false,
	settled: false,
	...(vassal.config.readiness === 'alive' ? {settles: at + settlingTime} : {}),
});

const fulfil = ({wish}: Spawning, born: Running, at: number, terms: Terms): Step => {
	if (wish === undefined) {
		return become(born);
	}
	const cursed = curse(born, wish.fate, at, terms);
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
