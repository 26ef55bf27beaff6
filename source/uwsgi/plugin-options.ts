/**
 * The plugin that brings an option, where uWSGI was built without it; `undefined` for every other word.
 *
 * Only names that nobody gives to a variable of their own: `file`, `home` and `test` of the Python plugin are left out.
 * From `uwsgi --plugin X --help` of 2.0.21, and the manual's list of options for the plugins Debian packs by themselves.
 */
export const pluginOf = (option: string): string | undefined =>
	owners.find(([pattern]) => pattern.test(option))?.[1];

const owners: readonly (readonly [RegExp, string])[] = [
	[
		/^(?:module|callable|virtualenv|venv|pythonpath|ini-paste(?:-logged)?|(?:wsgi|python|py|pyhome)-.+)$/,
		'python3',
	],
	[/^(?:wsgi|pp|pyhome|pyargv|pyimport|pyrun|pyshell|pymodule-alias|pump|paste|web3|pecan)$/, 'python3'],
	[/^https?2?(?:-.+)?$/, 'http'],
	[/^fastrouter(?:-.+)?$/, 'fastrouter'],
	[/^rawrouter(?:-.+)?$/, 'rawrouter'],
	[/^sslrouter2?(?:-.+)?$/, 'sslrouter'],
	[/^cgi(?:-.+)?$/, 'cgi'],
	[/^gevent(?:-.+)?$/, 'gevent'],
	[/^asyncio$/, 'asyncio'],
	[/^psgi(?:-.+)?$/, 'psgi'],
	[/^(?:rack|rails|rbrequire|rbshell|rb-.+)$/, 'rack'],
	[/^php-.+$/, 'php'],
	[/^lua(?:-.+)?$/, 'lua'],
	[/^cheaper-busyness-.+$/, 'cheaper_busyness'],
	[/^carbon(?:-.+)?$/, 'carbon'],
	[/^webdav-.+$/, 'webdav'],
	[/^zerg-?pool$/, 'zergpool'],
];
