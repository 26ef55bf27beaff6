/**
 * A command whose standard output cannot be written any more ends: quietly where its reader, such as head(1), has heard
 * enough; else with a sentence, and exit code 1.
 */
export const heedStdoutLoss = (): void => {
	const {stdout} = process;
	let told: NodeJS.ErrnoException | null = null;
	stdout.on('error', error => {
		told = error;
		process.exit(0);
	});
	process.on('exit', () => {
		// A file is written at once, but that is told a turn later, when the command may have ended; then it is forgotten.
		const loss: NodeJS.ErrnoException | null = told ?? stdout.errored;
		if (loss !== null && loss.code !== 'EPIPE') {
			process.stderr.write(`standard output: ${loss.message}. Make room, or write elsewhere.\n`);
			process.exitCode = failed;
		}
	});
};

const failed = 1;
