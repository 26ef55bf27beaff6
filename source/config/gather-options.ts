import {posix} from 'node:path';
import type {Problem} from '../core/problem.js';
import {type ReadText, readConfigText} from './config-text.js';
import {type Draft, evaluateOptions} from './evaluate-options.js';
import {declaredBy, definitionIn, isImmediate, setsNothing} from './immediate-options.js';
import {includedFile, isInclude} from './included-file.js';
import {beginsBlock, endsBlock, itemsOf} from './logic.js';
import {type MagicFile, type MagicVariables, magicVariables} from './magic-variables.js';
import {type Option, placeOf} from './option.js';
import {namesAskedFor} from './placeholders.js';
import {readEntries} from './read-entries.js';

/** A config file as a monitor found it: full path, uWSGI's name for it, working directory of the vassal. */
export type ConfigFile = {
	readonly path: string;
	readonly name: string;
	readonly cwd: string;
	/** Which section to read, instead of `[uwsgi]`. */
	readonly section?: string;
	/** It prints its config: only its vassal will know what. */
	readonly isProgram?: boolean;
};

/** What a config's values can depend on besides its own text. */
export type Surroundings = {
	/** The vassal's environment. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Magic variables of this machine, by letter: `h` the host name, `u U g G` the user, `k` the cores. */
	readonly machine?: MagicVariables;
	readonly readText: ReadText;
	readonly disk: Disk;
	/** What every vassal is given besides its own file. */
	readonly commandLine?: {readonly before: readonly Option[]; readonly after: readonly Option[]};
};

/** What conditions ask of the disk. Paths begin at `cwd`; none rejects. */
export type Disk = {
	/** `unknown` where it cannot be told, for example behind a folder that may not be entered. */
	readonly whatIsAt: (
		path: string,
		cwd: string,
	) => Promise<'file' | 'folder' | 'other' | 'nothing' | 'unknown'>;
	/** Number of the only user who may write in a folder, but for root; undefined where others may, or it cannot be told. */
	readonly onlyWriterOf: (folder: string) => Promise<number | undefined>;
	/** As glob(3) with GLOB_MARK and GLOB_NOCHECK: sorted, folders with a slash, the pattern itself where nothing matches. */
	readonly glob: (pattern: string, cwd: string) => Promise<readonly string[]>;
};

export type Gathered = {
	/** In the order in which uWSGI applies them. */
	readonly options: readonly Option[];
	readonly problems: readonly Problem[];
	/** The other files it is made of, each with the option that reads it. */
	readonly includes: readonly Include[];
	/** Whether every condition in it could be decided: else there may be other options than these. */
	readonly isCertain: boolean;
	/** Every name that some value asks for by `%(name)`. */
	readonly references: ReadonlySet<string>;
	/** Set when the vassal's own file has nothing for uWSGI. */
	readonly refusal?: Problem;
};

export type Include = {readonly path: string; readonly by: Option};

/**
 * All options of a vassal, those of included files in their places, values evaluated.
 *
 * `ini include json js` are read where they stand; `inherit` once all else is known, too late for `$(…)` and `%(…)` in what is
 * inherited. Blocks of `if-…` and `for…` are decided on the way. An include that cannot be followed is a problem, and the rest
 * is read all the same. Measured on uWSGI 2.0.21.
 */
