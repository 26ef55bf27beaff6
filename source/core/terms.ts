import type {Namespace} from './confinement.js';

/** What the emperor has been told on its command line about how to rule. Times in milliseconds. */
export type Terms = {
	readonly binaryPath: string;
	readonly wrapper?: string;
	/** Tried before all else, and after: `--emperor-wrapper-override`, `--emperor-wrapper-fallback`. */
	readonly wrapperOverrides: readonly string[];
	readonly wrapperFallbacks: readonly string[];
	/** Every vassal runs as the owner of its file: `--emperor-tyrant`. */
	readonly tyrant: boolean;
	/** The only capabilities that a vassal may ever have, as capabilities(7) without `cap_`; none given means no limit. */
	readonly capabilities: readonly string[];
	/** What a vassal does not share with the emperor: `--emperor-use-clone`. */
	readonly namespaces: readonly Namespace[];
	/** What the path of every stats socket begins with that a vassal is told of; without, none is. */
	readonly statsSockets?: string;
	readonly vassalsSet: readonly string[];
	readonly vassalsInherit: readonly string[];
	readonly vassalsInclude: readonly string[];
	readonly vassalsInheritBefore: readonly string[];
	readonly vassalsIncludeBefore: readonly string[];
	/** Run with a vassal's name before its process is started: `--vassals-start-hook`. */
	readonly startHook?: string;
	/** Run with a vassal's name once its process is gone: `--vassals-stop-hook`. */
	readonly stopHook?: string;
	/** How many zergs there may be at once: `--emperor-broodlord`. */
	readonly broodlord: number;
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
	wrapperOverrides: [],
	wrapperFallbacks: [],
	tyrant: false,
	capabilities: [],
	namespaces: [],
	vassalsSet: [],
	vassalsInherit: [],
	vassalsInclude: [],
	vassalsInheritBefore: [],
	vassalsIncludeBefore: [],
	broodlord: 0,
	throttle: 1000,
	maxThrottle: 180_000,
	noBlacklist: false,
	curseTolerance: 30_000,
	requiredHeartbeat: 30_000,
	gracefulShutdown: false,
	mercy: 30_000,
};

/** The longest a hook may run; uWSGI waits for ever (docs/differences.md). Then it is sent SIGTERM. */
export const hookLimit = 60_000;

/** From there to SIGKILL. */
export const hookGrace = 2000;

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
