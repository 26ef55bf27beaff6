import type {Instant} from '../../core/event.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import type {Vitals} from '../../core/vitals.js';
import type {Tone} from '../theme.js';
import {selectBadge} from './badge.js';
import {type FigureName, selectFigures} from './figures.js';

/** What lists can be sorted by, besides the name. */
export type SortKey = 'trouble' | FigureName;

/** As the columns stand, with the badge in front. */
const keys: readonly (SortKey | undefined)[] = [
	undefined,
	'trouble',
	'rate',
	'p95',
	'errors',
	'workers',
	'memory',
	'cpu',
	'uptime',
];

export const nextSort = (key: SortKey | undefined, by: 1 | -1): SortKey | undefined =>
	keys.at((keys.indexOf(key) + by) % keys.length);

const words: Readonly<Record<SortKey, string>> = {
	trouble: 'trouble',
	rate: 'requests a second',
	p95: 'p95, the time within which 95 % were served',
	errors: 'errors of the last minute',
	workers: 'busy workers',
	memory: 'memory',
	cpu: 'CPU',
	uptime: 'uptime',
};

export const describeSort = (key: SortKey | undefined): string => (key === undefined ? 'name' : words[key]);

/** The most first, those of whom it is not known last, the others as they were. */
export const sortVassals = (
	vassals: readonly VassalSnapshot[],
	key: SortKey | undefined,
	vitals: Vitals,
	now: Instant,
): readonly VassalSnapshot[] => {
	if (key === undefined) {
		return vassals;
	}
	const weights = new Map(vassals.map(vassal => [vassal, weigh(vassal, key, vitals, now)]));
	return vassals.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0));
};

const weigh = (vassal: VassalSnapshot, key: SortKey, vitals: Vitals, now: Instant): number =>
	key === 'trouble'
		? gravity.indexOf(selectBadge(vassal, now).tone)
		: (selectFigures(vassal, vitals, now)[key]?.value ?? -1);

const gravity: readonly Tone[] = ['plain', 'quiet', 'asleep', 'good', 'moving', 'bad'];
