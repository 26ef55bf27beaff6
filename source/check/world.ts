import type {Surroundings} from '../config/gather-options.js';
import type {KnownOptions} from './known-options.js';

/** What a config is held against. */
export type World = Surroundings & {
	readonly knownOptions: KnownOptions;
	/** The loggers that uWSGI has without a plugin; `undefined` where nobody knows. */
	readonly knownLoggers?: () => Promise<ReadonlySet<string> | undefined>;
	/** Nothing comes to a vassal but by its config: no socket on demand, no wrapper or hook before it, no `UWSGI_…` variables. */
	readonly isOnItsOwn?: boolean;
	/** Vassals begin as root, and may become whom their config says. */
	readonly isRoot?: boolean;
};
