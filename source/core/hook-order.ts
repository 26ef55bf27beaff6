import type {VassalId} from './event.js';
import type {SpawnOrder} from './spawn-order.js';

/**
 * How uWSGI runs `--vassals-start-hook` and `--vassals-stop-hook` (measured on 2.0.21): no shell, the option is one
 * program, and the vassal's name its only argument. So a hostile name stays a name.
 */
export const orderHook = (
	program: string,
	{id, name, cwd}: {readonly id: VassalId; readonly name: string; readonly cwd: string},
	identity: Pick<SpawnOrder, 'uid' | 'gid'> = {},
): SpawnOrder => ({command: program, args: [name], env: hookEnvironment(id), cwd, ...identity});

/** uWSGI names the last place it was told to look; here it is always the one the config file is in. */
export const hookEnvironment = (id: VassalId): Readonly<Record<string, string>> => ({
	UWSGI_VASSALS_DIR: id.slice(0, id.lastIndexOf('/')) || '/',
});
