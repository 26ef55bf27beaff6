import {lstatSync, mkdirSync} from 'node:fs';
import node from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';

/** Has Node keep what it compiles of the program, from 22.1 on: every start but the first takes a quarter less. */
export const keepCompiled = (env: NodeJS.ProcessEnv): void => {
	if ('enableCompileCache' in node && typeof node.enableCompileCache === 'function') {
		const folder = compileCacheFolder(env);
		if (folder !== undefined) {
			node.enableCompileCache(folder);
		}
	}
};

/**
 * Where Node may keep the program compiled: `$XDG_CACHE_HOME/emperor` or `~/.cache/emperor`, made where there is none.
 * What lies there is run, so nobody else may write to it; and not in the folder for temporary files, which is Node's own
 * choice, because others could be there first.
 *
 * @returns undefined where there is no such folder, or it belongs to somebody else: it is done without.
 */
export const compileCacheFolder = (env: NodeJS.ProcessEnv): string | undefined => {
	const caches = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
	const folder = join(caches, 'emperor');
	try {
		mkdirSync(folder, {recursive: true, mode: 0o700});
		const status = lstatSync(folder);
		const isOurs = status.isDirectory() && status.uid === process.geteuid?.() && (status.mode & 0o022) === 0;
		return isOurs ? folder : undefined;
	} catch {
		return undefined;
	}
};
