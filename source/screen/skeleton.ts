import type {Terminal} from './terminal.js';

/** The first and last line of the screen, plain, so that there is something to see while the panels are loaded. */
export const drawSkeleton = (terminal: Terminal, state = 'starting', hint = 'ctrl+c quits'): void => {
	const {rows} = terminal.size();
	terminal.write(`\x1b[H\x1b[2J\x1b[1m emperor\x1b[22m  ${state}\x1b[${rows};1H\x1b[2m ${hint}\x1b[22m`);
};
