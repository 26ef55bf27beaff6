/** One line a vassal printed. */
export type LogLine = {
	/** Counted from 1 since the vassal was first seen; never used twice. */
	readonly number: number;
	/** When its first byte arrived: milliseconds since the epoch. */
	readonly at: number;
	/** As printed, without the newline: colours and control characters included, invalid UTF-8 replaced. */
	readonly text: string;
	/** No newline has come yet; the text may still grow. */
	readonly isPartial: boolean;
};

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
	/** Calls after every append; returns what ends that. */
	readonly follow: (onGrowth: () => void) => () => void;
};
