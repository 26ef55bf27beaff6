import type {LogRow} from './lay-rows.js';
import type {Tint} from './line-text.js';
import type {LogView} from './log-view.js';
import type {Pattern} from './pattern.js';
import {isOutOfTime, withinTime} from './within-time.js';

/** What stands out in each row because it was searched; the match that was gone to last more than the others. */
export const matchTints = (
	rows: readonly LogRow[],
	{search, found}: LogView,
	isColoured: boolean,
): readonly (readonly Tint[])[] => {
	if (search === undefined || hopeless.has(search)) {
		return [];
	}
	const styles = isColoured
		? {other: '\x1b[30;43m', found: '\x1b[30;46m'}
		: {other: '\x1b[4m', found: '\x1b[7m'};
	const tints: Tint[][] = [];
	try {
		withinTime(patience, () => {
			for (const {place, text} of rows) {
				const style = place === found ? styles.found : styles.other;
				tints.push(search.find(text.plain).map(({from, to}) => ({from, to, style})));
			}
		});
	} catch (error) {
		if (!isOutOfTime(error)) {
			throw error;
		}
		hopeless.add(search);
	}
	return tints;
};

/** What took too long once is not tried again at every frame. */
const hopeless = new WeakSet<Pattern>();

/** Milliseconds. */
const patience = 50;
