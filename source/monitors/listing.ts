import type {BigIntStats} from 'node:fs';
import {lstat, readlink, stat} from 'node:fs/promises';
import type {Owner} from '../core/event.js';
import {naturalOrder} from '../core/natural-order.js';
import {vassalExtensions} from '../core/spawn-order.js';
import {fewAtATime} from './few-at-a-time.js';

/** Tells two states of a file apart. Numbers as text: they do not fit into a double. */
export type Signature = {
	readonly mtimeNs: string;
	/** Also moves with chmod, chown, rename and links: a reason to look at the content, not to reload. */
	readonly ctimeNs: string;
	/** Device and inode. */
	readonly inode: string;
	readonly size: string;
	/** User and group, where they decide as whom a vassal runs; else empty. */
	readonly owner: string;
};

/** A config file that is there. */
export type Listed = {
	/** Full path; symbolic links in it are not resolved. */
	readonly id: string;
	/** As uWSGI's Emperor would call it: emperor.md 1. */
	readonly name: string;
	readonly cwd: string;
	readonly owner: Owner;
	/** It is a program that prints a config: `--emperor-magic-exec`. */
	readonly isProgram: boolean;
	readonly signature: Signature;
};

/** What a monitor sees at one moment, sorted by id. */
export type Listing = {
	readonly configs: readonly Listed[];
	/** The folder itself is not there or cannot be read: that says nothing about the files last seen in it. */
	readonly vanished: boolean;
	/** Sentences about what a person would expect to be there and is not. */
	readonly remarks: readonly string[];
	/** Where a watcher would see anything that changes this listing. Some may not exist. */
	readonly folders: readonly string[];
};

export type ImperialMonitor = {
	/** The person's own words for it. */
	readonly argument: string;
	/** As uWSGI's stats call it: the folder's path, or the pattern, without a scheme. */
	readonly name: string;
	/** Rejects where the machine is at its limits (`EMFILE`, `EIO`): then nothing is known. */
	readonly list: () => Promise<Listing>;
};

/** What decides, besides its place, whether a file is a vassal. */
export type Acceptance = {
	/** `--emperor-extra-extension`. */
	readonly extraExtensions: readonly string[];
	/** `--emperor-nofollow`: a symbolic link is what it says itself, even if it points nowhere. */
	readonly nofollow: boolean;
	/** Whether it matters whose a file is, and then whose: `--emperor-tyrant`, `--emperor-tyrant-nofollow`. */
	readonly tyrant: 'off' | 'of target' | 'of link';
	/** `--emperor-magic-exec`. */
	readonly magicExec: boolean;
};

/** By its ending, case-sensitive, as uWSGI does: emperor.md 1. */
export const hasVassalExtension = (name: string, {extraExtensions}: Acceptance): boolean =>
	[...vassalExtensions, ...extraExtensions].some(extension => name.endsWith(extension));

/** A name that a folder or a pattern gave, not looked at yet. */
export type Found = Pick<Listed, 'id' | 'name' | 'cwd'>;

/** Looks at the files of a listing, some at a time, and keeps those that may be vassals. */
export const listFiles = async (
	found: readonly Found[],
	acceptance: Acceptance,
): Promise<Pick<Listing, 'configs' | 'remarks'>> => {
	const looked = await fewAtATime(found, file => lookAt(file, acceptance));
	return {
		configs: looked.filter(result => typeof result === 'object').sort((a, b) => naturalOrder(a.id, b.id)),
		remarks: looked.filter(result => typeof result === 'string').sort(),
	};
};

/** Runs a call to the disk; `undefined` where it says that there is nothing to be seen at that path. */
export const unlessAbsent = async <T>(call: () => Promise<T>): Promise<T | undefined> => {
	try {
		return await call();
	} catch (error) {
		if (absences.has(codeOf(error))) {
			return undefined;
		}
		throw error;
	}
};

/** Rejects with the error that says that this user may not look there; any other outcome is not asked about. */
export const unlessDenied = async (call: () => Promise<unknown>): Promise<void> => {
	try {
		await call();
	} catch (error) {
		if (isDenial(error)) {
			throw error;
		}
	}
};

export const isDenial = (error: unknown): boolean => ['EACCES', 'EPERM'].includes(codeOf(error));

export const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : '';

const absences: ReadonlySet<string> = new Set([
	'ENOENT',
	'ENOTDIR',
	'EACCES',
	'EPERM',
	'ENAMETOOLONG',
	'ELOOP',
]);

/** uWSGI keeps names in 255 bytes with their final zero. */
const longestName = 254;

const lookAt = async (
	file: Found,
	{nofollow, tyrant, magicExec}: Acceptance,
): Promise<Listed | string | undefined> => {
	if (Buffer.byteLength(file.name) > longestName) {
		return `${file.name}: longer than ${longestName} bytes, which uWSGI cannot hold. Shorten the name or the pattern's path.`;
	}
	// A link that leads in a circle, like a FIFO, is listed: reading it tells its owner what is wrong, in its own panel.
	const status = await (nofollow ? lstat : stat)(file.id, {bigint: true}).catch((error: unknown) =>
		unlessAbsent(() => (codeOf(error) === 'ELOOP' ? lstat(file.id, {bigint: true}) : Promise.reject(error))),
	);
	if (status === undefined) {
		return explainAbsence(file);
	}
	if (status.isDirectory()) {
		return undefined;
	}
	const {uid, gid} = tyrant === 'of link' ? await lstat(file.id, {bigint: true}) : status;
	const owner = {uid: Number(uid), gid: Number(gid)};
	const signature = {...signatureOf(status), owner: tyrant === 'off' ? '' : `${uid}:${gid}`};
	return {...file, owner, isProgram: magicExec && (status.mode & anyMayExecute) !== 0n, signature};
};

/** Why a file that was listed is not there: uWSGI says nothing. */
const explainAbsence = async ({id, name}: Found): Promise<string | undefined> => {
	if (name.includes('\uFFFD')) {
		return `${name}: a name that is not UTF-8, which no program could be told. Rename it.`;
	}
	// Emacs locks a file by such a link beside it.
	const target = name.includes('.#') ? undefined : await readlink(id).catch(() => undefined);
	return target === undefined
		? undefined
		: `${name}: a symbolic link to ${target}, which is not there. Create that, or remove the link.`;
};

const anyMayExecute = 0o111n;

const signatureOf = ({
	mtimeNs,
	ctimeNs,
	dev,
	ino,
	birthtimeNs,
	size,
}: BigIntStats): Omit<Signature, 'owner'> => ({
	mtimeNs: String(mtimeNs),
	ctimeNs: String(ctimeNs),
	inode: `${dev}:${ino}:${birthtimeNs}`,
	size: String(size),
});
