import {readlink, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {logNames} from './log-names.js';
import {errorCode} from './trouble.js';

/**
 * The log file of a config file in `dir`: the same one at every start, and never another vassal's.
 *
 * A name belongs to whoever marked it first, with a hidden symbolic link that points to the config file: made in one
 * step, so that two emperors cannot both take it. Where nothing can be marked, only the name with the hash is safe.
 */
export const claimName = async (dir: string, configFile: string): Promise<string> => {
	const names = logNames(configFile);
	for (const name of names.slice(0, -1)) {
		const owner = await mark(join(dir, `.${name}.vassal`), configFile);
		if (owner === configFile) {
			return join(dir, name);
		}
		if (owner === undefined) {
			break;
		}
	}
	return join(dir, names.at(-1) ?? '');
};

/** Whose the name is now; `undefined` where this file system has no symbolic links, or something else is in the way. */
const mark = async (path: string, owner: string): Promise<string | undefined> => {
	try {
		await symlink(owner, path);
		return owner;
	} catch (error) {
		switch (errorCode(error)) {
			case 'EEXIST':
				return readlink(path).catch(() => undefined);
			case 'EPERM':
			case 'ENOTSUP':
			case 'ENAMETOOLONG':
				return undefined;
			default:
				throw error;
		}
	}
};
