import type {Problem} from '../../core/problem.js';
import type {VassalSnapshot} from '../../core/snapshot.js';

/** Why the world has not let it start lately, while it is tried again and again. */
export const selectRefusal = (vassal: VassalSnapshot): Problem | undefined => {
	switch (vassal.state) {
		case 'spawning':
			return vassal.refused;
		case 'throttled':
			return vassal.why.kind === 'refused' ? vassal.why.problem : undefined;
		case 'hooked':
			if (vassal.hook === 'start') {
				return vassal.refused;
			}
			return vassal.ending.kind === 'refused' ? vassal.ending.problem : undefined;
		default:
			return undefined;
	}
};
