import stripAnsi from 'strip-ansi';
import type {LogReader} from '../logs/log-reader.js';
import type {PaneSource} from '../screen/compositor.js';
import {sanitise} from '../screen/sanitise.js';

/** The part of a log that a pane shows: from line `top` on, or, without, the newest lines. */
export const logRows = (
	reader: LogReader,
	top: number | undefined,
	emptiness: string,
	isColoured: boolean,
): PaneSource => ({
	rows: (width, height) => {
		if (reader.last === 0) {
			return [`${dim}${emptiness}${undim}`];
		}
		const from = top === undefined ? reader.last - height + 1 : top;
		const isStamped = width >= leastWidthForTimes;
		return reader.read(Math.max(reader.first, from), height).map(({at, text}) => {
			const shown = isColoured ? text : stripAnsi(text);
			// Cleaned before it is stamped: a `\r` in it must not take the time away.
			return isStamped ? `${dim}${timeOfDay(at)}${undim} ${sanitise(shown)}` : shown;
		});
	},
});

const dim = '\x1b[2m';
const undim = '\x1b[22m';

/** In a narrow pane the words are worth more than the time. */
const leastWidthForTimes = 40;

/** `11:50:35`, local time. Lines come in bursts, so the last answer is kept. */
const timeOfDay = (at: number): string => {
	const second = Math.floor(at / 1000);
	if (second !== latest.second) {
		latest = {second, text: new Date(at).toTimeString().slice(0, 8)};
	}
	return latest.text;
};

let latest = {second: -1, text: ''};
