import type {Instant, Stamped, VassalEvent} from '../event.js';
import {refusalRetry, type Terms} from '../terms.js';
import {runStopHook} from './hooked.js';
import {judge} from './judge.js';
import {welcome} from './refused.js';
import {suspend} from './suspended.js';
import {throttle} from './throttled.js';
import {become, bury, type Ending, type Fate, impossible, type Known, removed, type Step} from './vassal.js';

/** Its attempt at life is over: first its stop hook, where there is one, then its fate. */
export const endLife = (known: Known, fate: Fate, ending: Ending, at: Instant, terms: Terms): Step =>
	terms.stopHook === undefined
		? meetFate(known, fate, ending, at, terms)
		: runStopHook(known, terms.stopHook, {fate, ending}, at);

/** What becomes of a vassal of which nothing runs any more. */
export const meetFate = (known: Known, fate: Fate, ending: Ending, at: Instant, terms: Terms): Step => {
	const {next, effects} = turnInto(known, fate, ending, at, terms);
	return ending.kind === 'died' && fate !== 'wait'
		? {next, effects: [removed(known), ...effects]}
		: {next, effects};
};

const turnInto = (known: Known, fate: Fate, ending: Ending, at: Instant, terms: Terms): Step => {
	switch (fate) {
		case 'bury':
			return bury(known);
		case 'suspend':
			return suspend(known, at, 'asked');
		case 'restart':
			return welcome(known, at, {kind: 'asked'});
		case 'wait':
			return become(throttle(known, at, 0, {kind: 'idle'}));
		case 'return':
			return comeBack(known, ending, at, terms);
		default:
			return impossible(fate);
	}
};

/** `since` is when the process was started. */
export const deathOf = (
	{at, exitCode, signal}: Stamped<Extract<VassalEvent, {type: 'died'}>>,
	since: Instant,
	loyal: boolean,
): Ending => ({kind: 'died', death: {at, exitCode, signal, lived: at - since}, loyal});

const comeBack = (known: Known, ending: Ending, at: Instant, terms: Terms): Step => {
	switch (ending.kind) {
		case 'died':
			return judge(known, ending.death, ending.loyal, at, terms);
		case 'refused':
			return become(throttle(known, at, refusalRetry, {kind: 'refused', problem: ending.problem}));
		case 'unborn':
			return welcome(known, at, {kind: 'asked'});
		default:
			return impossible(ending);
	}
};
