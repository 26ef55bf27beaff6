import {dirname, resolve} from 'node:path';
import type {Disk, Gathered} from '../config/gather-options.js';
import {type Option, placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import {addressesIn} from './addresses.js';
import {lastKnown, workingFolder} from './subject.js';
import type {World} from './world.js';

/**
 * `chdir`, virtualenv and application files that are not there: uWSGI ends, or serves nothing but errors.
 *
 * Nothing is said where the file system will be another by then: behind a `chroot`, or when hooks run first.
 */
export const findMissingPlaces = async (
	{options}: Gathered,
	cwd: string,
	{disk, isOnItsOwn}: Pick<World, 'disk' | 'isOnItsOwn'>,
): Promise<Problem[]> => {
	if (options.some(({key}) => makesPlaces.test(key))) {
		return [];
	}
	const chdir = lastKnown(options, 'chdir');
	const isLost = chdir !== undefined && (await isMissing(chdir, cwd, 'folder', disk));
	// What begins at a folder that is not there is not to be said as well.
	const folder = isLost ? undefined : workingFolder(options, cwd);
	const problems = isLost ? [missing(chdir, resolve(cwd, chdir.value), 'folder')] : [];
	for (const {keys, what} of places) {
		const option = lastKnown(options, ...keys);
		const base = option?.value.startsWith('/') ? '/' : folder;
		if (option !== undefined && base !== undefined && (await isMissing(option, base, what, disk))) {
			problems.push(missing(option, resolve(base, option.value), what));
		}
	}
	for (const {by, path} of isOnItsOwn === true ? filesToMake(options, cwd) : []) {
		if ((!isLost || path === by.value) && (await isNowhere(dirname(path), disk))) {
			problems.push({
				what: `${by.key} = ${by.value}: there is no folder ${dirname(path)} to make it in, and uWSGI ends`,
				where: placeOf(by),
				remedy: 'Create it, or mend the path',
			});
		}
	}
	return problems;
};

/** What uWSGI makes as it starts. Without the folder it ends. */
const filesToMake = (
	options: readonly Option[],
	cwd: string,
): readonly {readonly by: Option; readonly path: string}[] => [
	...addressesIn({options}, cwd).flatMap(({by, address}) =>
		address.kind === 'unix' && !address.path.startsWith('@') ? [{by, path: address.path}] : [],
	),
	...options
		.filter(
			({key, value}) =>
				/^(?:logto2?|daemonize2?|(?:safe-)?pidfile2?|master-fifo)$/.test(key) && /^\/[^:%]*$/.test(value),
		)
		.map(by => ({by, path: by.value})),
];

const isNowhere = async (folder: string, disk: Disk): Promise<boolean> =>
	['nothing', 'file'].includes(await disk.whatIsAt(folder, '/'));

const makesPlaces =
	/^(?:chroot|pivot-root|unshare|(?:exec|hook|mount|call)-(?:asap|pre-.*|as-.*|post-jail))$/;

const places = [
	{keys: ['virtualenv', 'home', 'venv', 'pyhome'], what: 'folder'},
	{keys: ['wsgi-file'], what: 'file'},
	{keys: ['psgi'], what: 'file'},
	{keys: ['rack'], what: 'file'},
] as const;

const isMissing = async (
	{value}: Option,
	base: string,
	what: 'file' | 'folder',
	disk: Disk,
): Promise<boolean> => {
	if (value.includes('://')) {
		return false;
	}
	const found = await disk.whatIsAt(value, base);
	return found === 'nothing' || (what === 'folder' && found === 'file');
};

const missing = (option: Option, path: string, what: 'file' | 'folder'): Problem => ({
	what: `${option.key} = ${option.value}: there is no ${what} ${path}`,
	where: placeOf(option),
	remedy: option.value.startsWith('/')
		? 'Create it, or mend the path'
		: `Create it, or mend the path: it begins at the vassal's working directory${option.key === 'chdir' ? '' : ', or at chdir'}`,
});
