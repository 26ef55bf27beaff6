import type {Dirent} from 'node:fs';
import {readdir, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {fewAtATime} from './few-at-a-time.js';
import {isMagic, literalOf, matcherOf} from './glob-segment.js';
import {unlessAbsent} from './listing.js';

export type Expansion = {
	/** Spelled as the pattern spells them. One whose last part has no magic need not exist. */
	readonly names: readonly string[];
	/** The folders that were searched, and those the names are in: full paths. */
	readonly folders: readonly string[];
};

/**
 * The names a pattern stands for, as glob(3) finds them: folder by folder, symbolic links followed but never resolved.
 *
 * No package does quite that: tinyglobby 0.2.17 drops `./`, makes absolute names relative, takes `(1)` and a leading `!` for
 * operators, and lets `[!a]*` match hidden files (measured).
 */
export const expandPattern = async (pattern: string, cwd: string): Promise<Expansion> => {
	const folders = new Set<string>();
	const parts = partsOf(pattern);
	let names = [''];
	for (const [index, {slashes, segment}] of parts.entries()) {
		if (!isMagic(segment)) {
			names = names.map(name => name + slashes + literalOf(segment));
			continue;
		}
		const matches = matcherOf(segment);
		const isLast = index === parts.length - 1;
		const found = await fewAtATime(names, async name => {
			const folder = resolve(cwd, name + slashes);
			folders.add(folder);
			const entries = await unlessAbsent(() => readdir(folder, {withFileTypes: true}));
			return (entries ?? [])
				.filter(entry => matches(entry.name) && (isLast || mayBeFolder(entry)))
				.map(entry => name + slashes + entry.name);
		});
		names = found.flat();
	}
	for (const name of names) {
		folders.add(dirname(resolve(cwd, name)));
	}
	return {names, folders: [...folders]};
};

/** The folder that a pattern names outright, before any magic: without it, there is nothing to search. */
export const fixedFolderOf = (pattern: string, cwd: string): string => {
	const parts = partsOf(pattern);
	const firstMagic = parts.findIndex(({segment}) => isMagic(segment));
	const fixed = parts.slice(0, firstMagic === -1 ? -1 : firstMagic);
	return resolve(cwd, fixed.map(({slashes, segment}) => slashes + literalOf(segment)).join('') || '.');
};

export const isFolder = async (path: string): Promise<boolean> =>
	(await unlessAbsent(() => stat(path)))?.isDirectory() ?? false;

const partsOf = (pattern: string): {slashes: string; segment: string}[] =>
	[...pattern.matchAll(/(?<slashes>\/*)(?<segment>[^/]*)/g)]
		.filter(([text]) => text !== '')
		.map(({groups}) => ({slashes: groups?.slashes ?? '', segment: groups?.segment ?? ''}));

const mayBeFolder = (entry: Dirent): boolean => entry.isDirectory() || entry.isSymbolicLink();
