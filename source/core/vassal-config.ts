import type {Problem} from './problem.js';

/** What the emperor has to know of a config file to run its vassal. Everything else is between the file and uWSGI. */
export type VassalConfig = {
	/** Set when the file must not be started: no `[uwsgi]` section, unreadable, binary. */
	readonly refusal?: Problem;
	/** What its owner should know and can mend; never keeps it from running. */
	readonly problems: readonly Problem[];
	/** How it hears the emperor: one-byte messages, or (`master = false`) SIGINT, or (a patched binary) SIGTERM. */
	readonly obeys: Obedience;
	/** Which announcement makes it ready. */
	readonly readiness: Readiness;
	/** Where its log goes besides, or instead of, its output; absent where all of it comes through the pipe. */
	readonly diversions?: readonly Diversion[];
	/** Where it has its stats served; absent where that is not known, or not to be reached. */
	readonly stats?: StatsPlace;
	/** `(un)privileged-binary-patch(-arg)`: the program that takes uWSGI's place. */
	readonly patch?: BinaryPatch;
	/** It is no config but a program that prints one, which its vassal runs: `--emperor-magic-exec`. */
	readonly isProgram?: true;
};

export type Obedience = 'bytes' | 'SIGINT' | 'SIGTERM';

/**
 * - `accepting`: uWSGI with workers announces byte 5.
 * - `spawned`: without workers (`processes = 0`, a router) byte 1 is the last word, and only in its first life.
 * - `loyal`: a sub-emperor and nothing else: byte 17 is its last word, once in each process image (measured on 2.0.21).
 * - `unknown`: the file's format says nothing to us: byte 5, or byte 1 and then a while of silence.
 * - `alive`: another program: it has lived a while.
 */
export type Readiness = 'accepting' | 'spawned' | 'loyal' | 'unknown' | 'alive';

export type Diversion = {
	/** The option that says so: `logto`, `req-logger`. */
	readonly option: string;
	/** A file can be followed; anything else only be named. */
	readonly kind: 'file' | 'elsewhere';
	/** Full path, or in the option's own words. */
	readonly target: string;
};

/**
 * - `own`: its config says where: the full path of a unix socket, or `127.0.0.1:9191`.
 * - `none`: nowhere, so that it can be told where.
 * - `barred`: nowhere, and told where it would not start: it becomes another user, or leaves our files behind.
 */
export type StatsPlace =
	| {readonly kind: 'own'; readonly address: string}
	| {readonly kind: 'none' | 'barred'};

export type BinaryPatch = {
	/** Run by `/bin/sh -c`, or executed with the arguments uWSGI would have had (measured on uWSGI 2.0.21). */
	readonly how: 'shell' | 'program';
	readonly command: string;
	/** `env = K=V` lines: uWSGI has applied them by the time it patches itself; `chdir` it has not. */
	readonly env: Readonly<Record<string, string>>;
	/** Only `unprivileged-…`, and only when the emperor is root: uWSGI drops these before patching. */
	readonly uid?: string;
	readonly gid?: string;
};
