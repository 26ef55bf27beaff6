import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {
	type Acceptance,
	hasVassalExtension,
	type ImperialMonitor,
	listFiles,
	unlessAbsent,
	unlessDenied,
} from './listing.js';

/**
 * `dir://PATH`: every config directly in a folder, hidden ones included. The folder is the vassals' working directory.
 *
 * Source: uwsgi_imperial_monitor_directory() in core/emperor.c; emperor.md 1.
 */
export const directoryMonitor = (
	argument: string,
	folder: string,
	acceptance: Acceptance,
): ImperialMonitor => ({
	argument,
	name: folder,
	list: async () => {
		const folders = [folder];
		const names = await unlessAbsent(() => readdir(folder));
		if (names === undefined) {
			await unlessDenied(() => readdir(folder));
			return {configs: [], vanished: true, remarks: [], folders};
		}
		const files = names
			.filter(name => hasVassalExtension(name, acceptance))
			.map(name => ({id: join(folder, name), name, cwd: folder}));
		return {...(await listFiles(files, acceptance)), vanished: false, folders};
	},
});
