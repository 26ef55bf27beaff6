import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Realm} from './realm.js';
import type {Scope} from './scratch.js';
import {openTerminal, type Terminal} from './tmux.js';

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));

/** A real terminal with `emperor attach`, for the emperor of a realm unless told otherwise; 80×24. */
export const openAttached = (
	t: Scope,
	{folder}: Pick<Realm, 'folder'>,
	args: readonly string[] = [],
	{columns = 80, rows = 24, env = {}}: {columns?: number; rows?: number; env?: Record<string, string>} = {},
): Promise<Terminal> => {
	const variables = {XDG_RUNTIME_DIR: join(folder, '.run'), TMPDIR: folder, ...env};
	return openTerminal(t, {
		columns,
		rows,
		cwd: folder,
		command: [
			...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
			process.execPath,
			program,
			'attach',
			...args,
		] as unknown as [string, ...string[]],
	});
};
