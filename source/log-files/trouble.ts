/** Why a log file cannot be written just now. */
export type Trouble = {
	/** In words: `disk full`. */
	readonly what: string;
	/** Milliseconds since the epoch. */
	readonly since: number;
	/** Bytes that came meanwhile and are let go. */
	readonly lost: number;
};

/** The words for a failed write; `code` is errno's name, or `stuck` where no answer comes. */
export const wordsFor = (code: string | undefined): string =>
	troubles[code ?? ''] ?? `cannot write (${code})`;

const troubles: Readonly<Record<string, string>> = {
	ENOSPC: 'disk full',
	EDQUOT: 'disk quota exceeded',
	EROFS: 'file system is read-only',
	EACCES: 'permission denied',
	EPERM: 'not permitted',
	ENOENT: 'folder is not there',
	ENOTDIR: 'not a folder',
	EEXIST: 'not a folder',
	ELOOP: 'a symbolic link is in the way',
	ENXIO: 'not a plain file',
	EISDIR: 'not a plain file',
	EMFILE: 'too many open files',
	ENFILE: 'too many open files',
	EIO: 'disk error',
	stuck: 'disk does not answer',
};

/** `log-dir: disk full since 12:03, over 1.2 MB not written`; of many troubles the oldest is told. */
export const describeTroubles = (troubles: readonly Trouble[]): string | undefined => {
	const [oldest] = [...troubles].sort((a, b) => a.since - b.since);
	if (oldest === undefined) {
		return undefined;
	}
	const lost = troubles.reduce((sum, trouble) => sum + trouble.lost, 0);
	// Told whenever it has doubled.
	const loss = lost === 0 ? '' : `, over ${size(lost)} not written`;
	return `log-dir: ${oldest.what} since ${clockTime(oldest.since)}${loss}`;
};

/** `1.2 MB`, `38 kB`. */
export const size = (bytes: number): string =>
	bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** `12:03`, local. */
export const clockTime = (at: number): string => new Date(at).toTimeString().slice(0, 5);

export const errorCode = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
