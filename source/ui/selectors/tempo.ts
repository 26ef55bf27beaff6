import type {Instant, VassalId} from '../../core/event.js';
import type {EmpireSnapshot} from '../../core/snapshot.js';
import {isReady} from '../../core/vassal/up.js';
import type {Vitals} from '../../core/vitals.js';
import type {Model} from '../model.js';

/**
 * Milliseconds until the ages on the screen are worth drawing again: a second while something counts, else longer,
 * because a frame of chrome costs as much as everything else together.
 */
export const selectTempo = (
	model: Model,
	{vassals, ragnarok}: EmpireSnapshot,
	vitals: Vitals,
	now: Instant,
): number =>
	isStudying(model) ||
	ragnarok !== undefined ||
	vassals.some(vassal => isCounting(vassal, now) || isServing(vassal.id, vitals))
		? 1000
		: 5000;

/** Whether what the person reads has numbers that move: lines that came since, matches, ages, the inspector. */
const isStudying = ({inspected, views}: Model): boolean =>
	inspected !== undefined ||
	Object.values(views).some(
		({top, times, search, filter}) =>
			top !== undefined || times === 'relative' || search !== undefined || filter !== undefined,
	);

/** Whether its numbers move: it serves, or has served a moment ago. */
const isServing = (id: VassalId, {traffic, instances}: Vitals): boolean =>
	traffic[id]?.history.slice(-20).some(count => count > 0) === true ||
	instances[id]?.workers.some(({busy}) => busy > 0) === true ||
	(instances[id]?.queue ?? 0) > 0;

/** Whether its panel shows a number that a person follows: a countdown, a wait, or the first seconds of a process. */
const isCounting = (vassal: EmpireSnapshot['vassals'][number], now: Instant): boolean => {
	switch (vassal.state) {
		case 'refused':
		case 'suspended':
		case 'waiting':
			return false;
		case 'running':
			return !isReady(vassal) || now - vassal.since < 10_000;
		default:
			return true;
	}
};
