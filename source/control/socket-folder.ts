import {lstatSync, mkdirSync, readdirSync, rmSync, type Stats} from 'node:fs';
import {join} from 'node:path';
import {isAnswered} from '../sockets/is-answered.js';

/**
 * Where the control sockets of this user's emperors may be: `$XDG_RUNTIME_DIR/emperor`, and, for those that were started
 * without that variable, as by cron or sudo, a folder of the user's own in the temp dir. A new one goes to the first that can be had.
 */
export const socketFolders = (
	{XDG_RUNTIME_DIR: runtime}: Readonly<Record<string, string | undefined>>,
	temporary: string,
	uid: number,
): readonly [string, ...string[]] => {
	const ofLastResort = join(temporary, `emperor-${uid}`);
	// The specification has relative paths ignored.
	return runtime?.startsWith('/') ? [join(runtime, 'emperor'), ofLastResort] : [ofLastResort];
};

/** A folder for control sockets, and whose it is. */
export type OwnedFolder = {readonly folder: string; readonly uid: number};

/** Where the emperors of all other users may have theirs. `runtimes` holds the runtime folders of those who are logged in. */
export const foreignSocketFolders = (
	runtimes: string,
	temporary: string,
	uid: number,
): readonly OwnedFolder[] =>
	[
		...namesIn(runtimes, /^\d+$/).map(name => ({folder: join(runtimes, name, 'emperor'), uid: Number(name)})),
		...namesIn(temporary, /^emperor-\d+$/).map(name => ({
			folder: join(temporary, name),
			uid: Number(name.slice('emperor-'.length)),
		})),
	].filter(owned => owned.uid !== uid);

/** Makes the folder, for this user alone. Throws a sentence where it is somebody else's, or open to others. */
export const makePrivate = (folder: string, uid: number): void => {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	if (!isPrivate(folder, uid)) {
		throw new Error(
			`${folder}: not a folder of this user alone. Remove it, or give another place with --socket.`,
		);
	}
};

/** The first of the folders that is this user's alone, or can be made so; the first of all where none can. */
export const choosePrivate = (folders: readonly [string, ...string[]], uid: number): string =>
	folders.find(folder => canBePrivate(folder, uid)) ?? folders[0];

const canBePrivate = (folder: string, uid: number): boolean => {
	try {
		makePrivate(folder, uid);
		return true;
	} catch {
		return false;
	}
};

/**
 * The sockets in a user's folder that somebody answers at, sorted. Those of emperors that are gone are removed. In a
 * folder where others could have put theirs there are none.
 */
export const findSockets = async (folder: string, uid: number): Promise<readonly string[]> => {
	if (!isPrivate(folder, uid)) {
		return [];
	}
	const paths = namesIn(folder, /\.sock$/).map(name => join(folder, name));
	const answered = await Promise.all(paths.map(path => isAnswered(path).catch(() => true)));
	for (const path of paths.filter((path, index) => !answered[index] && isOld(path))) {
		rmSync(path, {force: true});
	}
	return paths.filter((_, index) => answered[index]);
};

const isPrivate = (folder: string, uid: number): boolean => {
	const status = statusOf(folder);
	return status?.isDirectory() === true && status.uid === uid && (status.mode & 0o077) === 0;
};

/** What is in a folder by such names, sorted. */
const namesIn = (folder: string, pattern: RegExp): readonly string[] => {
	try {
		return readdirSync(folder)
			.filter(name => pattern.test(name))
			.sort();
	} catch {
		return [];
	}
};

/** One that was made this moment may not be listened at yet. */
const isOld = (path: string): boolean => {
	const status = statusOf(path);
	return status !== undefined && status.mtimeMs < Date.now() - 1000;
};

/** Undefined also for what another user hides, as where sudo has left us his `XDG_RUNTIME_DIR`. */
const statusOf = (path: string): Stats | undefined => {
	try {
		return lstatSync(path);
	} catch {
		return undefined;
	}
};
