import {longLife, type Terms} from './terms.js';

/** The record of a vassal that died before it was loyal. A change of its file, `restart`, `forgive` or byte 17 clears it. */
export type BlackMark = {
	/** Unloyal deaths since the record was opened. */
	readonly deaths: number;
	/** How long it was kept out after the latest, in milliseconds. */
	readonly wait: number;
};

/**
 * The record after one more unloyal death of a vassal that had lived `life` milliseconds.
 *
 * One step of `throttle` more per death, kept at `maxThrottle` (uWSGI halves there, and its first step is a
 * thousandth: docs/differences.md). The first death after a long life costs nothing.
 */
export const blacken = (mark: BlackMark | undefined, life: number, terms: Terms): BlackMark => {
	if (terms.noBlacklist) {
		return {deaths: (mark?.deaths ?? 0) + 1, wait: leastWait};
	}
	if (mark === undefined) {
		return {deaths: 1, wait: life >= longLife ? 0 : Math.min(terms.throttle, terms.maxThrottle)};
	}
	return {deaths: mark.deaths + 1, wait: Math.min(mark.wait + terms.throttle, terms.maxThrottle)};
};

/** Even without a blacklist a crash loop must not eat the machine; uWSGI was measured at eight spawns in 120 ms. */
const leastWait = 100;
