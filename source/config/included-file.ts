import {posix} from 'node:path';
import type {MagicFile} from './magic-variables.js';
import type {Option} from './option.js';
import {isForeign, isJson} from './read-entries.js';

/** Options that read another file on the spot. */
export const isInclude = ({key}: Option): boolean => includes.has(key);

/** A file as an include means it. */
export type Included = MagicFile & {
	/** `foreign`: XML or YAML, which uWSGI reads and we do not; `unknown`: no format of uWSGI's, at which it ends. */
	readonly format: 'ours' | 'foreign' | 'unknown';
};

/**
 * The file that an include, or `inherit`, means; `undefined` for other schemes, which are not ours to follow.
 *
 * Only `ini` and `json` take `file:section`. A bare `:section` belongs to the file that was read last, whichever that was.
 * Relative paths start at the vassal's working directory. Measured on uWSGI 2.0.21.
 */
export const includedFile = ({key, value}: Option, cwd: string, lastRead: string): Included | undefined => {
	if (value === '' || value === '-' || value.includes('://')) {
		return undefined;
	}
	const colon = includes.get(key)?.takesSection === true ? value.lastIndexOf(':') : -1;
	const given = colon === -1 ? value : value.slice(0, colon);
	const path = given === '' ? lastRead : posix.resolve(cwd, given);
	return {path, given, section: colon === -1 ? '' : value.slice(colon + 1), format: formatOf(key, path)};
};

const formatOf = (key: string, path: string): Included['format'] => {
	if (key === 'ini' || path.endsWith('.ini') || isJson(path)) {
		return 'ours';
	}
	return key === 'json' || key === 'js' || isForeign(path) ? 'foreign' : 'unknown';
};

const includes: ReadonlyMap<string, {readonly takesSection: boolean}> = new Map([
	['ini', {takesSection: true}],
	['json', {takesSection: true}],
	['js', {takesSection: true}],
	['include', {takesSection: false}],
]);
