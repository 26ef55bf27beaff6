import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {directoryMonitor} from './directory.js';
import {isFolder} from './expand-pattern.js';
import {globMonitor} from './glob.js';
import {type Acceptance, hasVassalExtension, type ImperialMonitor, unlessAbsent} from './listing.js';

/**
 * A name outright: whatever is there when one looks. What was a folder once stays one while it is away, and what is
 * nothing yet is waited for: as a config if its ending is one's, else as a folder.
 *
 * uWSGI decides once, at its start, and then takes a missing folder for a pattern for ever (emperor.md 1).
 */
export const placeMonitor = async (
	argument: string,
	cwd: string,
	acceptance: Acceptance,
): Promise<ImperialMonitor> => {
	const path = resolve(cwd, argument);
	const asFolder = directoryMonitor(argument, path, acceptance);
	const asFile = globMonitor(argument, argument, cwd, acceptance);
	const now = async (before: ImperialMonitor): Promise<ImperialMonitor> => {
		if (await isFolder(path)) {
			return asFolder;
		}
		const isThere = (await unlessAbsent(() => stat(path))) !== undefined;
		return isThere ? asFile : before;
	};
	let latest = await now(hasVassalExtension(argument, acceptance) ? asFile : asFolder);
	return {
		argument,
		get name() {
			return latest.name;
		},
		list: async () => {
			latest = await now(latest);
			return latest.list();
		},
	};
};
