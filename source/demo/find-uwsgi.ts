/** Runs a program without input to its end; standard output and error come as one text. Exit code null: it could not run. */
export type RunTool = (
	command: string,
	args: readonly string[],
) => Promise<{readonly exitCode: number | null; readonly output: string}>;

/**
 * The binary, if it can serve a Python application behind its http router; undefined if not.
 *
 * A missing plugin is only a warning to uWSGI, so its exit code says nothing: the list of plugins does. They may also
 * be built in (as pip builds it), which only that list tells. `no-server` because it would go on to serve a socket
 * that it found as its standard input. Measured on uWSGI 2.0.21: 70 ms.
 */
export const findUwsgi = async (binary: string, runTool: RunTool): Promise<string | undefined> => {
	const listPlugins = ['--plugin', 'http', '--plugin', 'python3', '--plugin-list', '--no-server'];
	const {exitCode, output} = await runTool(binary, listPlugins);
	const hasRouter = /^http$/m.test(output);
	const hasPython = /^\d+: python3?$/m.test(output);
	return exitCode === 0 && hasRouter && hasPython ? binary : undefined;
};
