/**
 * How this room gets at files. Rejects with an error whose `code` is the system's: `ENOENT`, `EACCES`, …, and `EFBIG` for
 * more than {@link largestConfig} bytes. Invalid UTF-8 is replaced, a byte order mark kept.
 */
export type ReadText = (path: string) => Promise<string>;

/** Bytes. The largest real vassal we know of has 40 KB; a megabyte is no config but a mistake. */
export const largestConfig = 1_000_000;

type Trouble = {
	readonly what: string;
	readonly remedy: string;
	readonly isMissing?: boolean;
};

/** The text of a config file, or why there is none. Never rejects. */
export const readConfigText = async (
	path: string,
	readText: ReadText,
): Promise<{readonly text: string} | Trouble> => {
	try {
		const text = await readText(path);
		return text.includes('\0') ? binary : {text};
	} catch (error) {
		return troubleOf(error);
	}
};

/** What a failed reading means for the owner of the file. */
export const troubleOf = (error: unknown): Trouble => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return (
		troubles[code] ?? {
			what: `cannot be read (${code || String(error)})`,
			remedy: 'Look at the file and the disk it is on',
		}
	);
};

const binary: Trouble = {
	what: 'holds binary data, not text',
	remedy: 'Give it another ending if it is not a config, or restore it from a backup',
};

const notRegular: Trouble = {what: 'is not a regular file', remedy: 'Put a regular file in its place'};

const troubles: Readonly<Record<string, Trouble>> = {
	EACCES: {
		what: 'cannot be read: permission denied',
		remedy: 'Let the user that runs the emperor read it, for example with chmod a+r',
	},
	EFBIG: {
		what: 'is larger than 1 MB, which no config is',
		remedy: 'Give it another ending if it is not a config',
	},
	EISDIR: {what: 'is a folder, not a file', remedy: 'Name a file'},
	ELOOP: {what: 'is a symbolic link that leads in a circle', remedy: 'Point the link at a file'},
	ENOENT: {what: 'is not there', remedy: 'Create it', isMissing: true},
	ENOTDIR: {what: 'is not there: a part of its path is no folder', remedy: 'Mend the path'},
	EINVAL: notRegular,
	ENXIO: notRegular,
};
