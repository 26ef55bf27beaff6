import type {Gathered} from '../config/gather-options.js';
import {type Option, placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import {pluginOfLogger} from '../uwsgi/loggers.js';
import {pluginsIn} from './plugins.js';
import type {World} from './world.js';

/** Loggers whose plugin is not loaded, at which uWSGI ends before it says anything else: "unable to find logger". */
export const findMissingLoggers = async (
	{options}: Gathered,
	{knownOptions, knownLoggers}: World,
): Promise<Problem[]> => {
	const asked = options.flatMap(by => {
		const name = loggerIn(by);
		const plugin = name === undefined ? undefined : pluginOfLogger.get(name);
		return name === undefined || plugin === undefined ? [] : [{by, name, plugin}];
	});
	const plugins = pluginsIn(options);
	const builtIn = asked.length === 0 ? undefined : await knownLoggers?.();
	if (builtIn === undefined || plugins === undefined) {
		return [];
	}
	const names = plugins.map(({name}) => name);
	const missing = new Set((await knownOptions(names))?.missing);
	return asked
		.filter(({name, plugin}) => !builtIn.has(name) && (!names.includes(plugin) || missing.has(plugin)))
		.map(({by, name, plugin}) => ({
			what: `${by.key} = ${by.value}: the logger ${name} comes with the plugin ${plugin}, which is not loaded, and uWSGI ends`,
			where: placeOf(by),
			remedy: missing.has(plugin)
				? `Install the plugin ${plugin}, or take the line out`
				: `Write plugin = ${plugin}, or take the line out: the emperor keeps the log`,
		}));
};

/** `file:app.log`, `NAME file:app.log`, `syslog`. Source: uwsgi_opt_set_logger() in uWSGI core/uwsgi.c. */
const loggerIn = ({key, value}: Option): string | undefined => {
	if (shortcuts.has(key)) {
		return shortcuts.get(key);
	}
	return /^(?:req-logger|logger(?:-req)?)$/.test(key)
		? /^(?:[A-Za-z0-9]+ )?([^:]+)/.exec(value)?.[1]
		: undefined;
};

const shortcuts: ReadonlyMap<string, string> = new Map([
	['log-syslog', 'syslog'],
	['log-req-syslog', 'syslog'],
	['log-socket', 'socket'],
	['log-req-socket', 'socket'],
]);
