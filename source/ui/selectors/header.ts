import type {Instant} from '../../core/event.js';
import {isVassal} from '../../core/is-vassal.js';
import {printable} from '../../core/printable.js';
import type {EmpireSnapshot} from '../../core/snapshot.js';
import type {Vitals} from '../../core/vitals.js';
import {duration, memory, plural} from '../format.js';
import type {BadgeName, Tone} from '../theme.js';
import {selectBadge} from './badge.js';

/** Line one: the emperor's state, then its vassals by badge. */
export type HeaderView = {
	readonly state: string;
	readonly counts: readonly {readonly name: BadgeName; readonly tone: Tone; readonly count: number}[];
	readonly notices: readonly string[];
	/** Why all of the above, but for the reason that the notices may give, is only what was last known. */
	readonly outdated?: string;
	/** What the emperor itself costs. */
	readonly cost: readonly string[];
};

export const selectHeader = (snapshot: EmpireSnapshot, {emperor}: Vitals, now: Instant): HeaderView => {
	const {vassals, ragnarok, notices} = snapshot;
	const counts = new Map<BadgeName, {name: BadgeName; tone: Tone; count: number}>();
	for (const vassal of vassals) {
		const {name, tone} = selectBadge(vassal, now);
		counts.set(name, {name, tone, count: (counts.get(name)?.count ?? 0) + 1});
	}
	const outdated = notices.find(({outdatesAll}) => outdatesAll);
	return {
		state:
			ragnarok === undefined
				? plural(vassals.filter(isVassal).length, 'vassal')
				: `ragnarok · ${vassals.length} left after ${duration(now - ragnarok.since)}`,
		counts: [...counts.values()].sort((a, b) => urgency.indexOf(a.tone) - urgency.indexOf(b.tone)),
		notices: notices.filter(notice => notice !== outdated).map(({text}) => printable(text)),
		...(outdated === undefined ? {} : {outdated: printable(outdated.text)}),
		cost: [`${Math.round(emperor.cpu * 100)} % cpu`, memory(emperor.resident)],
	};
};

/** What needs a person comes first, and is the last to be dropped where there is little room. */
const urgency: readonly Tone[] = ['bad', 'moving', 'good', 'asleep', 'quiet'];
