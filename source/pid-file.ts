import {readFileSync, renameSync, rmSync, unlinkSync, writeFileSync} from 'node:fs';

/** A pid file that is there while somebody rules, or why it cannot be, as a sentence. */
export type PidFile = {readonly remove: () => void} | {readonly refusal: string};

/**
 * `--emperor-pidfile`: whoever reads it finds the whole number, or no file. One that is there, whosever, is replaced, as
 * uWSGI does; and it is not removed if somebody else has written theirs since.
 */
export const writePidFile = (path: string, pid: number): PidFile => {
	const text = `${pid}\n`;
	const draft = `${path}.${pid}`;
	try {
		rmSync(draft, {force: true});
		// Never through a link that somebody laid there.
		writeFileSync(draft, text, {flag: 'wx'});
		renameSync(draft, path);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return {
			refusal: `--emperor-pidfile: cannot write ${path}: ${reason}. Choose a file in a folder that this user may write in.`,
		};
	}
	return {
		remove: () => {
			try {
				if (readFileSync(path, 'utf8') === text) {
					unlinkSync(path);
				}
			} catch {
				// Gone before.
			}
		},
	};
};
