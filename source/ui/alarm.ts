import type {Instant, VassalId} from '../core/event.js';
import type {Tone} from './theme.js';

/** When the bell last rang for each vassal that is in trouble, or was of late. */
export type Alarm = ReadonlyMap<VassalId, Instant>;

/** A vassal that has been well, but not for so long since its bell, is in the same trouble. Milliseconds. */
const sameTrouble = 60_000;

/** Whether the bell is to ring now: once for each vassal that has turned bad, however often it dies of the same. */
export const alarm = (
	before: Alarm,
	vassals: readonly {readonly id: VassalId; readonly badge: {readonly tone: Tone}}[],
	now: Instant,
): {readonly after: Alarm; readonly rings: boolean} => {
	const after = new Map<VassalId, Instant>();
	let rings = false;
	for (const {id, badge} of vassals) {
		const rung = before.get(id);
		const isBad = badge.tone === 'bad';
		if (isBad && rung === undefined) {
			after.set(id, now);
			rings = true;
		} else if (rung !== undefined && (badge.tone !== 'good' || now - rung < sameTrouble)) {
			after.set(id, rung);
		}
	}
	return {after, rings};
};
