import type {Effect} from './effect.js';
import type {Empire} from './empire.js';
import type {Instant} from './event.js';
import {log} from './vassal/vassal.js';
import {type EmpireStep, toAll} from './vassals.js';

/** Everything is to stop; nothing is started from now on. */
export const evokeRagnarok = (empire: Empire, at: Instant): EmpireStep => {
	if (empire.ragnarok !== undefined) {
		return {empire, effects: []};
	}
	return toAll({...empire, ragnarok: {since: at, hurried: false}}, {type: 'ragnarok', at}, [
		log('*** RAGNAROK EVOKED ***'),
	]);
};

/** Asked a second time: nobody is waited for. */
export const hurry = (empire: Empire, at: Instant): EmpireStep => {
	const {empire: evoked, effects} = evokeRagnarok(empire, at);
	if (evoked.ragnarok?.hurried !== false) {
		return {empire: evoked, effects};
	}
	const left = evoked.vassals.all.filter(({state}) => state === 'running' || state === 'cursed');
	return toAll({...evoked, ragnarok: {...evoked.ragnarok, hurried: true}}, {type: 'hurried', at}, [
		...effects,
		...left.map(({name}) => noMercy(name)),
	]);
};

/** What uWSGI says as it kills one that was told to stop when all were. */
export const noMercy = (name: string): Effect => log(`NO MERCY for vassal ${name} !!!`);

/** Ragnarok is over when nobody is left to bury. */
export const isOver = (empire: Empire): boolean =>
	empire.ragnarok !== undefined && empire.vassals.all.length === 0;
