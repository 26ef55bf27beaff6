import type {ConfigFile, Gathered} from '../config/gather-options.js';
import {readVassal} from '../config/vassal-config.js';
import {isTrouble, type Problem} from '../core/problem.js';
import type {VassalConfig} from '../core/vassal-config.js';
import {addressesIn, type Claim} from './addresses.js';
import {findDivertedOutput, findFollowedOutput} from './diverted-output.js';
import {findForbiddenSockets} from './forbidden-sockets.js';
import {findMissingLoggers} from './missing-loggers.js';
import {findMissingModule} from './missing-module.js';
import {findMissingPlaces} from './missing-places.js';
import {findMissingPlugins} from './missing-plugins.js';
import {findMissingTexts} from './missing-texts.js';
import {findNothingToServe} from './nothing-to-serve.js';
import {findTooEarly} from './strict-order.js';
import {findUnknownOptions} from './unknown-options.js';
import type {World} from './world.js';

export type Examination = {
	readonly file: ConfigFile;
	/** What the emperor itself makes of the file; its problems are not among the findings. */
	readonly config: VassalConfig;
	/** In the order of the rules, then of the file. */
	readonly findings: readonly Problem[];
	/** To be said by `check` only, as a running vassal shows it by itself: warnings, and remarks without a kind. */
	readonly asides: readonly Problem[];
	readonly addresses: readonly Claim[];
	readonly includes: Gathered['includes'];
};

/** Looks closely at one config, as its owner would want it before it is started. Never rejects. */
export const examine = async (file: ConfigFile, world: World): Promise<Examination> => {
	const {config, gathered} = await readVassal(file, world);
	if (gathered === undefined || config.patch !== undefined) {
		return {file, config, findings: [], asides: [], addresses: [], includes: gathered?.includes ?? []};
	}
	const unknown = [
		...(await findUnknownOptions(gathered, world.knownOptions)),
		...(await findTooEarly(gathered, world.knownOptions)),
	];
	if (!gathered.isCertain) {
		return {file, config, findings: unknown, asides: [], addresses: [], includes: gathered.includes};
	}
	const findings = await Promise.all([
		findMissingPlaces(gathered, file.cwd, world),
		findMissingTexts(gathered, file.cwd, world.disk),
		findMissingModule(gathered, file.cwd, world),
		unknown,
		findMissingPlugins(gathered, world.knownOptions),
		findDivertedOutput(gathered),
		findMissingLoggers(gathered, world),
		findForbiddenSockets(gathered, file.cwd, world),
		config.problems.some(isTrouble) ? [] : findNothingToServe(file, gathered, world),
	]);
	return {
		file,
		config,
		findings: withoutEchoes(findings.flat()),
		asides: findFollowedOutput(gathered, config),
		addresses: addressesIn(gathered, file.cwd),
		includes: gathered.includes,
	};
};

/** What is an error already is not warned of as well. */
const withoutEchoes = (findings: readonly Problem[]): readonly Problem[] => {
	const placeOf = ({where: {file, line}}: Problem) => `${file}:${line}`;
	const wrong = new Set(findings.filter(isTrouble).map(placeOf));
	return findings.filter(
		problem => isTrouble(problem) || problem.where.line === undefined || !wrong.has(placeOf(problem)),
	);
};
