/** Something wrong that the owner of a file or machine can put right. A value, never thrown. */
export type Problem = {
	/** Set where it is no trouble but an ordinary file of somebody else, such as `tox.ini`. */
	readonly kind?: 'not-a-vassal';
	/** What happened, in the words of the file: names the option and the value found. No full stop. */
	readonly what: string;
	readonly where: {readonly file: string; readonly line?: number};
	/** The next thing to do, as an imperative sentence without its full stop. */
	readonly remedy: string;
};

/** `shop.ini:7: heartbeat is "often", not a number of seconds. Write, for example, heartbeat = 10.` */
export const describeProblem = ({what, where, remedy}: Problem): string => {
	const place = where.line === undefined ? where.file : `${where.file}:${where.line}`;
	return `${place}: ${what}. ${remedy}.`;
};
