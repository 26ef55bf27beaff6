import {access, constants, readdir} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {runTool} from '../processes/run-tool.js';
import type {Tool} from './tools.js';

/** Where a tool was found, and in which version as far as that is known; or what it means that it was not. */
export type FoundTool =
	| {readonly name: string; readonly path: string; readonly version?: string}
	| Omit<Tool, 'ask'>;

/** Where a shell would find a program. */
export const findProgram = async (name: string): Promise<string | undefined> => {
	for (const folder of (process.env['PATH'] ?? '/bin:/usr/bin').split(':').filter(one => one !== '')) {
		const path = join(folder, name);
		if (
			await access(path, constants.X_OK).then(
				() => true,
				() => false,
			)
		) {
			return path;
		}
	}
	return undefined;
};

export const findTool = async ({name, ask, lost, packages}: Tool): Promise<FoundTool> => {
	const path = await findProgram(name);
	if (path === undefined) {
		return {name, lost, packages};
	}
	const version = ask === undefined ? undefined : await versionOf(path, ask);
	return {name, path, ...(version === undefined ? {} : {version})};
};

const versionOf = async (path: string, ask: string): Promise<string | undefined> => {
	const {exitCode, output} = await runTool(path, [ask], {timeout: patience});
	return exitCode === 0 ? /(?:^|[ _])(\d+\.[\w.-]+)/m.exec(output)?.[1] : undefined;
};

/** The plugins that a uwsgi has built in, and those in the folder where it looks for others. */
export const findPlugins = async (
	uwsgi: string,
): Promise<{readonly names: readonly string[]; readonly folder?: string}> => {
	// A plugin that cannot be has it say where it has looked.
	const args = ['--plugin', 'emperor-asks-where', '--plugin-list', '--no-server'];
	const {output} = await runTool(uwsgi, args, {timeout: patience});
	const builtIn = [...output.matchAll(/^(?:\d+: )?([a-z][\w-]*)$/gm)].map(([, name = '']) => name);
	const sought = /open\("(\/[^"]*)"\)/.exec(output)?.[1];
	if (sought === undefined) {
		return {names: builtIn.sort()};
	}
	const folder = dirname(sought);
	const files = await readdir(folder).catch(() => []);
	const found = files.flatMap(file => /^(.+)_plugin\.so$/.exec(file)?.[1] ?? []);
	return {names: [...new Set([...builtIn, ...found])].sort(), folder};
};

/** The version of the tmux server around us, which may be older than the program. */
export const tmuxAround = async (): Promise<string | undefined> => {
	const {exitCode, output} = await runTool('tmux', ['display-message', '-p', '#{version}'], {
		timeout: patience,
	});
	return exitCode === 0 ? output.trim() : undefined;
};

/** Milliseconds: what does not answer is not waited for. */
const patience = 3000;
