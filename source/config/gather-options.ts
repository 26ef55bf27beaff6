import {posix} from 'node:path';
import type {Problem} from '../core/problem.js';
import {type ReadText, readConfigText} from './config-text.js';
import {type Draft, evaluateOptions} from './evaluate-options.js';
import {includedFile, isInclude} from './included-file.js';
import {type MagicFile, type MagicVariables, magicVariables} from './magic-variables.js';
import {type Option, placeOf} from './option.js';
import {readEntries} from './read-entries.js';

/** A config file as a monitor found it: full path, uWSGI's name for it, working directory of the vassal. */
export type ConfigFile = {readonly path: string; readonly name: string; readonly cwd: string};

/** What a config's values can depend on besides its own text. */
export type Surroundings = {
	/** The vassal's environment. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Magic variables of this machine, by letter: `h` the host name, `u U g G` the user, `k` the cores. */
	readonly machine?: MagicVariables;
	readonly readText: ReadText;
};

export type Gathered = {
	/** In the order in which uWSGI applies them. */
	readonly options: readonly Option[];
	readonly problems: readonly Problem[];
	/** Set when the vassal's own file has nothing for uWSGI. */
	readonly refusal?: Problem;
};

/**
 * All options of a vassal, those of included files in their places, values evaluated.
 *
 * `ini include json js` are read where they stand; `inherit` once all else is known, too late for `$(…)` and `%(…)` in what is
 * inherited. An include that cannot be followed is a problem, and the rest is read all the same. Measured on uWSGI 2.0.21.
 */
export const gatherOptions = async (
	{path, name, cwd}: ConfigFile,
	text: string,
	{env, machine = {}, readText}: Surroundings,
): Promise<Gathered> => {
	const vassal: MagicFile = {path, given: name, section: ''};
	const problems: Problem[] = [];
	let lastRead = path;
	let filesRead = 1;

	const entriesOf = (file: MagicFile, content: string) =>
		readEntries(file, content, magicVariables(file, vassal, machine, cwd));

	const unfold = async (options: readonly Option[], chain: Chain): Promise<ChainedDraft[]> => {
		const unfolded: ChainedDraft[] = [];
		for (const option of options) {
			const definition = definitionIn(option);
			const isSettled = definition !== undefined || isInclude(option);
			unfolded.push({...option, chain, isSettled});
			if (definition !== undefined) {
				unfolded.push({...definition, chain});
			} else if (isInclude(option)) {
				unfolded.push(...(await load(option, chain)));
			}
		}
		return unfolded;
	};

	const load = async (option: Option, chain: Chain): Promise<ChainedDraft[]> => {
		const file = includedFile(option, cwd, lastRead);
		if (file === undefined) {
			return [];
		}
		const complain = (what: string, remedy: string): [] => {
			problems.push({what: `${option.key} = ${option.value} ${what}`, where: placeOf(option), remedy});
			return [];
		};
		const link = `${file.path}:${file.section}`;
		if (chain.includes(link)) {
			return complain('leads back to itself, which uWSGI does not survive', 'Take the line out');
		}
		if (chain.length >= longestChain || filesRead >= mostFiles) {
			return complain('is one include too many', `Use at most ${mostFiles} files, ${longestChain} deep`);
		}
		filesRead++;
		const content = await readConfigText(file.path, readText);
		if (!('text' in content)) {
			const isMisplaced = content.isMissing && !option.value.startsWith('/');
			return complain(
				isMisplaced ? `${content.what} in ${posix.dirname(file.path)}` : content.what,
				isMisplaced ? `If it is beside this file, write ${option.key} = %d${option.value}` : content.remedy,
			);
		}
		lastRead = file.path;
		const entries = entriesOf(file, content.text);
		problems.push(...entries.problems);
		if (entries.refusal !== undefined) {
			return complain(`gives nothing: ${entries.refusal.what}`, entries.refusal.remedy);
		}
		return unfold(entries.options, [...chain, link]);
	};

	const own = entriesOf(vassal, text);
	if (own.refusal !== undefined) {
		return own;
	}
	problems.push(...own.problems);
	const drafts = evaluateOptions(await unfold(own.options, [`${path}:`]), env);
	for (const draft of drafts) {
		if (draft.key === 'inherit') {
			drafts.push(...(await load(draft, draft.chain)));
		}
	}
	return {options: drafts.map(({chain: _, isSettled: __, ...option}) => option), problems};
};

/** The files, with their sections, that led to an option: how a circle is seen. */
type Chain = readonly string[];
type ChainedDraft = Draft & {readonly chain: Chain};

const longestChain = 32;
const mostFiles = 256;

/** `set = key=value` is an option of its own, right behind; the placeholder kinds are never evaluated. */
const definitionIn = ({key, value, ...place}: Option): Draft | undefined => {
	const equals = value.indexOf('=');
	return /^set(?:-ph|-placeholder)?$/.test(key) && equals !== -1
		? {...place, key: value.slice(0, equals), value: value.slice(equals + 1), isSettled: key !== 'set'}
		: undefined;
};
