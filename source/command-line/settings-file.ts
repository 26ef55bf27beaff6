import {homedir} from 'node:os';
import {join} from 'node:path';
import {readSettings, type SettingLine, settingLines} from '../config/settings.js';
import {describeProblem, type Problem} from '../core/problem.js';
import {readText} from '../monitors/read-text.js';
import {remap} from '../ui/keymap.js';
import {type Binding, bindings} from '../ui/keys.js';
import {suggestAmong} from './mistyped.js';
import {type Option, options} from './options.js';

/** What a person is used to. */
export type Habits = {
	readonly keymap: readonly Binding[];
	/** What is wrong with their settings, as sentences. */
	readonly complaints: readonly string[];
};

/**
 * The person's own defaults, as arguments to stand before those that were typed: `layout = list` in section
 * `[emperor]` of `$XDG_CONFIG_HOME/emperor/config.ini` is `--layout=list`, unless the option was typed. Section `[keys]`, or the file
 * that `--keymap` names, says what keys mean; what is wrong there matters only where there are panels.
 */
export const readDefaults = async (
	typed: readonly string[],
): Promise<{
	readonly args: readonly string[];
	readonly complaints: readonly string[];
	readonly habits: Habits;
}> => {
	const file = settingsFile();
	const {settings, problems, text = ''} = await readSettings(file, readText);
	const end = typed.indexOf('--');
	const given = typed.slice(0, end === -1 ? typed.length : end);
	const args: string[] = [];
	const unknown: Problem[] = [];
	for (const [name, value] of Object.entries(settings['emperor'] ?? {})) {
		const option: Option | undefined = options.find(candidate => candidate.name === name);
		if (option === undefined) {
			unknown.push({
				what: `"${name}" is no option`,
				where: {file},
				remedy: 'Write one that emperor --help lists, without its dashes',
			});
		} else if (!given.some(argument => argument === `--${name}` || argument.startsWith(`--${name}=`))) {
			args.push(...spell(option, value));
		}
	}
	const complaints = [...problems, ...unknown].map(describeProblem);
	const keymap = keymapIn(typed) ?? keymapIn(args);
	const {bindings: own, problems: wrong} =
		keymap === undefined ? keysIn(file, settingLines(text, 'keys')) : await readKeymap(keymap);
	return {
		args,
		complaints,
		habits: {keymap: own, complaints: [...complaints, ...wrong.map(describeProblem)]},
	};
};

/** Where a person's own settings are, if anywhere. */
export const settingsFile = (): string =>
	join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'emperor', 'config.ini');

/** `--keymap FILE`, which stands instead of the section `[keys]`: such a section, or its lines with nothing around them. */
const readKeymap = async (file: string): Promise<Keys> => {
	const {text, problems} = await readSettings(file, readText);
	if (text === undefined) {
		const missing = {what: 'there is no such file', where: {file}, remedy: 'Give one that can be read'};
		return {bindings, problems: problems.length === 0 ? [missing] : problems};
	}
	const inSection = settingLines(text, 'keys');
	const {bindings: own, problems: wrong} = keysIn(
		file,
		inSection.length > 0 ? inSection : settingLines(text, ''),
	);
	return {bindings: own, problems: [...problems, ...wrong]};
};

type Keys = {readonly bindings: readonly Binding[]; readonly problems: readonly Problem[]};

const keysIn = (file: string, lines: readonly SettingLine[]): Keys => {
	const {bindings: own, problems} = remap(bindings, lines, suggestAmong);
	return {
		bindings: own,
		problems: problems.map(({line, ...problem}) => ({...problem, where: {file, line}})),
	};
};

/** The value of the last `--keymap`. */
const keymapIn = (argv: readonly string[]): string | undefined => {
	const end = argv.indexOf('--');
	const given = argv.slice(0, end === -1 ? argv.length : end);
	const at = given.findLastIndex(argument => /^--keymap(?:=|$)/.test(argument));
	const [, value = given[at + 1]] = /^--keymap=(.*)$/s.exec(given[at] ?? '') ?? [];
	return at === -1 ? undefined : value;
};

const spell = ({name, value}: Option, setting: string): string[] =>
	value !== undefined ? [`--${name}=${setting}`] : setting === 'true' ? [`--${name}`] : [];
