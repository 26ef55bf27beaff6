import type {Instant} from './event.js';
import type {Terms} from './terms.js';
import type {Vassal} from './vassal/vassal.js';

/** When a vassal wants to hear of the time next; `undefined` where it waits for nothing. */
export const deadlineOf = (vassal: Vassal, terms: Terms): Instant | undefined => {
	switch (vassal.state) {
		case 'throttled':
		case 'hooked':
			return vassal.deadline;
		case 'cursed':
			return earlier(vassal.deadline, vassal.nudge);
		case 'running': {
			const silence = vassal.heartbeat === undefined ? undefined : vassal.heartbeat + terms.requiredHeartbeat;
			return earlier(vassal.settles, silence);
		}
		default:
			return undefined;
	}
};

const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
	a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
