/** Exit codes an Emperor sees from a vassal's master (emperor.md 6). */
const meanings: Readonly<Record<number, string>> = {
	1: 'start-up error',
	22: 'no app',
	26: 'exile',
};

/** A death in words: `exit 22 (no app)`, `exit 3`, `killed by SIGKILL`. */
export const describeExit = (exitCode: number | null, signal: string | null): string => {
	if (signal !== null) {
		return `killed by ${signal}`;
	}
	const meaning = exitCode === null ? undefined : meanings[exitCode];
	return meaning === undefined ? `exit ${exitCode ?? '?'}` : `exit ${exitCode} (${meaning})`;
};
