import type {Instant, Stamped, VassalEvent} from '../event.js';
import {welcome} from './refused.js';
import {become, bury, impossible, type Known, knownOf, letGo, type Step, type Suspended} from './vassal.js';

/** A zerg has no file of its own that could bring it back: it is buried. */
export const suspend = (known: Known, at: Instant, why: Suspended['why']): Step =>
	known.zerg === undefined
		? become({...known, state: 'suspended', since: at, why}, ...letGo(known))
		: bury(known);

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
