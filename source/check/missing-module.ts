import {readdir, readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import type {Gathered, Surroundings} from '../config/gather-options.js';
import {type Option, placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import {isKnown, lastKnown, workingFolder} from './subject.js';

/**
 * A Python module that is nowhere its interpreter would look.
 *
 * Said only where all of these places are known: with a path that has a pattern or is an archive, an interpreter of one's own
 * without a virtualenv, or an editable install, nothing is claimed.
 */
export const findMissingModule = async (
	{options}: Gathered,
	cwd: string,
	{env, disk}: Pick<Surroundings, 'env' | 'disk'>,
): Promise<Problem[]> => {
	const module = lastKnown(options, 'module', 'wsgi');
	const name = /^(\w+)(?:[.:]|$)/.exec(module?.value ?? '')?.[1];
	const folder = workingFolder(options, cwd);
	if (module === undefined || name === undefined || folder === undefined) {
		return [];
	}
	if ((await disk.whatIsAt(folder, '/')) !== 'folder') {
		return [];
	}
	const listed = [...pathsIn(options), ...(env['PYTHONPATH'] ?? '').split(':')].filter(path => path !== '');
	const own = [folder, ...listed.map(path => resolve(folder, path))];
	const libraries = await librariesFor(options, folder);
	if (libraries === undefined || !listed.every(path => isKnown(path) && !/[*?[]/.test(path))) {
		return [];
	}
	const added = await Promise.all(libraries.map(foldersAddedIn));
	for (const place of [...own, ...libraries, ...added.flat()]) {
		const names = place === undefined ? undefined : await namesIn(place);
		if (names === undefined || names.some(entry => entry === name || entry.startsWith(`${name}.`))) {
			return [];
		}
	}
	return [
		{
			what: `${module.key} = ${module.value}: there is no ${name}.py or ${name}/ in ${own.join(' or ')}`,
			where: placeOf(module),
			remedy: 'Mend the name, or say where it is with chdir or pythonpath',
		},
	];
};

const pathsIn = (options: readonly Option[]): string[] =>
	options.flatMap(({key, value}) =>
		/^(?:pythonpath|python-path|pp)$/.test(key)
			? [value]
			: key === 'env' && value.startsWith('PYTHONPATH=')
				? value.slice('PYTHONPATH='.length).split(':')
				: [],
	);

/** Where installed packages are: in the virtualenv, and where Debian's python3 plugin has them. */
const librariesFor = async (options: readonly Option[], folder: string): Promise<string[] | undefined> => {
	const home = options.findLast(({key}) => /^(?:virtualenv|home|venv|pyhome)$/.test(key));
	if (home !== undefined) {
		return isKnown(home.value) ? librariesIn(resolve(folder, home.value, 'lib')) : undefined;
	}
	const isDebians = options.some(({key, value}) => /^plugins?$/.test(key) && /\bpython3/.test(value));
	const libraries = [...(await librariesIn('/usr/lib')), ...(await librariesIn('/usr/local/lib'))];
	return isDebians && libraries.length > 0 ? libraries : undefined;
};

const librariesIn = async (lib: string): Promise<string[]> =>
	((await namesIn(lib)) ?? [])
		.filter(name => /^python3/.test(name))
		.flatMap(name =>
			['', 'dist-packages', 'site-packages', 'lib-dynload'].map(part => join(lib, name, part)),
		);

/** Nothing where there is no such folder; `undefined` where it cannot be told. */
const namesIn = async (folder: string): Promise<readonly string[] | undefined> => {
	try {
		return await readdir(folder);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : undefined;
	}
};

/** What the `.pth` files of a library add to the path; among it `undefined` where code of an editable install decides. */
const foldersAddedIn = async (library: string): Promise<(string | undefined)[]> => {
	const files = ((await namesIn(library)) ?? []).filter(name => name.endsWith('.pth'));
	const texts = await Promise.all(
		files.map(name => readFile(join(library, name), 'utf8').catch(() => '__editable__')),
	);
	return texts
		.flatMap(text => text.split('\n'))
		.filter(line => line.includes('__editable__') || !/^\s*(?:#|import\s|$)/.test(line))
		.map(line => (line.includes('__editable__') ? undefined : resolve(library, line.trim())));
};
