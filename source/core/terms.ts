/** What the emperor has been told on its command line about how to rule. Times in milliseconds. */
export type Terms = {
	readonly binaryPath: string;
	readonly wrapper?: string;
	readonly vassalsSet: readonly string[];
	readonly vassalsInherit: readonly string[];
	readonly vassalsInclude: readonly string[];
	readonly vassalsInheritBefore: readonly string[];
	readonly vassalsIncludeBefore: readonly string[];
	/** Added to the wait for each unloyal death: `--emperor-throttle`. */
	readonly throttle: number;
	/** The longest such wait: `--emperor-max-throttle`. */
	readonly maxThrottle: number;
	/** `--emperor-no-blacklist`: unloyal vassals wait no longer than any other. */
	readonly noBlacklist: boolean;
	/** From being told to stop to SIGKILL: `--emperor-curse-tolerance`. */
	readonly curseTolerance: number;
	/** Silence after which a vassal that once sent a heartbeat is killed: `--emperor-required-heartbeat`. */
	readonly requiredHeartbeat: number;
	/** `--emperor-graceful-shutdown`: byte 2 instead of byte 0. */
	readonly gracefulShutdown: boolean;
	/** From the start of ragnarok to SIGKILL for whoever is left: `--reload-mercy`. */
	readonly mercy: number;
};

/** Defaults of uWSGI 2.0, from core/init.c, but for the binary, which there is the Emperor's own. */
export const defaultTerms: Terms = {
	binaryPath: 'uwsgi',
	vassalsSet: [],
	vassalsInherit: [],
	vassalsInclude: [],
	vassalsInheritBefore: [],
	vassalsIncludeBefore: [],
	throttle: 1000,
	maxThrottle: 180_000,
	noBlacklist: false,
	curseTolerance: 30_000,
	requiredHeartbeat: 30_000,
	gracefulShutdown: false,
	mercy: 30_000,
};

/** A program that announces nothing is taken to be up once it has lived this long (product.md 4). */
export const settlingTime = 1000;

/** A life at least this long is no crash loop: its first unloyal death costs no wait (product.md 4, row 3). */
export const longLife = 10_000;

/** How often a spawn that the world refused is tried again. Short, because a missing binary may appear any moment. */
export const refusalRetry = 1000;

/**
 * How long a vassal that was told to stop while it was starting is left to itself. uWSGI then sends its workers SIGINT
 * before they can hear it, and waits for them for ever (measured on 2.0.21: 30 s, until the curse tolerance).
 */
export const nudgeInterval = 250;
