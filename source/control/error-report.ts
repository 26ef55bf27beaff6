import type {Errors} from '../client/inspection.js';
import type {VassalId} from '../core/event.js';

/** The mistakes that a vassal made, over the control socket. Times are seconds since the epoch. */
export const reportErrors = (path: VassalId, {mistakes, read, unread}: Errors) => ({
	path,
	/** Number of the last line that was read, and how many before were let go unread. */
	read,
	unread,
	errors: mistakes.map(({fingerprint, report, count, first, last, line, what, where}) => ({
		fingerprint,
		report,
		count,
		first: first / 1000,
		last: last / 1000,
		/** Number of the first line of its latest report, as in docs/json.md. */
		entry: line,
		what,
		where: where ?? null,
	})),
});
