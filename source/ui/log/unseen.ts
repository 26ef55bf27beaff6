import type {LineTrack} from '../../logs/line-order.js';

/** Knows how many errors of each log have come since a person looked at it. */
export class Unseen {
	readonly #seen = new WeakMap<LineTrack, number>();

	/** Those that were let go meanwhile count: they have happened. */
	count(errors: LineTrack): number {
		return errors.last - (this.#seen.get(errors) ?? 0);
	}

	look(errors: LineTrack): void {
		this.#seen.set(errors, errors.last);
	}
}
