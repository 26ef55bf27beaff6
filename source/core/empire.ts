import {tellWithBrood} from './brood.js';
import type {VassalCommand} from './command.js';
import {deadlineOf} from './deadline.js';
import type {Effect} from './effect.js';
import type {EmpireEvent, Findings, Instant, Notice, Stamped, VassalId} from './event.js';
import {tellFindings} from './findings.js';
import {evokeRagnarok, hurry, isOver, noMercy} from './ragnarok.js';
import {emptyRoll, type Roll} from './roll.js';
import {survey} from './survey.js';
import type {Terms} from './terms.js';
import {impossible, type Vassal} from './vassal/vassal.js';
import {chain, type EmpireStep, tell} from './vassals.js';

/** Everything the emperor knows: one plain value that survives JSON. */
export type Empire = {
	readonly terms: Terms;
	readonly vassals: Roll;
	readonly notices: readonly Notice[];
	/** What a close look at the configs found: more, and newer, than what came with them. */
	readonly findings: Findings;
	/** Zergs started so far: uWSGI's `UWSGI_BROODLORD_NUM` counts them and never goes back. */
	readonly zergsEver: number;
	readonly ragnarok?: {readonly since: Instant; readonly hurried: boolean};
};

export const foundEmpire = (terms: Terms): Empire => ({
	terms,
	vassals: emptyRoll,
	notices: [],
	findings: {},
	zergsEver: 0,
});

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

const transition = (empire: Empire, event: Stamped<EmpireEvent>): EmpireStep => {
	switch (event.type) {
		case 'surveyed':
			return empire.ragnarok === undefined ? survey(empire, event) : {empire, effects: []};
		case 'noticed':
			return {
				empire: {...empire, notices: renew(empire.notices, event)},
				effects: announce(empire.notices, event),
			};
		case 'examined':
			return {empire: {...empire, findings: event.findings}, effects: tellFindings(empire, event.findings)};
		case 'told':
			return tellWithBrood(empire, event.id, {...event.event, at: event.at});
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
export const nextDeadline = ({vassals, terms}: Empire): Instant | undefined => {
	let earliest: Instant | undefined;
	for (const vassal of vassals.all) {
		const deadline = deadlineOf(vassal, terms);
		if (deadline !== undefined && deadline < (earliest ?? Number.POSITIVE_INFINITY)) {
			earliest = deadline;
		}
	}
	return earliest;
};

const passTime = (empire: Empire, at: Instant): EmpireStep => {
	const due = empire.vassals.all.filter(vassal => {
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
		empire.ragnarok === undefined ? [] : due.filter(isSpared).map(({name}) => noMercy(name)),
	);
};

/** It was told to stop, did not, and is about to be killed for it. */
const isSpared = (vassal: Vassal): boolean => vassal.state === 'cursed' && !vassal.killed;

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
