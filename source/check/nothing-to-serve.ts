import type {ConfigFile, Gathered} from '../config/gather-options.js';
import {type Option, placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import {pluginOf} from '../uwsgi/plugin-options.js';
import {pluginsIn} from './plugins.js';
import type {World} from './world.js';

/**
 * A config without a socket, or anything else to do: uWSGI ends, with "The -s/--socket option is missing".
 *
 * Not said of one that may be given a socket, nor with a plugin that is not known to bring none unasked.
 * Source: uwsgi_start() in uWSGI core/uwsgi.c, measured on 2.0.21 for each kind of option.
 */
export const findNothingToServe = async (
	file: ConfigFile,
	{options}: Gathered,
	{knownOptions, isOnItsOwn}: World,
): Promise<Problem[]> => {
	const plugins = pluginsIn(options)?.map(({name}) => name);
	if (isOnItsOwn !== true || plugins === undefined || !plugins.every(plugin => bringsNoSocket.test(plugin))) {
		return [];
	}
	const answer = await knownOptions(plugins);
	const names = answer === undefined || answer.missing.length > 0 ? undefined : answer.names;
	const hopes = options.filter(({key}) => serves.test(key));
	if (hopes.some(({key}) => names === undefined || names.has(key))) {
		return [];
	}
	const [lacking] = hopes;
	return [lacking === undefined ? noSocket(file) : withoutPlugin(lacking)];
};

const noSocket = ({path}: ConfigFile): Problem => ({
	what: 'names no socket and nothing else to do, at which uWSGI ends',
	where: {file: path},
	remedy: 'Write socket = or http-socket = with an address',
});

const withoutPlugin = (option: Option): Problem => {
	const plugin = pluginOf(option.key);
	return {
		what: `${option.key} means nothing to uWSGI${plugin === undefined ? '' : ` without the plugin ${plugin}`}, and there is no other socket, at which it ends`,
		where: placeOf(option),
		remedy: `Write ${plugin === undefined ? 'socket = with an address' : `plugin = ${plugin} above it`}`,
	};
};

/** Rather too many than too few. */
const serves = new RegExp(
	`^(?:${[
		'(?:(?:suwsgi|uwsgi|ssl|https?|http11|(?:fastcgi|scgi)(?:-nph)?|raw|puwsgi|zeromq|zmq|setns|emperor-proxy)-)?socket',
		'https?2?',
		'http-?router',
		'(?:fast|raw)router',
		'sslrouter2?',
		'(?:forkpty|tuntap).*',
		'zerg(?:-?pool)?',
		'.*daemon2?',
		'.*cron2?',
		'spoolers?(?:-.*)?',
		'emperor',
		'udp',
		'snmp',
		'no-server',
		'fallback-config',
		'.*(?:shell|run|exec)',
		'(?:symcall|hook|call|exec|mongrel2|upstart|systemd).*',
	].join('|')})$`,
);

const bringsNoSocket =
	/^(?:python\d*|psgi|rack\w*|php|cgi|lua\w*|asyncio\w*|gevent\w*|greenlet\w*|https?|(?:fast|raw|ssl|core)router|log\w+|r?syslog|systemd_logger|redislog|router_\w+|transformation_\w+|cheaper_\w+|cache|rpc|signal|spooler|ping|zergpool|carbon)$/;
