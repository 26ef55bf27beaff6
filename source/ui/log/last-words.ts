import type {LogReader} from '../../logs/log-reader.js';

/** A piece of time, in milliseconds since the epoch. */
export type Life = {readonly from: number; readonly until: number};

/** The last lines of all that was printed in a life, oldest first: at most so many, and none that is blank. */
export const lastWords = (
	log: Pick<LogReader, 'first' | 'last' | 'read'>,
	{from, until}: Life,
	most: number,
): readonly string[] => {
	const last = lastUntil(log, until);
	const first = Math.max(log.first, last - farthest + 1);
	return log
		.read(first, last - first + 1)
		.filter(({at, text}) => at >= from && text.trim() !== '')
		.map(({text}) => text)
		.slice(-most);
};

/** Lines among which they are looked for: who dies with a million blank ones must not hold up the screen. */
const farthest = 50;

/** Number of the last line that came by then: lines are in the order of their times. */
const lastUntil = (log: Pick<LogReader, 'first' | 'last' | 'read'>, until: number): number => {
	let [low, high] = [log.first, log.last + 1];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		const [line] = log.read(middle, 1);
		if (line !== undefined && line.at <= until) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low - 1;
};
