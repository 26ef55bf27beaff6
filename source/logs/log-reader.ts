/** One line a vassal printed. */
export type LogLine = {
	/** Counted from 1 since the vassal was first seen; a partial line may get a later one. */
	readonly number: number;
	/** When its first byte arrived: milliseconds since the epoch. */
	readonly at: number;
	/** As printed, without the newline: colours and control characters included, invalid UTF-8 replaced. */
	readonly text: string;
	/** No newline has come yet; the text may still grow. */
	readonly isPartial: boolean;
	/** Too long to be kept in one: what was printed goes on in the next line of the log, without a newline between. */
	readonly isCut?: true;
	/** Read from a file that the vassal logs to, not from its output. */
	readonly isFollowed?: true;
	/** So many lines behind it are not shown but stand in it, told in these words. */
	readonly folded?: {readonly count: number; readonly words: string};
};

/** Whether a line of the same log goes on with one that was too long. */
export const goesOn = (line: LogLine, next: LogLine): boolean =>
	line.isCut === true && next.number === line.number + 1 && next.isFollowed === line.isFollowed;

/** What a reader of a vassal's log can ask. Cheap for few lines, however much was printed. */
export type LogReader = {
	/** Number of the oldest line that is kept; one more than `last` when nothing is. */
	readonly first: number;
	/** Number of the newest line, the partial one included; 0 before the first byte. */
	readonly last: number;
	/** Grows with every append, so that a reader can tell that there is nothing new. */
	readonly version: number;
	/** At most `count` lines from number `from` on; fewer where they were let go or do not exist yet. */
	readonly read: (from: number, count: number) => readonly LogLine[];
	/** Which of all lines of all logs a kept line was: grows with the line number, and tells the order between logs. */
	readonly arrivalOf: (number: number) => number;
	/**
	 * Calls after every append; returns what ends that. Who reads `aside` shows nobody what he reads: where lines have a
	 * long way, those that are shown come first.
	 */
	readonly follow: (onGrowth: () => void, aside?: 'aside') => () => void;
};
