import type {Instant, Stamped, VassalEvent} from '../event.js';
import {refusalRetry} from '../terms.js';
import {welcome} from './refused.js';
import {suspend} from './suspended.js';
import {throttle} from './throttled.js';
import {
	become,
	bury,
	impossible,
	type Known,
	knownOf,
	log,
	removed,
	type Step,
	type Waiting,
} from './vassal.js';

/** Goes to sleep behind its socket, which the emperor holds, until somebody knocks; `again`, where it only was awake. */
export const wait = (known: Known, socket: string, at: Instant, again: boolean): Step =>
	become(
		{...known, state: 'waiting', since: at, socket},
		{
			type: 'log',
			text: `[uwsgi-emperor] ${known.name} -> ${again ? 'back to "on demand" mode' : '"on demand" instance detected'}, waiting for connections on socket "${socket}" ...`,
		},
		{type: 'watch-socket', id: known.id, socket},
	);

/** What a vassal on demand, asleep, does with each thing that can happen to it. */
export const whileWaiting = (vassal: Waiting, event: Stamped<VassalEvent>): Step => {
	switch (event.type) {
		case 'knocked':
			return become(throttle(knownOf(vassal), event.at, 0, {kind: 'knocked'}));
		case 'socket-refused':
			return become(
				throttle(knownOf(vassal), event.at, refusalRetry, {kind: 'refused', problem: event.problem}),
			);
		case 'config-changed': {
			const changed = {...vassal, ...event.sighting};
			return changed.config.refusal === undefined
				? become(changed, log(`updated configuration for "on demand" instance ${vassal.name}`))
				: welcome(knownOf(changed), event.at, {kind: 'new'});
		}
		case 'config-gone':
		case 'ragnarok':
			return bury(vassal, log(`stop the uwsgi instance ${vassal.name}`), removed(vassal));
		case 'commanded':
			switch (event.command) {
				case 'start':
				case 'restart':
					return become(throttle(knownOf(vassal), event.at, 0, {kind: 'asked'}));
				case 'stop':
				case 'kill':
					return suspend(knownOf(vassal), event.at, 'asked');
				case 'reload':
				case 'forgive':
					return become(vassal);
				default:
					return impossible(event.command);
			}
		// Late news of its last process.
		case 'heard':
		case 'pipe-closed':
		case 'app-told':
		case 'died':
		case 'spawned':
		case 'spawn-failed':
		case 'hook-ended':
		case 'hook-refused':
		case 'predecessor-buried':
		case 'tick':
		case 'hurried':
			return become(vassal);
		default:
			return impossible(event);
	}
};
