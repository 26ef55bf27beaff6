import type {Instant, Stamped, VassalEvent} from '../event.js';
import {throttle} from './throttled.js';
import {
	become,
	bury,
	forgiven,
	impossible,
	type Known,
	knownOf,
	letGo,
	type Refused,
	type Step,
	type ThrottleReason,
} from './vassal.js';

/** Takes a vassal by its file as it reads now: refused, or started at once, in both cases with a clean record. */
export const welcome = (known: Known, at: Instant, why: ThrottleReason): Step => {
	const {refusal} = known.config;
	return refusal === undefined
		? become(throttle(forgiven(known), at, 0, why))
		: become({...forgiven(known), state: 'refused', problem: refusal}, ...letGo(known));
};

/** What a refused vassal does with each thing that can happen to it. */
export const whileRefused = (vassal: Refused, event: Stamped<VassalEvent>): Step => {
	switch (event.type) {
		case 'config-changed':
			return welcome({...knownOf(vassal), ...event.sighting}, event.at, {kind: 'new'});
		case 'config-gone':
		case 'ragnarok':
			return bury(vassal);
		case 'commanded':
		case 'tick':
		case 'predecessor-buried':
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
