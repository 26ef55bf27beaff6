import {closestMatch} from 'leven';
import type {Gathered} from '../config/gather-options.js';
import {isTrue, lastOf, type Option, placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import {pluginOf} from '../uwsgi/plugin-options.js';
import type {KnownOptions} from './known-options.js';
import {pluginsIn} from './plugins.js';

/**
 * Options that the machine's uWSGI does not have, as far as it is certain that none was meant to be a variable.
 *
 * uWSGI takes any other key as the person's own: for `%(key)`, for `if-opt`, for the application to read. So one that some
 * value asks for is never a mistake, nor one that is like no option. Under `strict` uWSGI refuses all but `set-placeholder`.
 */
export const findUnknownOptions = async (
	{options, references}: Gathered,
	knownOptions: KnownOptions,
): Promise<Problem[]> => {
	const plugins = pluginsIn(options);
	const answer = plugins === undefined ? undefined : await knownOptions(plugins.map(({name}) => name));
	if (answer === undefined || answer.missing.length > 0) {
		return [];
	}
	const known = answer.names;
	const strict = lastOf(options, 'strict');
	const isStrict = strict !== undefined && isTrue(strict);
	const own = ownNames(options);
	return options
		.filter(({key}) => !known.has(key) && !own.has(key) && key !== 'end')
		.flatMap(option => {
			const problem = lackingPlugin(option) ?? mistyped(option, known);
			if (isStrict) {
				return [problem ?? refusedKey(option)];
			}
			return problem === undefined || references.has(option.key) ? [] : [{...problem, kind: 'warning'}];
		});
};

const lackingPlugin = (option: Option): Problem | undefined => {
	const plugin = pluginOf(option.key);
	return plugin === undefined
		? undefined
		: {
				what: `${option.key} is an option of the plugin ${plugin}, which is not loaded`,
				where: placeOf(option),
				remedy: `Write plugin = ${plugin} above it`,
			};
};

const mistyped = (option: Option, known: ReadonlySet<string>): Problem | undefined => {
	const near = nearest(option.key, known);
	return near === undefined
		? undefined
		: {
				what: `unknown option "${option.key}"`,
				where: placeOf(option),
				remedy: `Did you mean "${near}"?`,
			};
};

const refusedKey = (option: Option): Problem => ({
	what: `unknown option "${option.key}", which strict does not allow`,
	where: placeOf(option),
	remedy: `Take it out, or write set-placeholder = ${option.key}=… if it is a variable`,
});

/** What the file itself makes a name of something. */
const ownNames = (options: readonly Option[]): ReadonlySet<string> =>
	new Set(
		options
			.filter(({key}) => /^(?:set-ph|set-placeholder|declare-option)$/.test(key))
			.map(({value}) => value.slice(0, value.indexOf('='))),
	);

/** The option a mistyped key was meant to be. Its length bounds how far it may be off. */
const nearest = (key: string, known: ReadonlySet<string>): string | undefined => {
	const typed = key.toLowerCase().replaceAll('_', '-');
	const limit = typed.length < 4 ? 0 : typed.length < 6 ? 1 : typed.length < 12 ? 2 : 3;
	return closestMatch(typed, [...known], {maxDistance: limit});
};
