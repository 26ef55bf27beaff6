import type {Terms} from './terms.js';
import type {VassalConfig} from './vassal-config.js';

/** Everything that is needed to start one vassal, as plain data. */
export type SpawnOrder = {
	readonly command: string;
	readonly args: readonly string[];
	/** Added to the environment that the vassal inherits from the emperor. */
	readonly env: Readonly<Record<string, string>>;
	readonly cwd: string;
	/** Names or numbers; only root can change them. */
	readonly uid?: string;
	readonly gid?: string;
};

/**
 * The command line of a vassal.
 *
 * Order of arguments as measured on uWSGI 2.0.21 (emperor.md 2): inherit, include, set, config, inherit, include.
 * A name that begins with a dash is safe: it is the value of `--ini`, never an option.
 */
export const orderSpawn = (
	{name, cwd, config}: {readonly name: string; readonly cwd: string; readonly config: VassalConfig},
	terms: Terms,
): SpawnOrder => {
	const args = [
		...each('--inherit', terms.vassalsInheritBefore),
		...each('--include', terms.vassalsIncludeBefore),
		...each('--set', terms.vassalsSet),
		configOption(name),
		name,
		...each('--inherit', terms.vassalsInherit),
		...each('--include', terms.vassalsInclude),
	];
	const {patch} = config;
	if (patch === undefined) {
		return {command: terms.wrapper ?? terms.binaryPath, args, env: {}, cwd};
	}
	return {
		...(patch.how === 'shell'
			? {command: '/bin/sh', args: ['-c', patch.command]}
			: {command: patch.command, args}),
		env: patch.env,
		cwd,
		...(patch.uid === undefined ? {} : {uid: patch.uid}),
		...(patch.gid === undefined ? {} : {gid: patch.gid}),
	};
};

const each = (option: string, values: readonly string[]): string[] =>
	values.flatMap(value => [option, value]);

/** Extensions uWSGI's Emperor knows, and the option that reads each (emperor.md 2). Any other goes to `--config`. */
const configOptions: Readonly<Record<string, string>> = {
	'.ini': '--ini',
	'.xml': '--xml',
	'.yml': '--yaml',
	'.yaml': '--yaml',
	'.js': '--json',
	'.json': '--json',
};

/** The extensions that make a file a vassal. Matched as uWSGI does: the end of the name, case-sensitive. */
export const vassalExtensions: readonly string[] = Object.keys(configOptions);

const configOption = (name: string): string =>
	Object.entries(configOptions).find(([extension]) => name.endsWith(extension))?.[1] ?? '--config';
