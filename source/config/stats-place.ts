import {posix} from 'node:path';
import type {StatsPlace} from '../core/vassal-config.js';
import type {Gathered} from './gather-options.js';
import {isInclude} from './included-file.js';
import {isTrue, lastOf, type Option} from './option.js';

/**
 * Where a vassal has its stats served; undefined where that cannot be known, or not be reached.
 *
 * In doubt it is not known: conditions that only uWSGI can decide, files that cannot be read, options that are
 * declared. What the environment says (`UWSGI_STATS`) counts before the file. Measured on uWSGI 2.0.21.
 */
export const statsPlaceIn = (
	{options, includes, isCertain, references}: Gathered,
	cwd: string,
	env: Readonly<Record<string, string | undefined>>,
): StatsPlace | undefined => {
	const all = [...optionsOf(env), ...options];
	const own = all.findLast(({key}) => isStats(key));
	if (own !== undefined) {
		const chdir = lastOf(all, 'chdir')?.value;
		return ownPlace(own.value, chdir === undefined ? cwd : posix.resolve(cwd, chdir));
	}
	if (all.some(({key}) => barring.test(key))) {
		return {kind: 'barred'};
	}
	const master = lastOf(all, 'master');
	const isKnown =
		isCertain &&
		all.filter(option => isInclude(option) || option.key === 'inherit').length === includes.length &&
		![...references].some(isStats) &&
		!all.some(obscures) &&
		(master === undefined || isTrue(master));
	return isKnown ? {kind: 'none'} : undefined;
};

const isStats = (key: string): boolean => key === 'stats' || key === 'stats-server';

/** The stats socket is bound once the vassal has become what these make of it; where that fails it ends. */
const barring =
	/^(?:(?:immediate-)?[ug]id|add-gid|cap|chroot|pivot[-_]root|(?:namespace|ns)(?:-.*)?|unshare2?|setns.*|.*jail.*)$/;

/** There may be more to it than can be seen, or it would make the socket another kind. */
const obscures = ({key, value}: Option): boolean =>
	/^(?:config|xml|ya?ml|sqlite3?|ldap|ini-paste.*|declare-option|abstract-socket)$/.test(key) ||
	(/^if-(?:not-)?opt$/.test(key) && /^stats(?:-server)?(?:=|$)/.test(value));

/** uWSGI takes every `UWSGI_NAME` for an option; an emperor passes `UWSGI_VASSAL_NAME` on as that. */
const optionsOf = (env: Readonly<Record<string, string | undefined>>): Option[] =>
	Object.entries(env).flatMap(([name, value = '']) => {
		const [, option] = /^UWSGI_(?:VASSAL_)?(.+)$/.exec(name) ?? [];
		return option === undefined
			? []
			: [{key: option.toLowerCase().replaceAll('_', '-'), value, file: 'environment'}];
	});

/** Only what is of this machine; never a name in the abstract namespace, where anybody may listen. */
const ownPlace = (value: string, cwd: string): StatsPlace | undefined => {
	if (value === '' || /^@|[$%@]\(|\0/.test(value)) {
		return undefined;
	}
	const colon = value.lastIndexOf(':');
	if (colon === -1) {
		return {kind: 'own', address: posix.resolve(cwd, value)};
	}
	const [host, port] = [value.slice(0, colon), value.slice(colon + 1)];
	if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
		return undefined;
	}
	if (/^127(?:\.\d{1,3}){3}$/.test(host)) {
		return {kind: 'own', address: `${host}:${port}`};
	}
	return ['', '0.0.0.0', 'localhost'].includes(host)
		? {kind: 'own', address: `127.0.0.1:${port}`}
		: undefined;
};
