/** What the reports in a log tell of, as far as it has been read. */
export type Errors = {
	/** Each mistake once, the one that was made last first. */
	readonly mistakes: readonly {
		/** The same whenever that mistake is made. */
		readonly fingerprint: string;
		readonly report: string;
		/** What was raised the latest time, and where. */
		readonly what: string;
		readonly where?: string;
		/** How often. */
		readonly count: number;
		/** When first and when last: milliseconds since the epoch. */
		readonly first: number;
		readonly last: number;
		/** Number of the line with which its latest report begins. */
		readonly line: number;
	}[];
	/** Number of the last line that was read. */
	readonly read: number;
	/** How many lines before that were let go unread. */
	readonly unread: number;
};

/**
 * What is looked up about one vassal only while somebody looks at it: plain data that survives JSON, and bounded.
 *
 * Names, commands, addresses and texts are as they are found: whoever shows them makes them harmless.
 */
export type Inspection = {
	/** Absent from an emperor of an older version. */
	readonly errors?: Errors;
	/** Its latest deeds, oldest first. Times are milliseconds since the epoch. */
	readonly timeline: readonly {readonly time: number; readonly text: string}[];
	/** How it was started last, or would be. */
	readonly start: {
		/** Program and arguments. */
		readonly words: readonly string[];
		/** What is added to the emperor's own environment. */
		readonly env: Readonly<Record<string, string>>;
		readonly cwd: string;
	};
	/** Each parent before its children; none without a process. */
	readonly processes: readonly {
		readonly pid: number;
		/** 0 for the vassal's own process, 1 for its children, and so on. */
		readonly depth: number;
		readonly command: string;
		/** Bytes. */
		readonly resident: number;
		/** Fraction of one core since the last look. */
		readonly cpu?: number;
	}[];
	/** Processes that are not told of, being too many. */
	readonly otherProcesses: number;
	/** Where they listen. */
	readonly listeners: readonly {readonly address: string; readonly pids: readonly number[]}[];
	/** How many other sockets they have open. */
	readonly otherSockets: number;
	readonly config:
		| {
				readonly text: string;
				/** Whether it goes on. */
				readonly isCut: boolean;
		  }
		/** Why it cannot be read, without a full stop. */
		| {readonly trouble: string};
	/** The latest change of its file, if there was one: when it was seen, and what it changed, where that is known. */
	readonly change?: {
		readonly time: number;
		/** None where the file was only touched. */
		readonly lines?: readonly (
			| {readonly kind: 'same' | 'gone' | 'new'; readonly text: string}
			| {readonly kind: 'gap'; readonly count: number}
		)[];
	};
};
