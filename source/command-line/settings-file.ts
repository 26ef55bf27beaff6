import {homedir} from 'node:os';
import {join} from 'node:path';
import {readSettings, settingLines} from '../config/settings.js';
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
 * `[emperor]` of `$XDG_CONFIG_HOME/emperor/config.ini` is `--layout=list`, unless the option was typed. Section `[keys]` says
 * what keys mean; what is wrong there matters only where there are panels.
 */
export const readDefaults = async (
	typed: readonly string[],
): Promise<{
	readonly args: readonly string[];
	readonly complaints: readonly string[];
	readonly habits: Habits;
}> => {
	const file = join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'emperor', 'config.ini');
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
	const own = remap(bindings, settingLines(text, 'keys'), suggestAmong);
	const wrongKeys = own.problems.map(({line, ...problem}) =>
		describeProblem({...problem, where: {file, line}}),
	);
	return {args, complaints, habits: {keymap: own.bindings, complaints: [...complaints, ...wrongKeys]}};
};

const spell = ({name, value}: Option, setting: string): string[] =>
	value !== undefined ? [`--${name}=${setting}`] : setting === 'true' ? [`--${name}`] : [];
