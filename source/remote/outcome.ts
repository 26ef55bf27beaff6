import type {VassalReport} from '../control/report.js';

/** What is waited for: `ready` is also who is loyal, or sleeps on demand. */
export type Goal = 'ready' | 'loyal' | 'stopped';

export type Outcome = 'reached' | 'pending' | 'hopeless';

/** Whether a vassal has come to where it was sent; hopeless where it will not, unless somebody does something. */
export const judgeOutcome = (
	{state, throttle, trouble}: Pick<VassalReport, 'state' | 'throttle' | 'trouble'>,
	goal: Goal,
): Outcome => {
	if (goal === 'stopped') {
		// Who cannot be started is as stopped as can be.
		return ['stopped', 'failed', 'not a vassal'].includes(state) ? 'reached' : 'pending';
	}
	switch (state) {
		case 'loyal':
			return 'reached';
		case 'no app':
			// That none was loaded is right for who needs none, as with PHP.
			return trouble ? 'hopeless' : goal === 'ready' ? 'reached' : 'pending';
		case 'ready':
		case 'on demand':
			return goal === 'ready' ? 'reached' : 'pending';
		case 'throttled':
			// Without a record it is back at once: it had been loyal.
			return throttle === null ? 'pending' : 'hopeless';
		case 'stopped':
		case 'failed':
		case 'hung':
		case 'not a vassal':
			return 'hopeless';
		default:
			return 'pending';
	}
};
