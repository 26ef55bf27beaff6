/** What `uwsgi --logger-list` prints: the loggers it has without a plugin. Undefined where it printed no list. */
export const loggersIn = (output: string): ReadonlySet<string> | undefined => {
	const [, list] =
		/^\*\*\* uWSGI loaded loggers \*\*\*\n([\s\S]*?)^--- end of loggers list ---$/m.exec(output) ?? [];
	return list === undefined ? undefined : new Set(list.split('\n').filter(name => name !== ''));
};

/** The plugin that brings a logger, where uWSGI was built without it. Measured on Debian's 2.0.21. */
export const pluginOfLogger: ReadonlyMap<string, string> = new Map([
	['file', 'logfile'],
	['fd', 'logfile'],
	['stdio', 'logfile'],
	['syslog', 'syslog'],
	['rsyslog', 'rsyslog'],
	['socket', 'logsocket'],
	['pipe', 'logpipe'],
	['redislog', 'redislog'],
	['zmq', 'logzmq'],
	['zeromq', 'logzmq'],
	['crypto', 'logcrypto'],
	['systemd', 'systemd_logger'],
]);
