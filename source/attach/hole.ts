import type {MirroredLog, Row} from './mirrored-log.js';

/** Lines that are not here: from one number up to before another. */
export type Hole = {readonly from: number; readonly before: number};

/** One hole that has both in it. */
export const span = (some: Hole | undefined, other: Hole | undefined): Hole | undefined =>
	some === undefined || other === undefined
		? (some ?? other)
		: {from: Math.min(some.from, other.from), before: Math.max(some.before, other.before)};

/**
 * The rows of a log once some of a hole were found, the last of them or none: those before, with what stands for what is
 * still missing, and those from number `start` on.
 */
export const fillHole = (
	hole: Hole,
	found: readonly Row[],
	{rows, partial}: Pick<MirroredLog, 'rows' | 'partial'>,
): {readonly older: readonly Row[]; readonly newer: readonly Row[]; readonly start: number} => {
	const start = found[0]?.number ?? hole.before;
	const older = rows.filter(({number, isGap}) => number < start && !(isGap && number >= hole.from));
	const newer = [...found, ...rows.filter(({number}) => number >= hole.before)];
	const [next = partial] = newer;
	const last = older.at(-1);
	if (last !== undefined && next !== undefined && next.number > last.number + 1) {
		older.push(gapBefore(next, last.number + 1));
	}
	return {older, newer, start};
};

/** Stands for the lines from number `from` up to a row. */
export const gapBefore = ({number, at, arrival}: Row, from: number): Row => {
	const count = number - from;
	return {
		number: number - 1,
		at,
		// Between the lines before and behind it: there were others.
		arrival: arrival - 0.5,
		text: `… ${count} ${count === 1 ? 'line' : 'lines'} missed: printed faster than the line to the emperor carries`,
		isGap: true,
	};
};
