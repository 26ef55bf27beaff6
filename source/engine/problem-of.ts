import type {Problem} from '../core/problem.js';
import {SpawnRefused} from '../processes/spawn-vassal.js';

/** What the world refused, as a sentence for a panel. */
export const problemOf = (error: unknown): Problem =>
	error instanceof SpawnRefused
		? error.problem
		: {
				what: error instanceof Error ? error.message : String(error),
				where: {file: 'emperor'},
				remedy: 'It is tried again every second',
			};
