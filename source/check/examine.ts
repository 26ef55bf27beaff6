import type {ConfigFile, Gathered, Surroundings} from '../config/gather-options.js';
import {readVassal} from '../config/vassal-config.js';
import type {Problem} from '../core/problem.js';
import type {VassalConfig} from '../core/vassal-config.js';
import {addressesIn, type Claim} from './addresses.js';
import {findDivertedOutput} from './diverted-output.js';
import type {KnownOptions} from './known-options.js';
import {findMissingModule} from './missing-module.js';
import {findMissingPlaces} from './missing-places.js';
import {findMissingPlugins} from './missing-plugins.js';
import {findMissingTexts} from './missing-texts.js';
import {findTooEarly} from './strict-order.js';
import {findUnknownOptions} from './unknown-options.js';

/** What a config is held against. */
export type World = Surroundings & {readonly knownOptions: KnownOptions};

export type Examination = {
	readonly file: ConfigFile;
	/** What the emperor itself makes of the file; its problems are not among the findings. */
	readonly config: VassalConfig;
	/** In the order of the rules, then of the file. */
	readonly findings: readonly Problem[];
	readonly addresses: readonly Claim[];
	readonly includes: Gathered['includes'];
};

/** Looks closely at one config, as its owner would want it before it is started. Never rejects. */
export const examine = async (file: ConfigFile, world: World): Promise<Examination> => {
	const {config, gathered} = await readVassal(file, world);
	if (gathered === undefined || config.patch !== undefined) {
		return {file, config, findings: [], addresses: [], includes: gathered?.includes ?? []};
	}
	const unknown = [
		...(await findUnknownOptions(gathered, world.knownOptions)),
		...(await findTooEarly(gathered, world.knownOptions)),
	];
	if (!gathered.isCertain) {
		return {file, config, findings: unknown, addresses: [], includes: gathered.includes};
	}
	const findings = await Promise.all([
		findMissingPlaces(gathered, file.cwd, world.disk),
		findMissingTexts(gathered, file.cwd, world.disk),
		findMissingModule(gathered, file.cwd, world),
		unknown,
		findMissingPlugins(gathered, world.knownOptions),
		findDivertedOutput(gathered),
	]);
	return {
		file,
		config,
		findings: findings.flat(),
		addresses: addressesIn(gathered, file.cwd),
		includes: gathered.includes,
	};
};
