import type {Effect} from '../effect.js';
import type {Instant, Stamped, VassalEvent} from '../event.js';
import {said} from '../protocol.js';
import {nudgeInterval, type Terms} from '../terms.js';
import {deathOf, endLife} from './fate.js';
import {isUp} from './up.js';
import {become, type Cursed, type Fate, impossible, knownOf, log, type Running, type Step} from './vassal.js';

/** Tells a running vassal to stop, in the way it understands, and gives it until the curse tolerance. */
export const curse = (vassal: Running, fate: Fate, at: Instant, terms: Terms): Step =>
	become(
		{...condemn(vassal, fate, at, terms), ...(isDeafYet(vassal, terms) ? {nudge: at + nudgeInterval} : {})},
		log(
			fate === 'wait'
				? `bringing back instance ${vassal.name} to on-demand mode`
				: `stop the uwsgi instance ${vassal.name}`,
		),
		goodbye(vassal, terms),
	);

/** uWSGI in its first moments. A graceful stop is not for us to hurry: its workers may be at work for all we know. */
const isDeafYet = (vassal: Running, terms: Terms): boolean =>
	vassal.obeys === 'bytes' && !isUp(vassal) && vassal.reloading?.told !== true && !terms.gracefulShutdown;

/** It is leaving by itself: nothing to say, but it is not waited for longer than any other. */
export const condemn = (vassal: Running, fate: Fate, at: Instant, terms: Terms): Cursed => ({
	...knownOf(vassal),
	state: 'cursed',
	pid: vassal.pid,
	spawnedAt: vassal.since,
	chronicle: vassal.chronicle,
	since: at,
	deadline: at + terms.curseTolerance,
	fate,
	loyal: vassal.loyal,
	killed: false,
});

/** Adds SIGKILL to a step that left its vassal cursed. */
export const kill = ({next, effects}: Step): Step =>
	next?.state === 'cursed'
		? {next: {...next, killed: true}, effects: [...effects, {type: 'kill', id: next.id, signal: 'SIGKILL'}]}
		: {next, effects};

/** Whether it acts on the bytes of the emperor protocol. A patched binary does if it has ever spoken it. */
export const listens = (vassal: Running): boolean =>
	vassal.obeys === 'bytes' || (vassal.obeys === 'SIGTERM' && vassal.spoken);

/** SIGTERM is never used on uWSGI: it would reload (emperor.md 6). */
const goodbye = (vassal: Running, terms: Terms): Effect => {
	const {id, obeys} = vassal;
	return obeys === 'bytes' || listens(vassal)
		? {type: 'say', id, byte: terms.gracefulShutdown ? said.gracefulStop : said.stop}
		: {type: 'kill', id, signal: obeys};
};

/** What a cursed vassal does with each thing that can happen to it. */
export const whileCursed = (vassal: Cursed, event: Stamped<VassalEvent>, terms: Terms): Step => {
	switch (event.type) {
		case 'died':
			return endLife(
				knownOf(vassal),
				vassal.fate,
				deathOf(event, vassal.spawnedAt, vassal.loyal),
				event.at,
				terms,
			);
		case 'tick':
			return passTime(vassal, event.at, terms);
		case 'config-gone':
			return become({...vassal, fate: 'bury'});
		case 'ragnarok':
			return become({
				...vassal,
				fate: 'bury',
				deadline: Math.min(vassal.deadline, event.at + terms.mercy),
			});
		case 'hurried':
			return kill(become({...vassal, fate: 'bury'}));
		case 'config-changed':
			// One that goes back to sleep reads its file when it wakes.
			return become({
				...vassal,
				...event.sighting,
				fate: vassal.fate === 'wait' ? 'wait' : 'restart',
			});
		case 'commanded':
			switch (event.command) {
				case 'kill':
					return kill(become(vassal));
				case 'stop':
					return changeFate(vassal, 'suspend');
				case 'start':
				case 'reload':
				case 'restart':
				case 'forgive':
					return changeFate(vassal, 'restart');
				default:
					return impossible(event.command);
			}
		case 'heard':
		case 'pipe-closed':
		case 'app-told':
		case 'predecessor-buried':
		case 'knocked':
		case 'socket-refused':
		case 'spawned':
		case 'spawn-failed':
		case 'hook-ended':
		case 'hook-refused':
			return become(vassal);
		default:
			return impossible(event);
	}
};

const passTime = (vassal: Cursed, at: Instant, terms: Terms): Step => {
	if (at >= vassal.deadline) {
		// Again after each further tolerance, as uWSGI does.
		return kill(become({...vassal, deadline: at + terms.curseTolerance}));
	}
	return vassal.nudge !== undefined && at >= vassal.nudge
		? become({...vassal, nudge: at + nudgeInterval}, {type: 'kill', id: vassal.id, signal: 'SIGINT'})
		: become(vassal);
};

/** Nobody can keep a vassal whose file is gone. */
const changeFate = (vassal: Cursed, fate: Fate): Step =>
	become(vassal.fate === 'bury' ? vassal : {...vassal, fate});
