import {runTool} from '../processes/run-tool.js';
import {socketOf} from './socket-of.js';

/**
 * Puts text into tmux's newest buffer, and from there on the clipboard of the terminal that tmux runs in, where its
 * `set-clipboard` lets it. False where it does not answer.
 *
 * @param tmux the value of `$TMUX`: its socket, and two numbers.
 */
export const loadBuffer = async (tmux: string, text: string): Promise<boolean> => {
	const load = async (...flags: string[]) =>
		(
			await runTool('tmux', ['-S', socketOf(tmux), 'load-buffer', ...flags, '-'], {
				timeout: patience,
				input: text,
			})
		).exitCode === 0;
	// Before tmux 3.2 there is no way on to the clipboard.
	return (await load('-w')) || load();
};

/** Milliseconds. */
const patience = 2000;
