import type {Vassal} from './vassal.js';

/** Whether a person stopped it, or it exiled itself: now, or as soon as what runs of it is gone. */
export const isKeptDown = (vassal: Vassal): boolean => {
	switch (vassal.state) {
		case 'suspended':
			return true;
		case 'cursed':
		case 'hooked':
			return vassal.fate === 'suspend';
		case 'spawning':
			return vassal.wish?.fate === 'suspend';
		default:
			return false;
	}
};
