import type {VassalId} from './core/event.js';
import type {VassalSnapshot} from './core/snapshot.js';
import type {LogReader} from './logs/log-reader.js';
import type {Watched} from './study/app-watch.js';

/** Vassals of uWSGI's that have workers, or may have, from the moment their process is ordered: its first words count. */
export const whoMayServe = (
	vassals: readonly VassalSnapshot[],
	logOf: (id: VassalId) => LogReader,
): readonly Watched[] =>
	vassals.flatMap(vassal => {
		const {id, config, state, lives, reloads} = vassal;
		if (config.patch !== undefined || !['accepting', 'unknown'].includes(config.readiness)) {
			return [];
		}
		switch (state) {
			case 'spawning':
				return [{id, image: `${lives + 1}/${reloads}`, accepting: undefined, log: logOf(id)}];
			case 'running': {
				const {accepting} = vassal.chronicle;
				return [{id, image: `${lives}/${reloads}`, accepting, log: logOf(id)}];
			}
			default:
				return [];
		}
	});
