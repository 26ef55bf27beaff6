import type {LogLine, LogReader} from '../logs/log-reader.js';

export type LogFollower = {
	readonly catchUp: () => void;
	/** Catches up, the partial line included, and stops. */
	readonly close: () => void;
};

/** Who takes what is read. */
export type LogTaker = {
	readonly take: (lines: readonly LogLine[]) => void;
	/** So many lines came faster than they were read, and were let go. */
	readonly miss: (count: number) => void;
};

/** Hands on a log's lines as they are completed, while `mayRead`; what was let go of meanwhile is said, not skipped. */
export const followLog = (log: LogReader, mayRead: () => boolean, {take, miss}: LogTaker): LogFollower => {
	let next = log.first;

	const read = (withPartial: boolean): void => {
		if (log.first > next) {
			miss(log.first - next);
			next = log.first;
		}
		const lines = log.read(next, batch).filter(({isPartial}) => withPartial || !isPartial);
		if (lines.length > 0) {
			next += lines.length;
			take(lines);
		}
	};

	const catchUp = (withPartial = false): void => {
		for (let before = -1; before < next && next <= log.last && mayRead(); ) {
			before = next;
			read(withPartial);
		}
	};

	catchUp();
	const unfollow = log.follow(() => catchUp());
	return {
		catchUp: () => catchUp(),
		close: () => {
			unfollow();
			for (let before = -1; before < next && next <= log.last; ) {
				before = next;
				read(true);
			}
		},
	};
};

/** Lines decoded at once. */
const batch = 500;
