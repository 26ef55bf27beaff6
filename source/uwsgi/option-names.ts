/**
 * The long names of the options that `uwsgi --help` lists, plugins it was given included.
 *
 * A line is `    -p|--processes    spawn …`, with or without the short name, which means nothing in a file.
 */
export const optionNamesIn = (help: string): ReadonlySet<string> =>
	new Set([...help.matchAll(/^ {4}(?:-[^-|]\|)?--(\S+)/gm)].map(([, name = '']) => name));

/** The plugins that uWSGI was asked to load and says it cannot. Their options are missing from the list. */
export const missingPluginsIn = (help: string): string[] =>
	[...help.matchAll(/UNABLE to load uWSGI plugin: (?:\S*\/)?(\w+)_plugin\.so:/g)].map(
		([, name = '']) => name,
	);
