import type {Scope} from './scratch.js';

/**
 * A scope whose clean-ups run last first, each of them whatever the others did: what was set up later leans on what was
 * there before. `t` itself runs them first to last, and none after one that failed.
 */
export const lastFirst = (t: Scope): Scope => {
	const cleanups: (() => Promise<void>)[] = [];
	t.after(async () => {
		const failures: unknown[] = [];
		for (const cleanup of cleanups.reverse()) {
			await cleanup().catch(error => failures.push(error));
		}
		if (failures.length > 0) {
			throw failures[0];
		}
	});
	return {after: cleanup => void cleanups.push(cleanup)};
};
