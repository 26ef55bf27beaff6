import type {LogReader} from '../logs/log-reader.js';
import type {PaneSource} from '../screen/compositor.js';

/** The part of a log that a pane shows: from line `top` on, or, without, the newest lines. */
export const logRows = (reader: LogReader, top: number | undefined, emptiness: () => string): PaneSource => ({
	rows: (width, height) => {
		if (reader.last === 0) {
			return [`\x1b[2m${emptiness()}\x1b[22m`];
		}
		const from = top === undefined ? Math.max(reader.first, reader.last - height + 1) : top;
		const stamp = width >= leastWidthForTimes;
		return reader
			.read(from, height)
			.map(({at, text}) => (stamp ? `\x1b[2m${timeOfDay(at)}\x1b[22m ${text}` : text));
	},
});

/** In a narrow pane the words are worth more than the time. */
const leastWidthForTimes = 60;

/** `11:50:35`, local time. Lines come in bursts, so the last answer is kept. */
const timeOfDay = (at: number): string => {
	const second = Math.floor(at / 1000);
	if (second !== latest.second) {
		latest = {second, text: new Date(at).toTimeString().slice(0, 8)};
	}
	return latest.text;
};

let latest = {second: -1, text: ''};
