import {type ChildProcess, spawn} from 'node:child_process';
import {guardScript} from './guard-script.js';

/** How a vassal's group is asked to go when the emperor has died: it notices by its pipe, or it needs SIGTERM. */
export type Manner = 'bytes' | 'term';

/** A small process that outlives the emperor by up to 5 s, to see that no vassal outlives it by more. */
export type Guard = {
	/** To be called in the same tick as the spawn: the emperor may be killed in the next one. */
	readonly watch: (pgid: number, manner: Manner) => void;
	/** The group is empty: its number may soon be another's. */
	readonly release: (pgid: number) => void;
	/** Sends it home; with groups still watched it does its duty first, as if the emperor had died. */
	readonly close: () => void;
};

/** A guard that dies is replaced, but not more often than this, in ms. */
const shortestService = 1000;

/** The marks of this emperor's vassals are `prefix`, a dash and more. The guard keeps neither the terminal nor the event loop busy. */
export const startGuard = (prefix: string): Guard => {
	const groups = new Map<number, Manner>();
	let isClosed = false;
	let post = enlist(prefix);
	let since = performance.now();
	let replacement: NodeJS.Timeout | undefined;

	const replaceWhenGone = () => {
		const {guard} = post;
		const replaceOnce = () => {
			if (isClosed || post.guard !== guard) {
				return;
			}
			replacement = setTimeout(replace, Math.max(0, since + shortestService - performance.now()));
			replacement.unref();
		};
		guard.once('exit', replaceOnce);
		guard.once('error', replaceOnce); // It could not be started. There may be room for it later.
	};
	const replace = () => {
		post = enlist(prefix);
		since = performance.now();
		replaceWhenGone();
		for (const [pgid, manner] of groups) {
			post.tell(`+ ${pgid} ${manner}`);
		}
	};
	replaceWhenGone();

	return {
		watch: (pgid, manner) => {
			groups.set(pgid, manner);
			post.tell(`+ ${pgid} ${manner}`);
		},
		release: pgid => {
			if (groups.delete(pgid)) {
				post.tell(`- ${pgid}`);
			}
		},
		close: () => {
			isClosed = true;
			clearTimeout(replacement);
			if (groups.size === 0) {
				post.tell('.');
			}
			post.dismiss();
		},
	};
};

type Post = {
	readonly guard: ChildProcess;
	readonly tell: (line: string) => void;
	readonly dismiss: () => void;
};

/**
 * In a session of its own, so that no Ctrl-C or hang-up reaches it; in `/`, so that it holds no folder; and without the
 * emperor's environment, which may bear the mark of a greater emperor, who would take it for a stray.
 */
const enlist = (prefix: string): Post => {
	const guard: ChildProcess = spawn('/bin/sh', ['-c', guardScript, 'emperor-guard', prefix], {
		stdio: ['pipe', 'ignore', 'ignore'],
		detached: true,
		cwd: '/',
		env: {PATH: process.env.PATH},
	});
	guard.unref();
	guard.stdin?.on('error', () => {}); // It has died; its exit says so too.
	return {
		guard,
		// A pipe takes at once what the kernel has room for, and it has room for thousands of these lines.
		tell: line => guard.stdin?.write(`${line}\n`),
		dismiss: () => guard.stdin?.end(),
	};
};
