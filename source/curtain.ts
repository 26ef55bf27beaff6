import {exitCodeOf} from './engine/signals.js';
import {exitWith} from './exit-with.js';
import {drawSkeleton} from './screen/skeleton.js';
import {openTerminal, type Terminal} from './screen/terminal.js';

/** A terminal that was taken over before there is anybody to rule. */
export type Curtain = {
	readonly terminal: Terminal;
	/** Whoever rules heeds signals now, and gives the terminal back. */
	readonly rise: () => void;
};

/** Something to see while the rest of the program is loaded. A signal that ends it meanwhile gives the terminal back. */
export const drawCurtain = (): Curtain => {
	const terminal = openTerminal(process.stdin, process.stdout);
	const rise = (): void => {
		process.off('exit', terminal.leave);
		for (const signal of deadly) {
			process.off(signal, end);
		}
	};
	const end = (signal: NodeJS.Signals): void => {
		terminal.leave();
		rise();
		exitWith(exitCodeOf(signal));
	};
	process.on('exit', terminal.leave);
	for (const signal of deadly) {
		process.on(signal, end);
	}
	terminal.enter();
	drawSkeleton(terminal);
	return {terminal, rise};
};

const deadly = ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP'] as const;
