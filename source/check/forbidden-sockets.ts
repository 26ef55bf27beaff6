import {dirname} from 'node:path';
import type {Gathered} from '../config/gather-options.js';
import {placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import {addressesIn} from './addresses.js';
import {lastKnown} from './subject.js';
import type {World} from './world.js';

/**
 * Unix sockets in a folder that the vassal's `uid` may not write in: uWSGI has become that user before it binds them.
 *
 * Only where nobody but the folder's owner may write: what groups and access lists allow is not claimed to be known.
 */
export const findForbiddenSockets = async (
	{options}: Gathered,
	cwd: string,
	{disk, readText, isOnItsOwn, isRoot}: World,
): Promise<Problem[]> => {
	const user = lastKnown(options, 'uid');
	const uid =
		isOnItsOwn === true && isRoot === true && user !== undefined
			? await numberOf(user.value, readText)
			: undefined;
	if (
		user === undefined ||
		uid === undefined ||
		uid === 0 ||
		options.some(({key}) => keepsRights.test(key))
	) {
		return [];
	}
	const problems: Problem[] = [];
	for (const {by, address} of addressesIn({options}, cwd)) {
		if (address.kind === 'unix' && !address.path.startsWith('@')) {
			const folder = dirname(address.path);
			const writer = await disk.onlyWriterOf(folder);
			if (writer !== undefined && writer !== uid) {
				problems.push({
					what: `${by.key} = ${by.value}: ${user.value} (uid) may not write in ${folder}, and uWSGI ends`,
					where: placeOf(by),
					remedy: `Give the folder to that user: chown ${user.value} ${folder}; or name another`,
				});
			}
		}
	}
	return problems;
};

const keepsRights = /^(?:cap|chroot|pivot-root|unshare|(?:hook|exec|call|mount)-.*|as-root)$/;

const numberOf = async (user: string, readText: World['readText']): Promise<number | undefined> => {
	if (/^\d+$/.test(user)) {
		return Number(user);
	}
	const users = await readText('/etc/passwd').catch(() => '');
	const line = users.split('\n').find(text => text.startsWith(`${user}:`));
	return line === undefined ? undefined : Number(line.split(':')[2]);
};
