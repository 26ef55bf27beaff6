import type {Instant} from '../../core/event.js';
import {printable} from '../../core/printable.js';
import {describeProblem, type Problem, seenFrom} from '../../core/problem.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import {duration, memory, plural} from '../format.js';
import {type Badge, selectBadge} from './badge.js';
import {selectRefusal} from './refusal.js';

/** What a panel shows around its log. */
export type PanelView = {
	readonly id: string;
	/** Full path of its config file, which a zerg shares with the vassal it helps. */
	readonly file: string;
	readonly name: string;
	readonly badge: Badge;
	/** Sentences its owner should read, most urgent first. */
	readonly notes: readonly string[];
	/** Footer, most important first: what does not fit is dropped whole, from the end. */
	readonly facts: readonly string[];
	/** Why its log is empty, if it is. */
	readonly emptiness: string;
	readonly isInTrouble: boolean;
};

export const selectPanel = (
	vassal: VassalSnapshot,
	now: Instant,
	residentBytes: number | undefined,
): PanelView => {
	const badge = selectBadge(vassal, now);
	return {
		id: vassal.id,
		file: vassal.zerg?.of ?? vassal.id,
		name: printable(vassal.shortName),
		badge,
		notes: notesOf(vassal),
		facts: factsOf(vassal, now, residentBytes),
		emptiness: emptinessOf(vassal, now),
		isInTrouble: badge.tone === 'bad',
	};
};

const notesOf = (vassal: VassalSnapshot): string[] => {
	const urgent = urgentProblem(vassal);
	return [...(urgent === undefined ? [] : [urgent]), ...vassal.problems].map(problem =>
		printable(describeProblem(seenFrom(vassal.cwd, problem))),
	);
};

/** What keeps it from running, or would at its next start. */
const urgentProblem = (vassal: VassalSnapshot): Problem | undefined => {
	if (vassal.state === 'refused') {
		return vassal.problem;
	}
	return selectRefusal(vassal) ?? vassal.config.refusal;
};

const factsOf = (vassal: VassalSnapshot, now: Instant, residentBytes: number | undefined): string[] => {
	const restarts = plural(Math.max(0, vassal.lives - 1), 'restart');
	if (vassal.state !== 'running' && vassal.state !== 'cursed') {
		return vassal.lives === 0 ? [] : [restarts];
	}
	const since = vassal.state === 'running' ? vassal.since : vassal.spawnedAt;
	return [
		`pid ${vassal.pid}`,
		`up ${duration(now - since)}`,
		...(residentBytes === undefined ? [] : [memory(residentBytes)]),
		restarts,
	];
};

const emptinessOf = (vassal: VassalSnapshot, now: Instant): string => {
	switch (vassal.state) {
		case 'running':
			return `no output yet · started ${duration(now - vassal.since)} ago`;
		case 'suspended':
			return 'no output · stopped, s starts it';
		case 'waiting':
			return `asleep · a connection to ${vassal.socket} starts it`;
		case 'refused':
			return '';
		default:
			return 'no output yet';
	}
};
