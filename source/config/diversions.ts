import {posix} from 'node:path';
import type {Diversion} from '../core/vassal-config.js';
import {lastOf, type Option} from './option.js';

/**
 * Where a vassal's log goes instead of its pipe, in part or as a whole.
 *
 * Measured on uWSGI 2.0.21: `logto logto2 daemonize` are opened in the working directory, `daemonize2` and loggers after
 * `chdir`; of `logto` the last counts; all loggers without a name get the same lines, so that one of them is enough.
 */
export const diversionsIn = (options: readonly Option[], cwd: string): readonly Diversion[] => {
	const chdir = lastOf(options, 'chdir')?.value;
	const later = chdir === undefined ? cwd : posix.resolve(cwd, chdir);
	const redirections = redirectingOptions.flatMap(({key, isLater}) => {
		const option = lastOf(options, key);
		return option === undefined ? [] : [redirection(key, option.value, isLater ? later : cwd)];
	});
	const found = [
		...redirections,
		...loggers(options, ['logger'], later),
		...loggers(options, requestLoggers, later),
	];
	return found.filter(
		({target}, index) =>
			!ownOutput.test(target) && found.findIndex(other => other.target === target) === index,
	);
};

const redirectingOptions = [
	{key: 'logto', isLater: false},
	{key: 'logto2', isLater: false},
	{key: 'daemonize', isLater: false},
	{key: 'daemonize2', isLater: true},
];

const requestLoggers = ['req-logger', 'logger-req'];

/** uWSGI takes what has a colon in it for a UDP address. */
const redirection = (option: string, value: string, cwd: string): Diversion =>
	value.includes(':')
		? {option, kind: 'elsewhere', target: `udp ${value}`}
		: {option, kind: 'file', target: posix.resolve(cwd, value)};

const loggers = (options: readonly Option[], keys: readonly string[], cwd: string): Diversion[] => {
	const found = options
		.filter(({key}) => keys.includes(key))
		.map(({key, value}) => loggerOf(key, value, cwd));
	const unnamed = found.filter(({name}) => name === '');
	const told = unnamed.find(({kind}) => kind === 'file') ?? unnamed[0];
	return found
		.filter(logger => logger.name !== '' || logger === told)
		.map(({name: _, ...diversion}) => diversion);
};

/** `file:app.log`, `NAME file:app.log`, `file:logfile=app.log,maxsize=…`; or another kind: `syslog`, `socket:…`. */
const loggerOf = (option: string, value: string, cwd: string): Diversion & {readonly name: string} => {
	const [, name = '', how = ''] = /^(?:([^\s:]+)\s+)?(.*)$/.exec(value) ?? [];
	const [, file] = /^file:(.*)$/.exec(how) ?? [];
	if (file === undefined) {
		return {name, option, kind: 'elsewhere', target: how};
	}
	const [, logfile = file] = /(?:^|,)logfile=([^,]*)/.exec(file) ?? [];
	return {name, option, kind: 'file', target: posix.resolve(cwd, logfile)};
};

/** What leads back to the vassal's own output. */
const ownOutput = /^(?:stdio.*|fd:[12]|\/dev\/std(?:out|err)|\/(?:dev|proc\/self)\/fd\/[12])$/;
