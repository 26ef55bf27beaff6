import type {Command} from '../core/command.js';
import type {Instant, VassalId} from '../core/event.js';
import type {EmpireSnapshot} from '../core/snapshot.js';
import type {Vitals} from '../core/vitals.js';
import type {LogReader} from '../logs/log-reader.js';
import type {Inspection} from './inspection.js';

/**
 * The doorway: every face of the emperor, in this process or not, sees it through these few methods and plain data.
 *
 * A log is read without waiting, because a screen is painted without waiting; a remote client holds a mirror.
 */
export type EmperorClient = {
	/** The same object until something changed. */
	readonly getSnapshot: () => EmpireSnapshot;
	/** Calls at most once per batch of changes; returns what ends that. */
	readonly subscribe: (onChange: () => void) => () => void;
	/** What a vassal printed. For a vassal nobody knows: a log that stays empty. */
	readonly log: (id: VassalId) => LogReader;
	/** The same, once all that is kept of it can be read: what is elsewhere has to be fetched. */
	readonly wholeLog: (id: VassalId) => Promise<LogReader>;
	readonly send: (command: Command) => Promise<Reply>;
	/** The latest sample of what everything costs; taken once a second, never waited for. */
	readonly getVitals: () => Vitals;
	/** A close look at one vassal, which takes a moment; undefined for one that nobody knows. */
	readonly inspect: (id: VassalId) => Promise<Inspection | undefined>;
	/** The emperor's clock, to which every instant in a snapshot belongs. */
	readonly now: () => Instant;
	/** The wall clock of the emperor's machine, by which lines have their times: milliseconds since the epoch. */
	readonly wallNow: () => number;
};

/** Whether the emperor took the command; what comes of it shows in the snapshot. `isVain`: nothing will, as there was nothing to do. */
export type Reply =
	| {readonly ok: true; readonly isVain?: true}
	| {readonly ok: false; readonly reason: string};
