import type {Instant, Stamped, VassalEvent} from '../event.js';
import type {Terms} from '../terms.js';
import {runStartHook} from './hooked.js';
import {welcome} from './refused.js';
import {spawn} from './spawning.js';
import {suspend} from './suspended.js';
import {
	become,
	bury,
	impossible,
	type Known,
	knownOf,
	type Step,
	type Throttled,
	type ThrottleReason,
} from './vassal.js';
import {wait} from './waiting.js';

export const throttle = (known: Known, at: Instant, wait: number, why: ThrottleReason): Throttled => ({
	...known,
	state: 'throttled',
	since: at,
	deadline: at + wait,
	why,
});

/** What a throttled vassal does with each thing that can happen to it. */
export const whileThrottled = (vassal: Throttled, event: Stamped<VassalEvent>, terms: Terms): Step => {
	switch (event.type) {
		case 'tick':
			return event.at < vassal.deadline ? become(vassal) : begin(vassal, event.at, terms);
		case 'predecessor-buried':
			return become({...vassal, deadline: event.at});
		case 'config-changed':
			return welcome({...knownOf(vassal), ...event.sighting}, event.at, {kind: 'new'});
		case 'config-gone':
		case 'ragnarok':
			return bury(vassal);
		case 'commanded':
			switch (event.command) {
				case 'stop':
				case 'kill':
					return suspend(knownOf(vassal), event.at, 'asked');
				case 'start':
				case 'restart':
				case 'forgive':
				case 'reload':
					return welcome(knownOf(vassal), event.at, {kind: 'asked'});
				default:
					return impossible(event.command);
			}
		// Late news of a process that is gone, or of a socket that is not watched now.
		case 'knocked':
		case 'socket-refused':
		case 'heard':
		case 'pipe-closed':
		case 'app-told':
		case 'died':
		case 'spawned':
		case 'spawn-failed':
		case 'hook-ended':
		case 'hook-refused':
		case 'hurried':
			return become(vassal);
		default:
			return impossible(event);
	}
};

/**
 * On demand it sleeps until somebody asks, or knocks. A zerg that died is not missed until the next cry for help. Whatever its
 * file has come to say while it ran is heeded here, where every way to a process leads through.
 */
const begin = (vassal: Throttled, at: Instant, terms: Terms): Step => {
	const {kind} = vassal.why;
	if (vassal.zerg !== undefined && (kind === 'died' || kind === 'refused')) {
		return bury(vassal);
	}
	if (vassal.config.refusal !== undefined) {
		return welcome(knownOf(vassal), at, {kind: 'new'});
	}
	return vassal.socket === undefined || kind === 'asked' || kind === 'knocked'
		? launch(vassal, at, terms)
		: wait(knownOf(vassal), vassal.socket, at, kind === 'idle');
};

const launch = (vassal: Throttled, at: Instant, terms: Terms): Step =>
	terms.startHook === undefined
		? spawn(knownOf(vassal), vassal.why.kind === 'refused' ? vassal.why.problem : undefined, at, terms)
		: runStartHook(vassal, terms.startHook, at, terms);
