import {tellWithBrood} from './brood.js';
import type {Effect} from './effect.js';
import type {Empire} from './empire.js';
import type {EmpireEvent, Instant, Sighting, Stamped} from './event.js';
import {describeProblem, seenFrom} from './problem.js';
import {vassalOf} from './roll.js';
import {hookGrace, hookLimit, type Terms} from './terms.js';
import {judgeOwner} from './tyrant.js';
import {welcome} from './vassal/refused.js';
import {throttle} from './vassal/throttled.js';
import type {Step, Vassal} from './vassal/vassal.js';
import {chain, type EmpireStep, put} from './vassals.js';

/** What vanished goes first; then what changed; then what is new, where a renamed file waits for its old name's death. */
export const survey = (
	empire: Empire,
	event: Stamped<Extract<EmpireEvent, {type: 'surveyed'}>>,
): EmpireStep => {
	const {at} = event;
	return chain(empire, [
		...event.gone.map(id => (now: Empire) => tellWithBrood(now, id, {type: 'config-gone', at})),
		...event.changed.map(sighting => (now: Empire) => see(now, sighting, at)),
		...event.found.map(sighting => (now: Empire) => see(now, sighting, at)),
	]);
};

const see = (empire: Empire, seen: Sighting, at: Instant): EmpireStep => {
	const sighting = judgeOwner(seen, empire.terms);
	const {refusal, problems} = sighting.config;
	const words: Effect[] = [...(refusal === undefined ? [] : [refusal]), ...problems].map(problem => ({
		type: 'log',
		text: describeProblem(seenFrom(sighting.cwd, problem)),
	}));
	return chain(empire, [now => meet(now, sighting, at)], words);
};

const meet = (empire: Empire, sighting: Sighting, at: Instant): EmpireStep => {
	if (vassalOf(empire.vassals, sighting.id) !== undefined) {
		return tellWithBrood(empire, sighting.id, {type: 'config-changed', sighting, at});
	}
	const known = {...sighting, lives: 0, reloads: 0};
	const predecessor = empire.vassals.all.find(vassal => isDoomed(vassal) && vassal.inode === sighting.inode);
	const arrival: Step =
		predecessor === undefined || sighting.config.refusal !== undefined
			? welcome(known, at, {kind: 'new'})
			: {
					next: throttle(known, at, successionLimit(empire.terms), {
						kind: 'succession',
						to: predecessor.id,
					}),
					effects: [],
				};
	return put(empire, sighting.id, arrival);
};

/** Its file is gone, but something of it still runs. */
const isDoomed = (vassal: Vassal): boolean =>
	((vassal.state === 'cursed' || vassal.state === 'hooked') && vassal.fate === 'bury') ||
	(vassal.state === 'spawning' && vassal.wish?.fate === 'bury');

/** Only a net: the predecessor is killed at its own deadline, and so is its hook, which is no later. */
const successionLimit = (terms: Terms): number =>
	terms.curseTolerance + terms.throttle + (terms.stopHook === undefined ? 0 : hookLimit + hookGrace);
