import {mkdtemp, realpath, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export {freePort} from '../../source/demo/free-port.js';

/** Whatever runs what it was given when it is over itself; each test is one. */
export type Scope = {after: (cleanup: () => Promise<void>) => void};

/** An empty folder that goes when the test is over. Its path has no symbolic links in it. */
export const scratch = async (t: Scope): Promise<string> => {
	const folder = await mkdtemp(join(await realpath(tmpdir()), 'emperor-test-'));
	// Programs that are being stopped may still write there for a moment.
	t.after(() => rm(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 50}));
	return folder;
};
