import {runTool} from '../processes/run-tool.js';
import {socketOf} from './socket-of.js';

/** A pane of tmux in which we run. */
export type OwnPane = {
	/** The value of `$TMUX`. */
	readonly tmux: string;
	/** The value of `$TMUX_PANE`. */
	readonly pane: string;
};

/**
 * Runs a program in a new pane beside or below ours, whichever leaves both the better shape; in a new window where ours is too
 * small to share. The focus stays. Answers why not, if so.
 *
 * The command is run as it is, by no shell. Nothing else of what a vassal is called may be given to tmux, which would run
 * what it finds in `#(…)`.
 */
export const openPane = async (
	{tmux, pane}: OwnPane,
	command: readonly [program: string, argument: string, ...more: string[]],
	columns: number,
): Promise<string | undefined> => {
	const ask = (...args: string[]) => runTool('tmux', ['-S', socketOf(tmux), ...args], {timeout: patience});
	const direction = columns >= wide ? '-h' : '-v';
	const split = await ask('split-window', '-d', direction, '-t', pane, '--', ...command);
	if (split.exitCode === 0) {
		return undefined;
	}
	const window = await ask('new-window', '-d', '--', ...command);
	return window.exitCode === 0 ? undefined : window.output.trim();
};

/** Half of it still holds a log line and its time. */
const wide = 160;

/** Milliseconds. */
const patience = 2000;
