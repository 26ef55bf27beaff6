import type {Instant} from '../../core/event.js';
import {printable} from '../../core/printable.js';
import type {EmpireSnapshot} from '../../core/snapshot.js';
import {plural} from '../format.js';
import type {BadgeName, Look, Tone} from '../theme.js';
import {selectBadge} from './badge.js';

/** What the title of a window or pane says, for those who see no more of us: the worst state, and whose it is. */
export const selectTitle = (
	{vassals, ragnarok, notices}: EmpireSnapshot,
	now: Instant,
	look: Look,
): string => {
	const outdated = notices.find(({outdatesAll}) => outdatesAll);
	if (outdated !== undefined) {
		return `emperor: ${printable(outdated.text)}`;
	}
	if (ragnarok !== undefined) {
		return `emperor: ${plural(vassals.length, 'vassal')} left to stop`;
	}
	const kinds = new Map<BadgeName, {readonly tone: Tone; readonly first: string; count: number}>();
	for (const vassal of vassals) {
		const {name, tone} = selectBadge(vassal, now);
		const kind = kinds.get(name) ?? {tone, first: vassal.shortName, count: 0};
		kind.count += 1;
		kinds.set(name, kind);
	}
	const worst = badness.find(tone => [...kinds.values()].some(kind => kind.tone === tone));
	const parts = [...kinds]
		.filter(([, {tone}]) => tone === worst)
		.map(
			([name, {first, count}]) => `${look.badges[name]} ${count === 1 ? printable(first) : count} ${name}`,
		);
	return parts.length === 0 ? 'emperor' : `emperor: ${parts.join(', ')}`;
};

/** A vassal that was stopped by hand, or is none, is nobody's worry. */
const badness: readonly Tone[] = ['bad', 'moving', 'good', 'asleep', 'quiet'];
