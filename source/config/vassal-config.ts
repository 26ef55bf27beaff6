import type {Problem} from '../core/problem.js';
import type {Readiness, VassalConfig} from '../core/vassal-config.js';
import {binaryPatchIn} from './binary-patch.js';
import {readConfigText} from './config-text.js';
import {type ConfigFile, gatherOptions, type Surroundings} from './gather-options.js';
import {isTrue, lastOf, numberOf, type Option, placeOf} from './option.js';

/**
 * Reads a config file and everything it includes. Never rejects: what is wrong is in the result.
 *
 * INI and JSON are understood. Of XML and YAML, which vassals may be written in, only whether there is anything to read.
 */
export const readVassalConfig = async (
	file: ConfigFile,
	surroundings: Surroundings,
): Promise<VassalConfig> => {
	if (file.name.includes(':')) {
		return refused({
			what: 'the name has a ":", where uWSGI begins the name of a section',
			where: {file: file.path},
			remedy: `Rename it, for example to ${file.name.replaceAll(':', '-')}`,
		});
	}
	const content = await readConfigText(file.path, surroundings.readText);
	if (!('text' in content)) {
		return refused({what: content.what, where: {file: file.path}, remedy: content.remedy});
	}
	if (content.text.trim() === '') {
		return refused({
			what: 'the file is empty, so this is not a vassal',
			where: {file: file.path},
			remedy: 'Write its options into it, or remove it',
		});
	}
	if (foreignFormat.test(file.path)) {
		return {problems: [], obeys: 'bytes', readiness: 'unknown'};
	}
	const {options, problems, refusal} = await gatherOptions(file, content.text, surroundings);
	return refusal === undefined ? conclude(options, problems) : refused(refusal);
};

const foreignFormat = /\.(?:xml|ya?ml)$/;

const refused = (refusal: Problem): VassalConfig => ({
	refusal,
	problems: [],
	obeys: 'bytes',
	readiness: 'unknown',
});

const conclude = (options: readonly Option[], problems: readonly Problem[]): VassalConfig => {
	const patch = binaryPatchIn(options);
	if (patch !== undefined) {
		return {problems, obeys: 'SIGTERM', readiness: 'alive', patch};
	}
	const master = lastOf(options, 'master');
	const deaf = master === undefined || isTrue(master) ? [] : [deafness(master)];
	return {
		problems: [...problems, ...deaf, ...uncountable(options)],
		obeys: deaf.length > 0 ? 'SIGINT' : 'bytes',
		readiness: readinessOf(options),
	};
};

/** The last of a repeated option counts, an inherited one after all others; short names (`p`, `M`) mean nothing in a file. Measured. */
const readinessOf = (options: readonly Option[]): Readiness => {
	const workers = workersIn(options);
	const cheap = lastOf(options, 'cheap');
	const isWithoutWorkers = workers !== undefined && numberOf(workers) < 1;
	return isWithoutWorkers || (cheap !== undefined && isTrue(cheap)) ? 'spawned' : 'accepting';
};

const workersIn = (options: readonly Option[]): Option | undefined =>
	options.findLast(({key}) => key === 'processes' || key === 'workers');

const deafness = (master: Option): Problem => ({
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
