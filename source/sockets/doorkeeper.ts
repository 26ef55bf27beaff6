import {getSystemErrorName} from 'node:util';
import type {Problem} from '../core/problem.js';
import {errorCode} from '../processes/spawn-refused.js';
import {type Helper, type HelperEnd, startHelper} from '../processes/start-helper.js';
import {choose, scripts} from './doorkeeper-scripts.js';

/** How many callers the kernel keeps waiting; uWSGI's `listen`. */
const backlog = 100;

/** A doorkeeper that dies is replaced, but not more often than this, in ms. */
const shortestService = 1000;

/** Makes a bound socket listen. Resolves to the code of what went wrong (`EADDRINUSE`), or to nothing. */
export const listenOn = async (fd: number, name: string): Promise<string | undefined> => {
	const {exitCode, error} = await help('listen', fd, name).ended;
	if (exitCode === 0) {
		return undefined;
	}
	return exitCode === null ? (errorCode(error) ?? 'its helper was killed') : getSystemErrorName(-exitCode);
};

export type Doorkeeper = {
	/** Nothing is heard of it from now on. Resolves when it no longer holds the socket. */
	readonly dismiss: () => Promise<void>;
};

/**
 * Posts a child at a listening socket until a caller waits there, and replaces it when it dies before. `onKnock` comes
 * once, when the child has let go of the socket. `onTrouble` comes when a child does not last, once until one does; the
 * next is tried all the same.
 */
export const postDoorkeeper = (
	fd: number,
	name: string,
	onKnock: () => void,
	onTrouble: (problem: Problem) => void,
): Doorkeeper => {
	let isDismissed = false;
	let hasComplained = false;
	let since = 0;
	let replacement: NodeJS.Timeout | undefined;
	let child: Helper;

	const post = () => {
		since = performance.now();
		child = help('watch', fd, name);
		child.ended.then(judge);
	};
	const judge = (end: HelperEnd) => {
		if (isDismissed) {
			return;
		}
		if (end.exitCode === 0) {
			onKnock();
			return;
		}
		const rest = Math.max(0, since + shortestService - performance.now());
		if (rest > 0 && !hasComplained) {
			onTrouble(describeEnd(end, name));
		}
		hasComplained = rest > 0;
		replacement = setTimeout(post, rest);
	};
	post();

	return {
		dismiss: async () => {
			isDismissed = true;
			clearTimeout(replacement);
			child.kill();
			await child.ended;
		},
	};
};

const help = (task: keyof typeof scripts, fd: number, name: string): Helper => {
	const {perl, node} = scripts[task];
	return startHelper(
		'/bin/sh',
		['-c', choose, `emperor-doorkeeper ${name}`, String(backlog), perl, process.execPath, node],
		[fd, 'pipe', 'ignore'],
	);
};

const describeEnd = ({exitCode, error}: HelperEnd, name: string): Problem => {
	const cause = exitCode === null ? (errorCode(error) ?? 'was killed') : `exit code ${exitCode}`;
	return {
		what: `nobody watches ${name}: its doorkeeper does not last (${cause})`,
		where: {file: 'emperor'},
		remedy:
			'See whether perl -v works; it is tried again every second, and the vassal can be started by hand',
	};
};
