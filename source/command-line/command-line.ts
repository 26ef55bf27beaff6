import {existsSync} from 'node:fs';
import {refusedScheme} from '../monitors/scheme.js';
import {type Shell, shells} from '../shells/shells.js';
import {type AttachPlan, attachPlan} from './attach-plan.js';
import {type CommandName, commands} from './commands.js';
import {findMisplaced, findMistyped, suggest} from './mistyped.js';
import {canonical} from './options.js';
import {type RemotePlan, remotePlans} from './remote-plan.js';
import {type Ruling, rulingOf} from './ruling.js';
import {type UntanglePlan, untanglePlan} from './untangle-plan.js';
import {Mistake, Values} from './values.js';

/** What a person asked for. */
export type Plan =
	| {readonly kind: 'help'; readonly of?: CommandName}
	| {readonly kind: 'version'}
	| {readonly kind: 'mistake'; readonly text: string}
	| {readonly kind: 'completion'; readonly shell: Shell}
	| ({readonly kind: 'rule' | 'demo'} & Ruling)
	| ({readonly kind: 'check'} & Ruling)
	| AttachPlan
	| UntanglePlan
	| {readonly kind: 'info'; readonly isJson: boolean}
	| RemotePlan;

/**
 * Reads the arguments behind the program's name. A mistake is a sentence, never an exception.
 *
 * `defaults` stand before them, and may be options that mean nothing to the command.
 */
export const readCommandLine = (typed: readonly string[], defaults: readonly string[] = []): Plan => {
	const argv = [...defaults, ...typed].map(canonical);
	const mistake = findMistyped(argv);
	if (mistake !== undefined) {
		return {kind: 'mistake', text: mistake};
	}
	try {
		return planOf(new Values(argv), typed.map(canonical));
	} catch (error) {
		if (error instanceof Mistake) {
			return {kind: 'mistake', text: error.message};
		}
		throw error;
	}
};

const planOf = (values: Values, typed: readonly string[]): Plan => {
	const [first, ...others] = values.words;
	const command = commandIn(first);
	if (values.isSet('help')) {
		return {kind: 'help', ...(command === undefined ? {} : {of: command})};
	}
	if (values.isSet('version')) {
		return {kind: 'version'};
	}
	const misplaced = findMisplaced(typed, command);
	if (misplaced !== undefined) {
		throw new Mistake(misplaced);
	}
	if (command !== undefined) {
		return plans[command](values, others);
	}
	if (first !== undefined && looksLikeCommand(first)) {
		throw new Mistake(
			`${first}: no such command, file or folder.${suggest(
				first,
				commands.map(({name}) => name),
			)}`,
		);
	}
	const otherwise =
		"emperor: no config files given. Write, for example, emperor '*.ini', or try emperor demo.";
	return {kind: 'rule', ...rulingOf(values, patternsIn(values, values.words, otherwise))};
};

/** For each command: what is asked for by the words behind it. */
const plans: Readonly<Record<CommandName, (values: Values, words: readonly string[]) => Plan>> = {
	check: (values, words) => ({
		kind: 'check',
		...rulingOf(
			values,
			patternsIn(values, words, "check: no config files given. Write, for example, emperor check '*.ini'."),
		),
	}),
	demo: (values, words) => {
		if (words.length + values.all('emperor').length > 0) {
			throw new Mistake('demo: takes no config files. Give either demo or the files.');
		}
		return {kind: 'demo', ...rulingOf(values, [])};
	},
	attach: attachPlan,
	...remotePlans,
	untangle: untanglePlan,
	info: (values, words) => {
		if (words.length > 0) {
			throw new Mistake(`info: ${words.join(' ')}: it takes no words. Leave them out.`);
		}
		return {kind: 'info', isJson: values.isSet('json')};
	},
	completion: (_, [word, ...others]) => {
		const shell = shells.find(name => name === word);
		if (shell === undefined || others.length > 0) {
			throw new Mistake(`completion: for which shell? Write one of ${shells.join(', ')}.`);
		}
		return {kind: 'completion', shell};
	},
};

const patternsIn = (values: Values, words: readonly string[], otherwise: string): readonly string[] => {
	const patterns = [...values.all('emperor'), ...words];
	if (patterns.length === 0) {
		throw new Mistake(otherwise);
	}
	for (const pattern of patterns) {
		const refused = refusedScheme(pattern);
		if (refused !== undefined) {
			throw new Mistake(`${pattern}: ${refused}`);
		}
	}
	return patterns;
};

/** A command is one wherever it is typed: many an application has a folder `logs`, which is meant by `./logs`. */
const commandIn = (word: string | undefined): CommandName | undefined =>
	commands.find(({name}) => name === word)?.name;

/** A bare word that is nothing on the disk cannot be meant as a place for config files. */
const looksLikeCommand = (word: string): boolean => /^[a-z]+$/.test(word) && !existsSync(word);
