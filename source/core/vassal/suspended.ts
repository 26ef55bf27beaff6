import type {Instant, Stamped, VassalEvent} from '../event.js';
import {welcome} from './refused.js';
import {become, bury, impossible, type Known, knownOf, type Step, type Suspended} from './vassal.js';

export const suspend = (known: Known, at: Instant, why: Suspended['why']): Step =>
	become({...known, state: 'suspended', since: at, why});

/** What a suspended vassal does with each thing that can happen to it. */
export const whileSuspended = (vassal: Suspended, event: Stamped<VassalEvent>): Step => {
	switch (event.type) {
		case 'config-changed':
			return welcome({...knownOf(vassal), ...event.sighting}, event.at, {kind: 'new'});
		case 'config-gone':
		case 'ragnarok':
			return bury(vassal);
		case 'commanded':
			switch (event.command) {
				case 'start':
				case 'restart':
				case 'reload':
				case 'forgive':
					return welcome(knownOf(vassal), event.at, {kind: 'asked'});
				case 'stop':
				case 'kill':
					return become(vassal);
				default:
					return impossible(event.command);
			}
		case 'tick':
		case 'predecessor-buried':
		case 'knocked':
		case 'socket-refused':
		case 'heard':
		case 'pipe-closed':
		case 'died':
		case 'spawned':
		case 'spawn-failed':
		case 'hurried':
			return become(vassal);
		default:
			return impossible(event);
	}
};
