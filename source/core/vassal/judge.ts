import {blacken} from '../blacklist.js';
import type {Instant} from '../event.js';
import {exileCode} from '../protocol.js';
import type {Terms} from '../terms.js';
import {welcome} from './refused.js';
import {suspend} from './suspended.js';
import {throttle} from './throttled.js';
import {become, type Death, type Known, log, type Step} from './vassal.js';

/** uWSGI's Emperor says so at the third death, once (emperor.md 5). */
const badBehaviour = 3;

/**
 * What becomes of a vassal that died without being asked: a loyal one is back at once, an unloyal one by its record,
 * and one that exiled itself not at all.
 */
export const judge = (known: Known, death: Death, loyal: boolean, at: Instant, terms: Terms): Step => {
	const mourned: Known = {...known, lastDeath: death};
	if (death.exitCode === exileCode) {
		return suspend(mourned, at, 'exiled');
	}
	if (known.config.refusal !== undefined) {
		return welcome(mourned, at, {kind: 'died'});
	}
	if (loyal) {
		return become(throttle(mourned, at, 0, {kind: 'died'}));
	}
	const blackMark = blacken(known.blackMark, death.lived, at, terms);
	const words = [
		...(blackMark.wait === terms.maxThrottle
			? [log(`maximum throttle level for vassal ${known.name} reached !!!`)]
			: []),
		...(blackMark.deaths === badBehaviour
			? [log(`unloyal bad behaving vassal found: ${known.name} throttling it...`)]
			: []),
	];
	return become(throttle({...mourned, blackMark}, at, blackMark.wait, {kind: 'died'}), ...words);
};
