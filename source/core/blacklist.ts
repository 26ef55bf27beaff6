import type {Instant} from './event.js';
import {longLife, type Terms} from './terms.js';

/** The record of a vassal that died before it was loyal. A change of its file, `restart`, `forgive` or byte 17 clears it. */
export type BlackMark = {
	/** Unloyal deaths since the record was opened. */
	readonly deaths: number;
	/** How long it was kept out after the latest, in milliseconds. */
	readonly wait: number;
	/** Of the first of these deaths, and of the latest. */
	readonly since: Instant;
	readonly latest: Instant;
};

/**
 * The record after one more unloyal death, at `at`, of a vassal that had lived `life` milliseconds.
 *
 * One step of `throttle` more per death, kept at `maxThrottle` (uWSGI halves there, and its first step is a
 * thousandth: docs/differences.md). The first death after a long life costs nothing.
 */
export const blacken = (mark: BlackMark | undefined, life: number, at: Instant, terms: Terms): BlackMark => ({
	deaths: (mark?.deaths ?? 0) + 1,
	wait: nextWait(mark, life, terms),
	since: mark?.since ?? at,
	latest: at,
});

const nextWait = (mark: BlackMark | undefined, life: number, terms: Terms): number => {
	if (terms.noBlacklist) {
		return leastWait;
	}
	return mark === undefined && life >= longLife
		? 0
		: Math.min((mark?.wait ?? 0) + terms.throttle, terms.maxThrottle);
};

/** Even without a blacklist a crash loop must not eat the machine; uWSGI was measured at eight spawns in 120 ms. */
const leastWait = 100;
