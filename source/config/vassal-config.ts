import type {Problem} from '../core/problem.js';
import type {Readiness, VassalConfig} from '../core/vassal-config.js';
import {binaryPatchIn} from './binary-patch.js';
import {readConfigText} from './config-text.js';
import {diversionsIn} from './diversions.js';
import {type ConfigFile, type Gathered, gatherOptions, type Surroundings} from './gather-options.js';
import {isTrue, lastOf, numberOf, type Option, placeOf} from './option.js';
import {isForeign} from './read-entries.js';
import {statsPlaceIn} from './stats-place.js';

/** What the emperor must know of a config file, without the rest of it. */
export const readVassalConfig = async (file: ConfigFile, surroundings: Surroundings): Promise<VassalConfig> =>
	(await readVassal(file, surroundings)).config;

/** `gathered` is missing where the file is refused, or its format not understood. */
export type Reading = {readonly config: VassalConfig; readonly gathered?: Gathered};

/**
 * Reads a config file and everything it includes. Never rejects: what is wrong is in the result.
 *
 * INI and JSON are understood. Of XML and YAML, which vassals may be written in, only whether there is anything to read.
 */
export const readVassal = async (file: ConfigFile, surroundings: Surroundings): Promise<Reading> => {
	if (file.name.includes(':')) {
		return refused({
			what: 'the name has a ":", where uWSGI begins the name of a section',
			where: {file: file.path},
			remedy: `Rename it, for example to ${file.name.replaceAll(':', '-')}`,
		});
	}
	if (file.isProgram === true) {
		return {config: {problems: [], obeys: 'bytes', readiness: 'unknown', isProgram: true}};
	}
	const content = await readConfigText(file.path, surroundings.readText);
	if (!('text' in content)) {
		return refused({what: content.what, where: {file: file.path}, remedy: content.remedy});
	}
	if (content.text.trim() === '') {
		return refused({
			what: 'the file is empty',
			where: {file: file.path},
			remedy: 'Write its options into it, or remove it',
		});
	}
	if (isForeign(file.path)) {
		return {config: {problems: [], obeys: 'bytes', readiness: 'unknown'}};
	}
	const gathered = await gatherOptions(file, content.text, surroundings);
	return gathered.refusal === undefined
		? {config: conclude(gathered, file.cwd, surroundings.env), gathered}
		: refused(gathered.refusal);
};

const refused = (refusal: Problem): Reading => ({
	config: {refusal, problems: [], obeys: 'bytes', readiness: 'unknown'},
});

const conclude = (gathered: Gathered, cwd: string, env: Surroundings['env']): VassalConfig => {
	const {options, problems} = gathered;
	const patch = binaryPatchIn(options);
	if (patch !== undefined) {
		return {problems, obeys: 'SIGTERM', readiness: 'alive', patch};
	}
	const master = lastOf(options, 'master');
	const deaf = master === undefined || isTrue(master) ? [] : [deafness(master)];
	const diversions = diversionsIn(options, cwd);
	const stats = statsPlaceIn(gathered, cwd, env);
	return {
		...(diversions.length === 0 ? {} : {diversions}),
		...(stats === undefined ? {} : {stats}),
		problems: [...problems, ...deaf, ...uncountable(options)],
		obeys: deaf.length > 0 ? 'SIGINT' : 'bytes',
		readiness: readinessOf(options),
	};
};

/** The last of a repeated option counts, an inherited one after all others; short names (`p`, `M`) mean nothing in a file. Measured. */
const readinessOf = (options: readonly Option[]): Readiness => {
	if (isSubEmperorOnly(options)) {
		return 'loyal';
	}
	const workers = workersIn(options);
	const cheap = lastOf(options, 'cheap');
	const isWithoutWorkers = workers !== undefined && numberOf(workers) < 1;
	return isWithoutWorkers || (cheap !== undefined && isTrue(cheap)) ? 'spawned' : 'accepting';
};

/** Beside a socket, an http router or workers of its own, a sub-emperor announces what they do. */
const isSubEmperorOnly = (options: readonly Option[]): boolean =>
	options.some(({key}) => key === 'emperor') &&
	!options.some(({key}) => /socket$|^https?\b|router|^(?:processes|workers)$/.test(key));

const workersIn = (options: readonly Option[]): Option | undefined =>
	options.findLast(({key}) => key === 'processes' || key === 'workers');

const deafness = (master: Option): Problem => ({
	kind: 'warning',
	what: `master = ${master.value} makes it deaf: it cannot be reloaded, and only a signal stops it`,
	where: placeOf(master),
	remedy: 'Remove the line: under an Emperor a vassal has a master anyway',
});

const uncountable = (options: readonly Option[]): Problem[] => {
	const workers = workersIn(options);
	return workers === undefined || /^\s*\d/.test(workers.value)
		? []
		: [
				{
					what: `${workers.key} is "${workers.value}", not a number, which uWSGI takes as 0`,
					where: placeOf(workers),
					remedy: `Write, for example, ${workers.key} = 2`,
				},
			];
};
