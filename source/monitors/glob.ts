import {readdir, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {expandPattern, fixedFolderOf, isFolder} from './expand-pattern.js';
import {isMagic} from './glob-segment.js';
import {
	type Acceptance,
	hasVassalExtension,
	type ImperialMonitor,
	listFiles,
	unlessAbsent,
	unlessDenied,
} from './listing.js';

/**
 * `glob://PATTERN`: the configs that glob(3) finds from the emperor's working directory, which is the vassals' too.
 * A plain file is a pattern that matches itself; so is `we[ird].ini`, which a shell may have expanded.
 *
 * Source: uwsgi_imperial_monitor_glob() in core/emperor.c; emperor.md 1.
 */
export const globMonitor = (
	argument: string,
	pattern: string,
	cwd: string,
	acceptance: Acceptance,
): ImperialMonitor => {
	const fixedFolder = fixedFolderOf(pattern, cwd);
	const self = resolve(cwd, pattern);
	return {
		argument,
		name: pattern,
		list: async () => {
			const expansion = await expandPattern(pattern, cwd);
			const isItself = (await unlessAbsent(() => stat(self))) !== undefined;
			const names = new Set([...expansion.names, ...(isItself ? [pattern] : [])]);
			const files = [...names]
				.filter(name => hasVassalExtension(name, acceptance))
				.map(name => ({id: resolve(cwd, name), name, cwd}));
			const {configs, remarks} = await listFiles(files, acceptance);
			if (configs.length === 0) {
				await unlessDenied(() => (isMagic(pattern) ? readdir(fixedFolder) : stat(self)));
			}
			return {
				configs,
				remarks: [...remarks, ...(configs.length === 0 ? explainNothing(pattern, isItself, acceptance) : [])],
				vanished: configs.length === 0 && !(await isFolder(fixedFolder)),
				folders: [...new Set([fixedFolder, dirname(self), ...expansion.folders])],
			};
		},
	};
};

/** A name without magic that gives no vassal was meant to: uWSGI says nothing, for ever. */
const explainNothing = (pattern: string, isThere: boolean, acceptance: Acceptance): string[] => {
	if (isMagic(pattern)) {
		return [];
	}
	if (!isThere) {
		return [`${pattern}: not there. Create it, and its vassal starts.`];
	}
	return hasVassalExtension(pattern, acceptance)
		? []
		: [`${pattern}: its ending is not a config's. Rename it to .ini, or give --emperor-extra-extension.`];
};
