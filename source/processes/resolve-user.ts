import {readFile} from 'node:fs/promises';
import type {SpawnOrder} from '../core/spawn-order.js';
import {SpawnRefused} from './spawn-refused.js';

/** In the form `child_process.spawn` takes. */
export type Identity = {readonly uid?: number; readonly gid?: number};

/** Numbers for the user and group an order names. Rejects with `SpawnRefused` for a name that nobody here has. */
export const resolveIdentity = async ({uid, gid}: Pick<SpawnOrder, 'uid' | 'gid'>): Promise<Identity> => ({
	...(uid === undefined ? {} : {uid: await resolveName('user', uid)}),
	...(gid === undefined ? {} : {gid: await resolveName('group', gid)}),
});

/** Third field of `name:password:number:…`, in both files. Users of a directory service have to be given by number. */
const resolveName = async (kind: 'user' | 'group', name: string): Promise<number> => {
	if (/^\d+$/.test(name)) {
		return Number(name);
	}
	const file = kind === 'user' ? '/etc/passwd' : '/etc/group';
	const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
	const number = lines.map(line => line.split(':')).find(([known]) => known === name)?.[2];
	if (number === undefined || number === '') {
		throw SpawnRefused.because(
			`there is no ${kind} ${JSON.stringify(name)} in ${file}`,
			`Create it, give its number, or correct ${kind === 'user' ? 'uid' : 'gid'} in the config file`,
		);
	}
	return Number(number);
};
