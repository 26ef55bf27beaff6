import type {VassalId} from './event.js';
import type {Vassal} from './vassal/vassal.js';

/**
 * All vassals of an empire. Who there is changes seldom, what they do with every event: so their places are shared by all
 * rolls between two arrivals, and an event copies no ids. (A table of 200 by id takes 24 KB, of which each event made one.)
 */
export type Roll = {
	/** In order of discovery. */
	readonly all: readonly Vassal[];
	/** Where in `all`, by full path of the config file. */
	readonly places: Readonly<Record<VassalId, number>>;
};

export const emptyRoll: Roll = {all: [], places: {}};

export const vassalOf = ({all, places}: Roll, id: VassalId): Vassal | undefined => {
	const place = places[id];
	return place === undefined ? undefined : all[place];
};

/** With a vassal as it is now: in its old place, or in the last where it is new. */
export const enter = ({all, places}: Roll, vassal: Vassal): Roll => {
	const place = places[vassal.id];
	return place === undefined
		? {all: [...all, vassal], places: {...places, [vassal.id]: all.length}}
		: {all: all.with(place, vassal), places};
};

export const strike = (roll: Roll, id: VassalId): Roll => {
	const all = roll.all.filter(vassal => vassal.id !== id);
	return {all, places: Object.fromEntries(all.map((vassal, place) => [vassal.id, place]))};
};

/** Those of a later roll who are not what they were, or were not there. */
export const changedSince = (before: Roll, after: Roll): readonly Vassal[] =>
	before.places === after.places
		? after.all.filter((vassal, place) => vassal !== before.all[place])
		: after.all.filter(vassal => vassal !== vassalOf(before, vassal.id));
