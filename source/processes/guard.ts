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
	/** Whether the terminal is the emperor's at this moment, and has to be given back if that dies. */
	readonly holdScreen: (isHeld: boolean) => void;
	/** Sends it home; with groups still watched it does its duty first, as if the emperor had died. */
	readonly close: () => void;
};

/** A guard that dies is replaced, but not more often than this, in ms. */
const shortestService = 1000;

/**
 * The marks of this emperor's vassals are `prefix`, a dash and more. `leaveText` gives back the terminal on stdout; without
 * it the guard holds none. It never keeps the event loop busy.
 */
export const startGuard = (prefix: string, leaveText?: string): Guard => {
	const groups = new Map<number, Manner>();
	let isClosed = false;
	let isScreenHeld = false;
	let post = enlist(prefix, leaveText);
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
		post = enlist(prefix, leaveText);
		since = performance.now();
		replaceWhenGone();
		for (const [pgid, manner] of groups) {
			post.tell(`+ ${pgid} ${manner}`);
		}
		holdScreen(isScreenHeld);
	};
	const holdScreen = (isHeld: boolean) => {
		isScreenHeld = isHeld;
		post.tell(`screen ${isHeld ? 'on' : 'off'}`);
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
		holdScreen,
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

const stdoutFd = 1;

type Post = {
	readonly guard: ChildProcess;
	readonly tell: (line: string) => void;
	readonly dismiss: () => void;
};

/**
 * In a session of its own, so that no Ctrl-C or hang-up reaches it; in `/`, so that it holds no folder; and without the
 * emperor's environment, which may bear the mark of a greater emperor, who would take it for a stray.
 */
const enlist = (prefix: string, leaveText: string | undefined): Post => {
	const guard: ChildProcess = spawn(
		'/bin/sh',
		['-c', guardScript, 'emperor-guard', prefix, leaveText ?? ''],
		{
			stdio: ['pipe', 'ignore', 'ignore', leaveText === undefined ? 'ignore' : stdoutFd],
			detached: true,
			cwd: '/',
			env: {PATH: process.env.PATH},
		},
	);
	guard.unref();
	guard.stdin?.on('error', () => {}); // It has died; its exit says so too.
	return {
		guard,
		// A pipe takes at once what the kernel has room for, and it has room for thousands of these lines.
		tell: line => guard.stdin?.write(`${line}\n`),
		dismiss: () => guard.stdin?.end(),
	};
};
