import type {Gathered} from '../config/gather-options.js';
import {isTrue, placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import type {KnownOptions} from './known-options.js';
import {pluginsIn} from './plugins.js';

/**
 * Options above the plugin that brings them, which uWSGI does not know yet when it reads them below `strict`, and ends.
 *
 * Without `strict`, and above it, the order does not matter. Measured on uWSGI 2.0.21.
 */
export const findTooEarly = async ({options}: Gathered, knownOptions: KnownOptions): Promise<Problem[]> => {
	const strict = options.findIndex(option => option.key === 'strict' && isTrue(option));
	const plugins = pluginsIn(options);
	if (strict === -1 || plugins === undefined) {
		return [];
	}
	const problems: Problem[] = [];
	const lines = new Set(plugins.map(({by}) => options.indexOf(by)));
	for (const line of lines) {
		const namesWith = async (some: typeof plugins) => (await knownOptions(some.map(({name}) => name)))?.names;
		const before = await namesWith(plugins.filter(({by}) => options.indexOf(by) < line));
		const after = await namesWith(plugins.filter(({by}) => options.indexOf(by) <= line));
		for (const option of options.slice(strict, line)) {
			if (before?.has(option.key) === false && after?.has(option.key) === true) {
				problems.push({
					what: `${option.key} stands above the plugin that brings it, which strict does not allow`,
					where: placeOf(option),
					remedy: `Move ${options[line]?.key} = ${options[line]?.value} above it`,
				});
			}
		}
	}
	return problems;
};
