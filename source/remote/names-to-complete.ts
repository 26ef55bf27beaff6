import type {VassalReport} from '../control/report.js';

/**
 * A name a line, for a shell to complete. One with a control character in it would be two lines, or act on the terminal
 * where it is listed: whoever means that vassal has to write a glob.
 */
export const namesToComplete = (vassals: readonly Pick<VassalReport, 'name'>[]): string =>
	vassals
		.filter(({name}) => !/\p{Cc}/u.test(name))
		.map(({name}) => `${name}\n`)
		.join('');
