import {setPriority} from 'node:os';

/**
 * The keyboard, the terminal and who looks at it are not what is measured, and stand elsewhere in life: they go before
 * all else, where this user may have that. Answers what a command begins with that goes as usual.
 */
export const goFirst = (): string => {
	try {
		setPriority(-raise);
		return `nice -n ${raise} `;
	} catch {
		return '';
	}
};

const raise = 10;
