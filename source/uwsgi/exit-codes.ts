/** Exit codes of a vassal's master that mean one thing only (emperor.md 6). */
const meanings: Readonly<Record<number, string>> = {22: 'no app', 26: 'exile'};

/** A death in words: `exit 22 (no app)`, `exit 3`, `killed by SIGKILL`. Other programs mean their own things by codes. */
export const describeExit = (exitCode: number | null, signal: string | null, isUwsgi: boolean): string => {
	if (signal !== null) {
		return `killed by ${signal}`;
	}
	const meaning = isUwsgi && exitCode !== null ? meanings[exitCode] : undefined;
	return `exit ${exitCode ?? '?'}${meaning === undefined ? '' : ` (${meaning})`}`;
};
