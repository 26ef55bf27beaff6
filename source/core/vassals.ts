import type {Effect} from './effect.js';
import type {Empire} from './empire.js';
import type {Stamped, VassalEvent, VassalId} from './event.js';
import {enter, strike, vassalOf} from './roll.js';
import type {Terms} from './terms.js';
import {whileCursed} from './vassal/cursed.js';
import {whileHooked} from './vassal/hooked.js';
import {whileRefused} from './vassal/refused.js';
import {whileRunning} from './vassal/running.js';
import {whileSpawning} from './vassal/spawning.js';
import {whileSuspended} from './vassal/suspended.js';
import {whileThrottled} from './vassal/throttled.js';
import {impossible, type Step, type Vassal} from './vassal/vassal.js';
import {whileWaiting} from './vassal/waiting.js';

export type EmpireStep = {readonly empire: Empire; readonly effects: readonly Effect[]};

/** One event for one vassal; whoever waited for it to be gone hears of its burial. */
export const tell = (empire: Empire, id: VassalId, event: Stamped<VassalEvent>): EmpireStep => {
	const vassal = vassalOf(empire.vassals, id);
	if (vassal === undefined) {
		return {empire, effects: []};
	}
	const told = put(empire, id, live(forgive(vassal, event), event, empire.terms));
	if (vassalOf(told.empire.vassals, id) !== undefined) {
		return told;
	}
	const heirs = told.empire.vassals.all.filter(
		heir => heir.state === 'throttled' && heir.why.kind === 'succession' && heir.why.to === id,
	);
	return chain(
		told.empire,
		heirs.map(heir => now => tell(now, heir.id, {type: 'predecessor-buried', at: event.at})),
		told.effects,
	);
};

/** Whatever it is doing: a forgiven vassal has no record. */
const forgive = (vassal: Vassal, event: VassalEvent): Vassal => {
	const {blackMark: _, ...clean} = vassal;
	return event.type === 'commanded' && event.command === 'forgive' ? clean : vassal;
};

const live = (vassal: Vassal, event: Stamped<VassalEvent>, terms: Terms): Step => {
	switch (vassal.state) {
		case 'refused':
			return whileRefused(vassal, event);
		case 'suspended':
			return whileSuspended(vassal, event);
		case 'throttled':
			return whileThrottled(vassal, event, terms);
		case 'waiting':
			return whileWaiting(vassal, event);
		case 'hooked':
			return whileHooked(vassal, event, terms);
		case 'spawning':
			return whileSpawning(vassal, event, terms);
		case 'running':
			return whileRunning(vassal, event, terms);
		case 'cursed':
			return whileCursed(vassal, event, terms);
		default:
			return impossible(vassal);
	}
};

/** One event for every vassal, after a few words. */
export const toAll = (empire: Empire, event: Stamped<VassalEvent>, words: readonly Effect[]): EmpireStep =>
	chain(
		empire,
		empire.vassals.all.map(
			({id}) =>
				now =>
					tell(now, id, event),
		),
		words,
	);

/** One step after the other, each on what the last one left. */
export const chain = (
	empire: Empire,
	steps: readonly ((now: Empire) => EmpireStep)[],
	before: readonly Effect[] = [],
): EmpireStep => {
	let now = empire;
	const effects = [...before];
	for (const take of steps) {
		const taken = take(now);
		now = taken.empire;
		effects.push(...taken.effects);
	}
	return {empire: now, effects};
};

/** A vassal as it is now, or without it. */
export const put = (empire: Empire, id: VassalId, {next, effects}: Step): EmpireStep => {
	if (next === vassalOf(empire.vassals, id)) {
		return {empire, effects};
	}
	const vassals = next === undefined ? strike(empire.vassals, id) : enter(empire.vassals, next);
	return {empire: {...empire, vassals}, effects};
};
