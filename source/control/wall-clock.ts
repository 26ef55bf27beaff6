import type {EmperorClient} from '../client/emperor-client.js';
import type {Instant} from '../core/event.js';

/** What the wall clock showed at an instant of the emperor's own clock: milliseconds since the epoch. */
export type WallClock = (at: Instant) => number;

/**
 * Steady, so that what has happened keeps its time however often it is asked for; it moves only when the wall clock was
 * set, or the machine slept.
 */
export const wallClockOf = ({now}: EmperorClient, readTime: () => number = Date.now): WallClock => {
	let start = readTime() - now();
	return at => {
		const newStart = readTime() - now();
		if (Math.abs(newStart - start) > 1000) {
			start = newStart;
		}
		return start + at;
	};
};

/** Whole seconds since the epoch, as uWSGI counts; 0 for what has not happened. */
export const secondsBy =
	(wallClock: WallClock) =>
	(at: Instant | undefined): number =>
		at === undefined ? 0 : toSeconds(wallClock(at));

export const toSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
