import type {VassalCommand} from './command.js';
import {deadlineOf} from './deadline.js';
import type {Effect} from './effect.js';
import type {EmpireEvent, Instant, Notice, Sighting, Stamped, VassalEvent, VassalId} from './event.js';
import {describeProblem} from './problem.js';
import type {Terms} from './terms.js';
import {whileCursed} from './vassal/cursed.js';
import {welcome, whileRefused} from './vassal/refused.js';
import {whileRunning} from './vassal/running.js';
import {whileSpawning} from './vassal/spawning.js';
import {whileSuspended} from './vassal/suspended.js';
import {throttle, whileThrottled} from './vassal/throttled.js';
import {impossible, log, type Step, type Vassal} from './vassal/vassal.js';
import {whileWaiting} from './vassal/waiting.js';

/** Everything the emperor knows: one plain value that survives JSON. */
export type Empire = {
	readonly terms: Terms;
	/** By full path of the config file, in order of discovery. */
	readonly vassals: Readonly<Record<VassalId, Vassal>>;
	readonly notices: readonly Notice[];
	readonly ragnarok?: {readonly since: Instant; readonly hurried: boolean};
};

export const foundEmpire = (terms: Terms): Empire => ({terms, vassals: {}, notices: []});

export type EmpireStep = {readonly empire: Empire; readonly effects: readonly Effect[]};

/** The next empire and what is to be done about it. Nothing here waits, reads a clock or fails. */
export const step = (empire: Empire, event: Stamped<EmpireEvent>): EmpireStep => {
	const after = transition(empire, event);
	return isOver(after.empire) && !isOver(empire)
		? {
				empire: after.empire,
				effects: [...after.effects, {type: 'log', text: 'The Emperor is buried.'}, {type: 'exit'}],
			}
		: after;
};

/** Ragnarok is over when nobody is left to bury. */
const isOver = (empire: Empire): boolean =>
	empire.ragnarok !== undefined && Object.keys(empire.vassals).length === 0;

const transition = (empire: Empire, event: Stamped<EmpireEvent>): EmpireStep => {
	switch (event.type) {
		case 'surveyed':
			return empire.ragnarok === undefined ? survey(empire, event) : {empire, effects: []};
		case 'noticed':
			return {
				empire: {...empire, notices: renew(empire.notices, event)},
				effects: announce(empire.notices, event),
			};
		case 'told':
			return tell(empire, event.id, {...event.event, at: event.at});
		case 'tick':
			return passTime(empire, event.at);
		case 'ragnarok':
			return evokeRagnarok(empire, event.at);
		case 'hurried':
			return hurry(empire, event.at);
		default:
			return impossible(event);
	}
};

/** When something has to happen next, were nothing else to; `undefined` for never. */
export const nextDeadline = (empire: Empire): Instant | undefined => {
	const deadlines = Object.values(empire.vassals)
		.map(vassal => deadlineOf(vassal, empire.terms))
		.filter(deadline => deadline !== undefined);
	return deadlines.length === 0 ? undefined : Math.min(...deadlines);
};

/** What vanished goes first; then what changed; then what is new, where a renamed file waits for its old name's death. */
const survey = (empire: Empire, event: Stamped<Extract<EmpireEvent, {type: 'surveyed'}>>): EmpireStep => {
	const {at} = event;
	return chain(empire, [
		...event.gone.map(id => (now: Empire) => tell(now, id, {type: 'config-gone', at})),
		...event.changed.map(sighting => (now: Empire) => see(now, sighting, at)),
		...event.found.map(sighting => (now: Empire) => see(now, sighting, at)),
	]);
};

const see = (empire: Empire, sighting: Sighting, at: Instant): EmpireStep => {
	const {refusal, problems} = sighting.config;
	const words: Effect[] = [...(refusal === undefined ? [] : [refusal]), ...problems].map(problem => ({
		type: 'log',
		text: describeProblem(problem),
	}));
	return chain(empire, [now => meet(now, sighting, at)], words);
};

