import {readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {makePrivate} from './control/socket-folder.js';
import {ownSocketFolder, ownUid} from './open-control.js';

/** Where the vassals of this emperor serve their stats, for its user alone, beside its control socket. */
export type StatsSockets = {
	/** What the path of each begins with. */
	readonly prefix: string;
	/** Takes away all of them. */
	readonly remove: () => void;
};

/** Makes the folder, and removes what emperors that are gone have left there; undefined where there can be none. */
export const prepareStatsSockets = (): StatsSockets | undefined => {
	const folder = ownSocketFolder();
	const prefix = join(folder, `${process.pid}-`);
	if (Buffer.byteLength(prefix) + longestRest > longestPath) {
		return undefined;
	}
	try {
		makePrivate(folder, ownUid());
		remove(folder, pid => pid === process.pid || !isAlive(pid));
	} catch {
		// The control socket has the same trouble, and says so.
		return undefined;
	}
	return {prefix, remove: () => remove(folder, pid => pid === process.pid)};
};

/** Bytes behind the prefix, and the most that uWSGI takes for a socket's path. */
const longestRest = 20;
const longestPath = 102;

const remove = (folder: string, isOver: (pid: number) => boolean): void => {
	for (const name of namesIn(folder)) {
		const pid = /^(\d+)-\w+\.stats$/.exec(name)?.[1];
		if (pid !== undefined && isOver(Number(pid))) {
			rmSync(join(folder, name), {force: true});
		}
	}
};

/** The folder may have been cleared away by then. */
const namesIn = (folder: string): readonly string[] => {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
};

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
};
