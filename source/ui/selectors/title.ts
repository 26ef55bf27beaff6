import type {Instant} from '../../core/event.js';
import {printable} from '../../core/printable.js';
import type {EmpireSnapshot} from '../../core/snapshot.js';
import {plural} from '../format.js';
import type {Look, Tone} from '../theme.js';
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
	const states = vassals.map(vassal => ({...selectBadge(vassal, now), vassal: vassal.shortName}));
	const worst = badness.find(tone => states.some(state => state.tone === tone));
	const names = [...new Set(states.filter(({tone}) => tone === worst).map(({name}) => name))];
	const parts = names.map(name => {
		const such = states.filter(state => state.name === name).map(({vassal}) => printable(vassal));
		return `${look.badges[name]} ${such.length === 1 ? such[0] : such.length} ${name}`;
	});
	return parts.length === 0 ? 'emperor' : `emperor: ${parts.join(', ')}`;
};

/** A vassal that was stopped by hand, or is none, is nobody's worry. */
const badness: readonly Tone[] = ['bad', 'moving', 'good', 'asleep', 'quiet'];
