import type {Gathered} from '../config/gather-options.js';
import {placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import type {KnownOptions} from './known-options.js';
import {pluginsIn} from './plugins.js';

/** Plugins that the machine's uWSGI cannot load. It goes on without them, unless they are needed. */
export const findMissingPlugins = async (
	{options}: Gathered,
	knownOptions: KnownOptions,
): Promise<Problem[]> => {
	const plugins = pluginsIn(options) ?? [];
	if (plugins.length === 0) {
		return [];
	}
	const missing = new Set((await knownOptions(plugins.map(({name}) => name)))?.missing);
	return plugins
		.filter(({name}) => missing.has(name))
		.map(({name, by}) => ({
			...(by.key.startsWith('need-') ? {} : {kind: 'warning'}),
			what: `${by.key} = ${by.value}: this machine's uWSGI has no plugin ${name}`,
			where: placeOf(by),
			remedy: `Mend the name, or install it; Debian may have it as uwsgi-plugin-${name.replaceAll('_', '-')}`,
		}));
};
