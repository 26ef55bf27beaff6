import {confine} from './confinement.js';
import type {Owner, VassalId} from './event.js';
import {statsSocketOf} from './stats-socket.js';
import type {Terms} from './terms.js';
import {identityOf} from './tyrant.js';
import type {VassalConfig} from './vassal-config.js';

/** Everything that is needed to start one vassal, as plain data. */
export type SpawnOrder = {
	readonly command: string;
	/** What is run instead where `command` cannot be, tried in this order. */
	readonly alternatives?: readonly string[];
	/** Programs with their options that run `command` in their turn. */
	readonly under?: readonly string[];
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
 * `--stats`, which uWSGI's does not give, stands in front of all: whatever says otherwise behind it wins, at a reload
 * too, when uWSGI reads a changed file with the command line it was started with (measured).
 * A name that begins with a dash is safe: it is the value of `--ini`, never an option.
 */
export const orderSpawn = (
	{
		id,
		name,
		cwd,
		owner,
		config,
	}: {
		readonly id: VassalId;
		readonly name: string;
		readonly cwd: string;
		readonly owner: Owner;
		readonly config: VassalConfig;
	},
	terms: Terms,
): SpawnOrder => {
	const {patch, isProgram} = config;
	const statsSocket = statsSocketOf({id, config}, terms);
	const args = [
		...each('--stats', statsSocket === undefined ? [] : [statsSocket]),
		...each('--inherit', terms.vassalsInheritBefore),
		...each('--include', terms.vassalsIncludeBefore),
		...each('--set', terms.vassalsSet),
		configOption(name),
		isProgram === true ? `exec://${shellQuoted(name)}` : name,
		...each('--inherit', terms.vassalsInherit),
		...each('--include', terms.vassalsInclude),
	];
	if (patch === undefined) {
		return {...programsOf(terms), args, env: {}, cwd, ...confine(identityOf(owner, terms) ?? {}, terms)};
	}
	const {uid, gid} = patch;
	const asked = {...(uid === undefined ? {} : {uid}), ...(gid === undefined ? {} : {gid})};
	return {
		...(patch.how === 'shell'
			? {command: '/bin/sh', args: ['-c', patch.command]}
			: {command: patch.command, args}),
		env: patch.env,
		cwd,
		...confine(identityOf(owner, terms) ?? asked, terms),
	};
};

/** Overrides, then the wrapper or uwsgi, then fallbacks (emperor.md 10). */
const programsOf = (terms: Terms): Pick<SpawnOrder, 'command' | 'alternatives'> => {
	const usual = terms.wrapper ?? terms.binaryPath;
	const [command = usual, ...alternatives] = [...terms.wrapperOverrides, usual, ...terms.wrapperFallbacks];
	return {command, ...(alternatives.length === 0 ? {} : {alternatives})};
};

/** uWSGI hands what follows `exec://` to a shell, which looks for a bare name in $PATH and takes a hostile one for a command. */
const shellQuoted = (name: string): string => {
	const path = name.includes('/') ? name : `./${name}`;
	return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
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
	Object.entries(configOptions).find(([extension]) => fileOf(name).endsWith(extension))?.[1] ?? '--config';

/** A zerg's name goes on with its section, `app.ini:zerg`; any other name with a colon is refused. */
const fileOf = (name: string): string => name.split(':')[0] ?? name;
