import {constants} from 'node:os';

/** What the emperor does on a signal, as uWSGI's does (emperor.md 6). */
export type SignalDeeds = {
	/** INT, TERM, QUIT: everything stops; again: without waiting. */
	readonly stop: (signal: NodeJS.Signals) => void;
	/** HUP: every vassal reloads. A terminal that was closed sends it as well. */
	readonly hangUp: () => void;
	/** URG: all records are cleared. */
	readonly forgiveAll: () => void;
	/** USR1: a line for each vassal in the emperor's log. Unheeded, Node would open a debugger's port. */
	readonly sayStatus: () => void;
	/** WINCH: look at the config files now. */
	readonly rescan: () => void;
};

/** Heeds signals until the answer is called. */
export const heedSignals = ({stop, hangUp, forgiveAll, sayStatus, rescan}: SignalDeeds): (() => void) => {
	const deeds: readonly (readonly [NodeJS.Signals, (signal: NodeJS.Signals) => void])[] = [
		['SIGINT', stop],
		['SIGTERM', stop],
		['SIGQUIT', stop],
		['SIGHUP', hangUp],
		['SIGURG', forgiveAll],
		['SIGUSR1', sayStatus],
		['SIGWINCH', rescan],
	];
	for (const [signal, deed] of deeds) {
		process.on(signal, deed);
	}
	return () => {
		for (const [signal, deed] of deeds) {
			process.off(signal, deed);
		}
	};
};

/** The exit code of a program that was ended by a signal: 130, 143. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
