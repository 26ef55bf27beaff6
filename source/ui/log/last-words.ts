import type {LogReader} from '../../logs/log-reader.js';

/** A piece of time, in milliseconds since the epoch. */
export type Life = {readonly from: number; readonly until: number};

/** The last lines of all that was printed in a life, oldest first: at most so many, and none that is blank. */
export const lastWords = (
	log: Pick<LogReader, 'first' | 'last' | 'read'>,
	{from, until}: Life,
	most: number,
): readonly string[] => {
	const words: string[] = [];
	for (let number = lastUntil(log, until); number >= log.first && words.length < most; number--) {
		const [line] = log.read(number, 1);
		if (line === undefined || line.at < from) {
			break;
		}
		if (line.text.trim() !== '') {
			words.unshift(line.text);
		}
	}
	return words;
};

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
