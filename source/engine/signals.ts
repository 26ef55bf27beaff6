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

/**
 * Heeds signals until the answer is called. `now` is a clock in milliseconds.
 *
 * A wrapper such as timeout(1) signals its child and then its whole group: the same word to stop twice in a moment is one,
 * and hurries nobody.
 */
export const heedSignals = (
	{stop: stopNow, hangUp, forgiveAll, sayStatus, rescan}: SignalDeeds,
	now: () => number = () => performance.now(),
): (() => void) => {
	const heard = new Map<NodeJS.Signals, number>();
	const stop = (signal: NodeJS.Signals): void => {
		const last = heard.get(signal) ?? Number.NEGATIVE_INFINITY;
		if (now() - last >= echoTime) {
			heard.set(signal, now());
			stopNow(signal);
		}
	};
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

/** Milliseconds: longer than a wrapper takes, shorter than a person. */
const echoTime = 50;

/** The exit code of a program that was ended by a signal: 130, 143. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