const meet = (empire: Empire, sighting: Sighting, at: Instant): EmpireStep => {
	if (empire.vassals[sighting.id] !== undefined) {
		return tell(empire, sighting.id, {type: 'config-changed', sighting, at});
	}
	const known = {...sighting, lives: 0, reloads: 0};
	const predecessor = Object.values(empire.vassals).find(
		vassal => vassal.state === 'cursed' && vassal.fate === 'bury' && vassal.inode === sighting.inode,
	);
	const arrival: Step =
		predecessor === undefined || sighting.config.refusal !== undefined
			? welcome(known, at, {kind: 'new'})
			: {
					// The deadline is only a net: the predecessor is killed at its own, which is no later.
					next: throttle(known, at, empire.terms.curseTolerance + empire.terms.throttle, {
						kind: 'succession',
						to: predecessor.id,
					}),
					effects: [],
				};
	return put(empire, sighting.id, arrival);
};

const tell = (empire: Empire, id: VassalId, event: Stamped<VassalEvent>): EmpireStep => {
	const vassal = empire.vassals[id];
	if (vassal === undefined) {
		return {empire, effects: []};
	}
	const told = put(empire, id, live(vassal, event, empire.terms));
	if (told.empire.vassals[id] !== undefined) {
		return told;
	}
	const heirs = Object.values(told.empire.vassals).filter(
		heir => heir.state === 'throttled' && heir.why.kind === 'succession' && heir.why.to === id,
	);
	return chain(
		told.empire,
		heirs.map(heir => now => tell(now, heir.id, {type: 'predecessor-buried', at: event.at})),
		told.effects,
	);
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

const passTime = (empire: Empire, at: Instant): EmpireStep => {
	const due = Object.values(empire.vassals).filter(vassal => {
		const deadline = deadlineOf(vassal, empire.terms);
		return deadline !== undefined && deadline <= at;
	});
	return chain(
		empire,
		due.map(
			({id}) =>
				now =>
					tell(now, id, {type: 'tick', at}),
		),
	);
};

const evokeRagnarok = (empire: Empire, at: Instant): EmpireStep => {
	if (empire.ragnarok !== undefined) {
		return {empire, effects: []};
	}
	return toAll({...empire, ragnarok: {since: at, hurried: false}}, {type: 'ragnarok', at}, [
		log('*** RAGNAROK EVOKED ***'),
	]);
};

const hurry = (empire: Empire, at: Instant): EmpireStep => {
	const {empire: evoked, effects} = evokeRagnarok(empire, at);
	if (evoked.ragnarok?.hurried !== false) {
		return {empire: evoked, effects};
	}
	const left = Object.values(evoked.vassals).filter(({state}) => state === 'running' || state === 'cursed');
	return toAll({...evoked, ragnarok: {...evoked.ragnarok, hurried: true}}, {type: 'hurried', at}, [
		...effects,
		...left.map(({name}) => log(`NO MERCY for vassal ${name} !!!`)),
	]);
};

const toAll = (empire: Empire, event: Stamped<VassalEvent>, words: readonly Effect[]): EmpireStep =>
	chain(
		empire,
		Object.keys(empire.vassals).map(id => now => tell(now, id, event)),
		words,
	);

const chain = (
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

const put = (empire: Empire, id: VassalId, {next, effects}: Step): EmpireStep => {
	if (next === empire.vassals[id]) {
		return {empire, effects};
	}
	const {[id]: _, ...others} = empire.vassals;
	if (next === undefined) {
		return {empire: {...empire, vassals: others}, effects};
	}
	return {empire: {...empire, vassals: {...empire.vassals, [id]: next}}, effects};
};

const renew = (
	notices: readonly Notice[],
	event: Extract<EmpireEvent, {type: 'noticed'}>,
): readonly Notice[] => [...notices.filter(({source}) => source !== event.source), ...event.notices];

/** What is new among the notices, for whoever reads the log and not the screen. */
const announce = (known: readonly Notice[], event: Extract<EmpireEvent, {type: 'noticed'}>): Effect[] =>
	event.notices
		.filter(({text}) => !known.some(old => old.text === text))
		.map(({text}): Effect => ({type: 'log', text}));

/** A command for one vassal, as an event. */
export const commanded = (id: VassalId, command: VassalCommand): EmpireEvent => ({
	type: 'told',
	id,
	event: {type: 'commanded', command},
});