export const gatherOptions = async (
	{path, name, cwd, section = ''}: ConfigFile,
	text: string,
	{env, machine = {}, readText, disk, commandLine = {before: [], after: []}}: Surroundings,
): Promise<Gathered> => {
	const vassal: MagicFile = {path, given: name, section};
	const problems: Problem[] = [];
	const includes: Include[] = [];
	const declared = new Set<string>();
	let drafts: ChainedDraft[] = [];
	let lastRead = path;
	let block: Option | undefined;
	let isWithinBlock = false;
	let isCertain = true;

	const entriesOf = (file: MagicFile, content: string) =>
		readEntries(file, content, () => magicVariables(file, vassal, machine, cwd));

	const complain = (option: Option, what: string, remedy: string): void => {
		problems.push({what: `${option.key} = ${option.value} ${what}`, where: placeOf(option), remedy});
	};

	const takeAll = async (options: readonly Option[], chain: Chain): Promise<void> => {
		for (const option of options) {
			await take(option, chain);
		}
	};

	/** As often as the block it is in says, which may be never. */
	const take = async (option: Option, chain: Chain): Promise<void> => {
		if (!isWithinBlock && endsBlock(option)) {
			block = undefined;
		}
		if (block === undefined || isWithinBlock) {
			return add(option, chain);
		}
		const valueSoFar = (key: string) => drafts.find(draft => draft.key === key)?.value;
		const items = await itemsOf(block, {env, machine, readText, disk, cwd, valueSoFar});
		isCertain &&= items !== 'unknown';
		isWithinBlock = true;
		for (const item of items === 'unknown' ? [] : items) {
			await add(
				item === undefined ? option : {...option, value: option.value.replaceAll('%(_)', item)},
				chain,
			);
		}
		isWithinBlock = false;
	};

	const add = async (option: Option, chain: Chain): Promise<void> => {
		if (drafts.length >= mostOptions) {
			isCertain = false;
			return;
		}
		const definition = definitionIn(option);
		const isSettled = isImmediate(option) || declared.has(option.key);
		declared.add(declaredBy(option) ?? '');
		drafts.push({...option, chain, isSettled});
		if (definition !== undefined) {
			drafts.push({...definition, chain});
		} else if (setsNothing(option)) {
			complain(option, 'has no equals sign, at which uWSGI ends', `Write ${option.key} = name=value`);
		} else if (beginsBlock(option)) {
			if (block === undefined) {
				block = option;
			} else {
				complain(
					option,
					`stands inside ${block.key}, and uWSGI ends at logic in logic`,
					'Close the outer block first',
				);
			}
		} else if (isInclude(option)) {
			await load(option, chain);
		}
	};

	const load = async (option: Option, chain: Chain): Promise<void> => {
		const file = includedFile(option, cwd, lastRead);
		if (file === undefined) {
			return;
		}
		if (file.format === 'unknown') {
			return complain(
				option,
				'has an ending that uWSGI knows no format by, at which it ends',
				'Rename that file to .ini',
			);
		}
		const link = `${file.path}:${file.section}`;
		if (chain.includes(link)) {
			return complain(option, 'leads back to itself, which uWSGI does not survive', 'Take the line out');
		}
		if (chain.length >= longestChain || includes.length >= mostFiles - 1) {
			return complain(
				option,
				'is one include too many',
				`Use at most ${mostFiles} files, ${longestChain} deep`,
			);
		}
		const content = await readConfigText(file.path, readText);
		if (!('text' in content)) {
			const isMisplaced = content.isMissing && !option.value.startsWith('/');
			return complain(
				option,
				isMisplaced ? `${content.what} in ${posix.dirname(file.path)}` : content.what,
				isMisplaced ? `If it is beside this file, write ${option.key} = %d${option.value}` : content.remedy,
			);
		}
		if (file.format === 'foreign') {
			isCertain = false;
			return;
		}
		lastRead = file.path;
		includes.push({path: file.path, by: option});
		const entries = entriesOf(file, content.text);
		problems.push(...entries.problems);
		if (entries.refusal !== undefined) {
			return complain(option, `gives nothing: ${entries.refusal.what}`, entries.refusal.remedy);
		}
		await takeAll(entries.options, [...chain, link]);
	};

	const own = entriesOf(vassal, text);
	if (own.refusal !== undefined) {
		return {...own, includes, isCertain, references: new Set()};
	}
	problems.push(...own.problems);
	await takeAll([...commandLine.before, ...own.options, ...commandLine.after], [`${path}:`]);
	const references = drafts.flatMap(({value}) => namesAskedFor(value));
	drafts = await evaluateOptions(drafts, {env, readText, cwd});
	for (const draft of drafts) {
		if (draft.key === 'inherit') {
			await load(draft, draft.chain);
		}
	}
	return {
		options: drafts.map(({chain: _, isSettled: __, ...option}) => option),
		problems,
		includes,
		isCertain,
		references: new Set([...references, ...drafts.flatMap(({value}) => namesAskedFor(value))]),
	};
};

/** The files, with their sections, that led to an option: how a circle is seen. */
type Chain = readonly string[];
type ChainedDraft = Draft & {readonly chain: Chain};

const longestChain = 32;
const mostFiles = 256;
const mostOptions = 20_000;
