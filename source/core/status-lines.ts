import type {EmpireSnapshot} from './snapshot.js';
import type {Vassal} from './vassal/vassal.js';

/**
 * What uWSGI's Emperor writes on SIGUSR1: a line for each instance. A vassal that is kept out or kept down is none.
 *
 * Source: emperor_stats() in uWSGI core/emperor.c.
 */
export const statusLines = ({vassals}: Pick<EmpireSnapshot, 'vassals'>): readonly string[] =>
	vassals.flatMap(vassal => {
		const status = statusOf(vassal);
		const loyal = 'loyal' in vassal && vassal.loyal ? 1 : 0;
		const zerg = vassal.zerg === undefined ? 0 : 1;
		return status === undefined
			? []
			: [
					`vassal instance ${vassal.name} (last modified ${Math.floor(vassal.mtime / 1000)}) status ${status} loyal ${loyal} zerg ${zerg}`,
				];
	});

/** 0 alive or asleep behind its socket, 1 about to be gone, 2 about to fall asleep. */
const statusOf = (vassal: Vassal): number | undefined => {
	switch (vassal.state) {
		case 'waiting':
		case 'spawning':
		case 'running':
			return 0;
		case 'hooked':
			return vassal.hook === 'start' ? 0 : 1;
		case 'cursed':
			return vassal.fate === 'wait' ? 2 : 1;
		default:
			return undefined;
	}
};
