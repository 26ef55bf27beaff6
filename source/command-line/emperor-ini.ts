import {resolve} from 'node:path';
import {readConfigText} from '../config/config-text.js';
import {gatherOptions} from '../config/gather-options.js';
import {type Option as Line, placeOf} from '../config/option.js';
import {describeProblem} from '../core/problem.js';
import {disk} from '../monitors/disk.js';
import {machineVariables} from '../monitors/machine-variables.js';
import {readText} from '../monitors/read-text.js';
import type {Plan} from './command-line.js';
import {meaningOf} from './emperor-ini-line.js';
import {canonical} from './options.js';
import {Values} from './values.js';

/** What the files behind `--ini` say. */
export type EmperorIni = {
	/** To stand before what was typed. */
	readonly args: readonly string[];
	/** What was typed, without a file that stands for `--ini`. */
	readonly typed: readonly string[];
	/** `env = NAME=VALUE`: for the vassals, which inherit it. */
	readonly env: Readonly<Record<string, string>>;
	/** By the name of an option: the line it came from, as `emperor.ini:7`. */
	readonly places: ReadonlyMap<string, string>;
	/** Sentences about what is not done as it says, though all goes on. */
	readonly complaints: readonly string[];
	/** Sentences about what cannot be left out in silence. */
	readonly refusals: readonly string[];
};

/**
 * Reads the options of uWSGI's Emperor from `--ini FILE[:SECTION]`, or from a `FILE.ini` that is the only place that was typed, to
 * rule over or to check, and has a line `emperor = …`. Its includes are followed and its placeholders filled in.
 */
export const readEmperorIni = async (typed: readonly string[], cwd: string): Promise<EmperorIni> => {
	const only = onlyPlaceIn(typed);
	if (only !== undefined && /^[^-].*\.ini$/.test(only)) {
		const read = await readOne(only, cwd);
		return 'lines' in read && read.lines.some(({key}) => key === 'emperor')
			? collect([read], typed.toSpliced(typed.lastIndexOf(only), 1))
			: collect([], typed);
	}
	return collect(await Promise.all(filesIn(typed).map(file => readOne(file, cwd))), typed);
};

/** A mistake in a value says where that stands, unless it was typed. */
export const placed = (plan: Plan, {places, typed}: EmperorIni): Plan => {
	const [, name = ''] = plan.kind === 'mistake' ? (/^--([\w-]+):/.exec(plan.text) ?? []) : [];
	const place = places.get(name);
	const isTyped = typed.some(argument => canonical(argument).split('=')[0] === `--${name}`);
	return plan.kind === 'mistake' && place !== undefined && !isTyped
		? {kind: 'mistake', text: `${place}: ${plan.text}`}
		: plan;
};

/** The one place that was typed, options and `check` aside; undefined where there are more or `--ini` says where to look. */
const onlyPlaceIn = (typed: readonly string[]): string | undefined => {
	const {words} = new Values(typed.map(canonical));
	const places = words[0] === 'check' ? words.slice(1) : words;
	const isSaidOtherwise = typed.some(argument => /^--(?:ini|emperor)(?:=|$)/.test(argument));
	return places.length === 1 && !isSaidOtherwise ? places[0] : undefined;
};

const filesIn = (typed: readonly string[]): readonly string[] => {
	const end = typed.indexOf('--');
	return typed.slice(0, end === -1 ? typed.length : end).flatMap((argument, index) => {
		const file = argument === '--ini' ? typed[index + 1] : /^--ini=(.+)$/s.exec(argument)?.[1];
		return file === undefined || file.startsWith('--') ? [] : [file];
	});
};

type Read =
	| {readonly refusal: string}
	| {
			readonly file: string;
			readonly lines: readonly Line[];
			readonly references: ReadonlySet<string>;
			readonly complaints: readonly string[];
	  };

const readOne = async (given: string, cwd: string): Promise<Read> => {
	const [, file = given, section = ''] = /^(.+\.ini):([^/]+)$/.exec(given) ?? [];
	const path = resolve(cwd, file);
	const content = await readConfigText(path, readText);
	if (!('text' in content)) {
		return {refusal: `${file}: ${content.what}. ${content.remedy}.`};
	}
	const gathered = await gatherOptions({path, name: file, cwd, section}, content.text, {
		env: process.env,
		machine: machineVariables(),
		readText,
		disk,
	});
	return gathered.refusal === undefined
		? {
				file,
				lines: gathered.options,
				references: gathered.references,
				complaints: gathered.problems.map(describeProblem),
			}
		: {refusal: describeProblem(gathered.refusal)};
};

const collect = (reads: readonly Read[], typed: readonly string[]): EmperorIni => {
	const [args, complaints, refusals]: [string[], string[], string[]] = [[], [], []];
	const env: Record<string, string> = {};
	const places = new Map<string, string>();
	for (const read of reads) {
		if ('refusal' in read) {
			refusals.push(read.refusal);
			continue;
		}
		const leftOut = new Set<string>();
		complaints.push(...read.complaints);
		for (const line of read.lines) {
			const meaning = meaningOf(line);
			switch (meaning.kind) {
				case 'argument':
					args.push(meaning.argument);
					places.set(meaning.name, placeText(line));
					break;
				case 'variable':
					env[meaning.name] = meaning.value;
					break;
				case 'refused':
					refusals.push(`${placeText(line)}: ${line.key}: ${meaning.why}.`);
					break;
				case 'idle':
					complaints.push(`${placeText(line)}: ${line.key}: ${meaning.why}.`);
					break;
				case 'unknown':
					leftOut.add(line.key);
					break;
				case 'nothing':
					break;
			}
		}
		const names = [...leftOut].filter(name => !read.references.has(name));
		if (names.length > 0) {
			complaints.push(`${read.file}: left out: ${names.join(', ')}. ${whyLeftOut}`);
		}
	}
	return {args, typed, env, places, complaints, refusals};
};

const whyLeftOut =
	'The emperor is one process here, and serves nothing itself; what vassals need, give them with vassal-set.';

const placeText = (line: Line): string => {
	const {file, line: number} = placeOf(line);
	return number === undefined ? file : `${file}:${number}`;
};
