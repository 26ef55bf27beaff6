import {access, constants} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {SpawnOrder} from '../core/spawn-order.js';
import {errorCode} from './spawn-refused.js';

/**
 * What to execute, with its arguments. Rejects where that would be found out too late: whoever runs another program starts
 * well, and dies of not finding it.
 */
export const commandLineOf = async (
	order: Pick<SpawnOrder, 'command' | 'args' | 'under' | 'cwd' | 'env'>,
): Promise<readonly [command: string, args: readonly string[]]> => {
	const {command, args, under: [first, ...others] = []} = order;
	if (first === undefined) {
		return [command, args];
	}
	return [await find(first, order), [...others, await find(command, order), ...args]];
};

/** Whether execvp(3) says of a program that it cannot be run here, so that another may be tried. */
export const isUnrunnable = (error: unknown): boolean =>
	['ENOENT', 'EACCES', 'ENOTDIR', 'ENOEXEC'].includes(errorCode(error) ?? '');

/** Where a program is, as execvp(3) finds it. Rejects like spawn does. */
const find = async (command: string, {cwd, env}: Pick<SpawnOrder, 'cwd' | 'env'>): Promise<string> => {
	const folders = command.includes('/')
		? ['']
		: (env['PATH'] ?? process.env.PATH ?? '/bin:/usr/bin').split(':');
	for (const folder of folders) {
		const path = resolve(cwd, folder, command);
		const isThere = await access(path, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (isThere) {
			return path;
		}
	}
	throw Object.assign(new Error(`spawn ${command} ENOENT`), {code: 'ENOENT', path: command});
};
