import type {Instant} from '../../core/event.js';
import {printable} from '../../core/printable.js';
import {describeProblem, type Problem, seenFrom} from '../../core/problem.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import type {Vitals} from '../../core/vitals.js';
import {duration, memory, plural, rate} from '../format.js';
import {type Badge, selectBadge} from './badge.js';
import {type Figures, selectActivity, selectFigures} from './figures.js';
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
	/** Numbers that are compared between vassals. */
	readonly figures: Figures;
	/** What it is doing, for the right of the footer, most important first. */
	readonly activity: readonly string[];
	/** Why its log is empty, if it is. */
	readonly emptiness: string;
	readonly isInTrouble: boolean;
	/** Errors in its log since a person looked at it. */
	readonly unseenErrors: number;
};

/** What its log says of a vassal. */
export type Heard = {
	readonly unseenErrors: number;
	/** The latest error that is kept, in one line. */
	readonly lastError: () => string | undefined;
};

const silent: Heard = {unseenErrors: 0, lastError: () => undefined};

export const selectPanel = (
	vassal: VassalSnapshot,
	now: Instant,
	vitals: Vitals,
	heard: Heard = silent,
): PanelView => new LatePanel(vassal, now, vitals, heard);

/** Of the many that there may be few are on the screen: what only those need is put into words when it is asked for. */
class LatePanel implements PanelView {
	readonly #vassal: VassalSnapshot;
	readonly #now: Instant;
	readonly #vitals: Vitals;
	readonly #lastError: Heard['lastError'];
	readonly id: string;
	readonly name: string;
	readonly badge: Badge;
	readonly isInTrouble: boolean;
	readonly unseenErrors: number;

	constructor(vassal: VassalSnapshot, now: Instant, vitals: Vitals, {unseenErrors, lastError}: Heard) {
		this.#vassal = vassal;
		this.#now = now;
		this.#vitals = vitals;
		this.#lastError = lastError;
		this.id = vassal.id;
		this.name = printable(vassal.shortName);
		const badge = withRate(selectBadge(vassal, now), vitals.traffic[vassal.id]?.rate);
		this.badge = withStayers(badge, vitals.staying[vassal.id]);
		this.isInTrouble = badge.tone === 'bad';
		this.unseenErrors = unseenErrors;
	}

	get file(): string {
		return this.#vassal.zerg?.of ?? this.id;
	}

	get notes(): readonly string[] {
		return notesOf(this.#vassal, this.isInTrouble ? this.#lastError() : undefined);
	}

	get facts(): readonly string[] {
		return factsOf(this.#vassal, this.#now, this.#vitals.resident[this.id]);
	}

	get figures(): Figures {
		return selectFigures(this.#vassal, this.#vitals, this.#now);
	}

	get activity(): readonly string[] {
		return this.#vassal.state === 'running' ? selectActivity(this.id, this.#vitals) : [];
	}

	get emptiness(): string {
		return emptinessOf(this.#vassal, this.#now);
	}
}

/** Of an emperor that nobody hears of any more: nothing of it counts, or calls for anybody. */
export const asLastKnown = (view: PanelView): PanelView => {
	const {id, file, name, notes, facts, figures, activity, emptiness, unseenErrors} = view;
	const badge: Badge = {name: view.badge.name, tone: 'quiet', facts: ['last known']};
	return {
		id,
		file,
		name,
		badge,
		notes,
		facts,
		figures,
		activity,
		emptiness,
		isInTrouble: false,
		unseenErrors,
	};
};

/** What a vassal is called; by its id once it is gone. */
export const nameIn = (views: readonly Pick<PanelView, 'id' | 'name'>[], vassal: string): string =>
	views.find(({id}) => id === vassal)?.name ?? vassal;

/** What is to be said of a vassal that works is how much. */
const withRate = (badge: Badge, perSecond: number | undefined): Badge =>
	badge.name === 'loyal' && perSecond !== undefined ? {...badge, facts: [rate(perSecond)]} : badge;

/** Who keeps a stop from ending is worth a word once it takes so long that this is. */
const withStayers = (badge: Badge, names: readonly string[] = []): Badge =>
	badge.name !== 'stopping' || badge.facts === undefined || names.length === 0
		? badge
		: {...badge, facts: [...badge.facts, printable(inBrief(names))]};

/** `uwsgi, worker 2`; of many the first, and how many more. */
const inBrief = (names: readonly string[]): string =>
	names.length <= mostNames
		? names.join(', ')
		: `${names.slice(0, mostNames - 1).join(', ')} and ${names.length - mostNames + 1} more`;

const mostNames = 4;

/** @param lastError stays in view: what a vassal died of is more urgent than what may be wrong with its config. */
const notesOf = (vassal: VassalSnapshot, lastError: string | undefined): string[] => {
	const describe = (problem: Problem): string => printable(describeProblem(seenFrom(vassal.cwd, problem)));
	const urgent = urgentProblem(vassal);
	return [
		...(urgent === undefined ? [] : [describe(urgent)]),
		...(lastError === undefined ? [] : [printable(lastError)]),
		...vassal.problems.map(describe),
	];
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
