import type {VassalId} from '../../core/event.js';
import {LineOrder, type LineTrack} from '../../logs/line-order.js';

/** How far a person has looked: at which track of errors, how many of them, and the place of the last. */
type Look = {readonly errors: LineTrack; readonly last: number; readonly place: number};

/** Knows how many errors of each log have come since a person looked at it. */
export class Unseen {
	readonly #looks = new Map<VassalId, Look>();

	/** Those that were let go meanwhile count: they have happened. */
	count(id: VassalId, errors: LineTrack): number {
		const look = this.#looks.get(id);
		if (look === undefined) {
			return errors.last;
		}
		// Of a log that is elsewhere another copy may be read by now, with more of what was before.
		return look.errors === errors
			? errors.last - look.last
			: new LineOrder([[id, errors]]).countAfter(look.place);
	}

	look(id: VassalId, errors: LineTrack): void {
		const {last} = errors;
		const known = this.#looks.get(id);
		if (known?.errors === errors && known.last === last) {
			return;
		}
		const place = last < errors.first ? 0 : errors.arrivalOf(last);
		this.#looks.set(id, {errors, last, place: Math.max(place, known?.place ?? 0)});
	}
}
