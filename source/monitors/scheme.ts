import {resolve} from 'node:path';
import type {Problem} from '../core/problem.js';
import {directoryMonitor} from './directory.js';
import {expandPattern, isFolder} from './expand-pattern.js';
import {globMonitor} from './glob.js';
import {isMagic} from './glob-segment.js';
import type {Acceptance, ImperialMonitor} from './listing.js';
import {placeMonitor} from './place.js';

/**
 * Which monitor an argument of `--emperor` means: `dir://`, `glob://`, an existing folder (also as the only match of a pattern),
 * or else a pattern.
 *
 * The problem says that a `dir://` is missing, which ends uWSGI at once. The monitor works all the same: it waits for the folder.
 */
export const chooseMonitor = async (
	argument: string,
	cwd: string,
	acceptance: Acceptance,
): Promise<{readonly monitor: ImperialMonitor; readonly problem?: Problem}> => {
	if (argument.startsWith('glob://')) {
		return {monitor: globMonitor(argument, argument.slice('glob://'.length), cwd, acceptance)};
	}
	if (argument.startsWith('dir://')) {
		const folder = resolve(cwd, argument.slice('dir://'.length));
		const monitor = directoryMonitor(argument, folder, acceptance);
		return (await isFolder(folder)) ? {monitor} : {monitor, problem: noFolder(argument, folder)};
	}
	if (!isMagic(argument)) {
		return {monitor: await placeMonitor(argument, cwd, acceptance)};
	}
	const {names} = await expandPattern(argument, cwd);
	const [only] = names.length === 1 ? names : [argument];
	const folder = resolve(cwd, only ?? argument);
	return {
		monitor: (await isFolder(folder))
			? directoryMonitor(argument, folder, acceptance)
			: globMonitor(argument, argument, cwd, acceptance),
	};
};

/** Why an argument that begins with another scheme is no place for configs here, and what to do: two sentences. */
export const refusedScheme = (argument: string): string | undefined => {
	const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(argument) ?? [];
	if (scheme === undefined || scheme === 'dir' || scheme === 'glob') {
		return undefined;
	}
	return pluginSchemes.has(scheme)
		? `${scheme}:// is read by a plugin inside uWSGI's own Emperor, which this emperor is not. Write the configs to files, and give their folder.`
		: `${scheme}:// is no place for configs. Give a folder, a glob in quotes, dir://FOLDER or glob://PATTERN.`;
};

/** Of the monitors that come with uWSGI 2.0: plugins/emperor_*. */
const pluginSchemes: ReadonlySet<string> = new Set(['amqp', 'ldap', 'mongodb', 'pg', 'zmq']);

const noFolder = (argument: string, folder: string): Problem => ({
	what: `there is no folder ${folder}`,
	where: {file: argument},
	remedy: 'Create it, or leave out dir:// to wait for files of that name',
});
