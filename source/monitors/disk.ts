import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {Disk} from '../config/gather-options.js';
import {expandPattern} from './expand-pattern.js';
import {codeOf} from './listing.js';

/** The machine's own. */
export const disk: Disk = {
	whatIsAt: async (path, cwd) => {
		try {
			const status = await stat(resolve(cwd, path));
			return status.isDirectory() ? 'folder' : status.isFile() ? 'file' : 'other';
		} catch (error) {
			return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'nothing' : 'unknown';
		}
	},
	onlyWriterOf: async folder => {
		const status = await stat(folder).catch(() => undefined);
		return status?.isDirectory() && (status.mode & othersMayWrite) === 0 ? status.uid : undefined;
	},
	glob: async (pattern, cwd) => {
		const names = [...(await expandPattern(pattern, cwd)).names].sort();
		const found = await Promise.all(
			names.map(async name => ((await disk.whatIsAt(name, cwd)) === 'folder' ? `${name}/` : name)),
		);
		return found.length === 0 ? [pattern] : found;
	},
};

/** Group and all; where there are access lists, the group's bits are the most that these allow. */
const othersMayWrite = 0o022;
