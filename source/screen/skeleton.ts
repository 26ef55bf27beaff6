import type {Terminal} from './terminal.js';

/** The first and last line of the screen, plain, so that there is something to see while the panels are loaded. */
export const drawSkeleton = (terminal: Terminal): void => {
	const {rows} = terminal.size();
	terminal.write(`\x1b[H\x1b[2J\x1b[1m emperor\x1b[22m  starting\x1b[${rows};1H\x1b[2m ctrl+c quits\x1b[22m`);
};
