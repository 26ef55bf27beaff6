import {lastFirst} from '../test/helpers/last-first.js';
import type {Scope} from '../test/helpers/scratch.js';

/** Lends the tests' helpers a scope outside of any test; what they set up is cleared away when the work is done or failed. */
export const scoped = async <Result>(work: (scope: Scope) => Promise<Result>): Promise<Result> => {
	const cleanups: (() => Promise<void>)[] = [];
	const scope = lastFirst({after: cleanup => void cleanups.push(cleanup)});
	try {
		return await work(scope);
	} finally {
		for (const cleanup of cleanups) {
			await cleanup();
		}
	}
};
