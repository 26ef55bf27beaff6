import type {VassalId} from '../core/event.js';
import type {EmpireSnapshot, VassalSnapshot} from '../core/snapshot.js';
import {isReady} from '../core/vassal/up.js';

/** The vassals that a reload of all will take away for a moment. */
export const runningVassals = ({vassals}: EmpireSnapshot): readonly VassalId[] =>
	vassals.filter(({state}) => state === 'running').map(({id}) => id);

/** Whether each of them is ready again, or gone, or down for a while: nothing is left to wait for. */
export const areBack = (ids: readonly VassalId[], {vassals}: EmpireSnapshot): boolean =>
	vassals.every(vassal => !ids.includes(vassal.id) || isBack(vassal));

const isBack = (vassal: VassalSnapshot): boolean => {
	switch (vassal.state) {
		case 'running':
			return isReady(vassal);
		case 'throttled':
			return vassal.why.kind !== 'asked';
		case 'cursed':
			return vassal.fate !== 'restart';
		case 'hooked':
		case 'spawning':
			return false;
		case 'refused':
		case 'suspended':
		case 'waiting':
			return true;
	}
};
