/** Something wrong that the owner of a file or machine can put right. A value, never thrown. */
export type Problem = {
	/** Without it, trouble. A `warning` works, if perhaps not as it was meant; `not-a-vassal` is an ordinary file of somebody else, such as `tox.ini`. */
	readonly kind?: 'warning' | 'not-a-vassal';
	/** What happened, in the words of the file: names the option and the value found. No full stop. */
	readonly what: string;
	readonly where: {readonly file: string; readonly line?: number};
	/** The next thing to do, as an imperative sentence without its full stop, or a question with its mark. */
	readonly remedy: string;
};

/** Whether its vassal cannot work as it should until somebody mends it. */
export const isTrouble = ({kind}: Problem): boolean => kind === undefined;

/** `shop.ini:7: heartbeat is "often", not a number of seconds. Write, for example, heartbeat = 10.` */
export const describeProblem = ({what, where, remedy}: Problem): string => {
	const place = where.line === undefined ? where.file : `${where.file}:${where.line}`;
	return `${place}: ${what}. ${remedy}${remedy.endsWith('?') ? '' : '.'}`;
};

/** With the path of its file as seen from a folder, where it is beneath it. */
export const seenFrom = (folder: string, problem: Problem): Problem => {
	const {file} = problem.where;
	return file.startsWith(`${folder}/`)
		? {...problem, where: {...problem.where, file: file.slice(folder.length + 1)}}
		: problem;
};
