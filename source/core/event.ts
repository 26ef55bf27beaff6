import type {VassalCommand} from './command.js';
import type {Problem} from './problem.js';
import type {VassalConfig} from './vassal-config.js';

/** Full path of the config file: the one thing that tells two vassals apart. */
export type VassalId = string;

/** Milliseconds on the engine's monotonic clock, counted from the emperor's start. */
export type Instant = number;

/** A config file as a monitor saw it. */
export type Sighting = {
	readonly id: VassalId;
	/** What uWSGI's Emperor would call the vassal, and the config argument it gets: `app.ini`, `conf.d/app.ini`. */
	readonly name: string;
	/** Which of the emperor's monitors saw it, counted from 0 in command line order. */
	readonly monitor: number;
	/** Working directory for the vassal: the folder of a `dir://` monitor, else the emperor's own. */
	readonly cwd: string;
	/** Device, inode and birth: the same for a file before and after it was renamed, and for no other, though inodes are used again. */
	readonly inode: string;
	/** When its content last changed: milliseconds since the epoch. */
	readonly mtime: number;
	/** Whom the file belongs to. */
	readonly owner: Owner;
	/** Address of the socket it is started for on demand; looked up when it is first seen (emperor.md 8). */
	readonly socket?: string;
	readonly config: VassalConfig;
};

export type Owner = {readonly uid: number; readonly gid: number};

/** No application was loaded, and perhaps none is needed; or one that was asked for could not be. */
export type AppTrouble = 'none' | 'failed';

/** What can happen to one vassal. Past tense; `at` is stamped by the engine. */
export type VassalEvent =
	| {readonly type: 'config-changed'; readonly sighting: Sighting}
	| {readonly type: 'config-gone'}
	| {readonly type: 'spawned'; readonly pid: number}
	/** The world refused to start it. The vassal waits and tries again. */
	| {readonly type: 'spawn-failed'; readonly problem: Problem}
	/** One byte of the emperor protocol (emperor.md 3). */
	| {readonly type: 'heard'; readonly byte: number}
	/** What its log says of its application. */
	| {readonly type: 'app-told'; readonly app: 'serves' | AppTrouble}
	/** The vassal closed its end of the emperor pipe: a hint of death, not death. */
	| {readonly type: 'pipe-closed'}
	/** The process exited, was reaped, and its process group is empty. */
	| {readonly type: 'died'; readonly exitCode: number | null; readonly signal: string | null}
	/** Its start hook or its stop hook is over, and nothing of it runs any more. */
	| {readonly type: 'hook-ended'; readonly exitCode: number | null; readonly signal: string | null}
	/** The world would not let its hook run. */
	| {readonly type: 'hook-refused'; readonly problem: Problem}
	/** A caller waits at its socket. */
	| {readonly type: 'knocked'}
	/** The world would not let the emperor hold its socket. */
	| {readonly type: 'socket-refused'; readonly problem: Problem}
	| {readonly type: 'commanded'; readonly command: VassalCommand}
	/** The vassal it had to wait for is gone. */
	| {readonly type: 'predecessor-buried'}
	| {readonly type: 'tick'}
	/** The emperor is going down. */
	| {readonly type: 'ragnarok'}
	| {readonly type: 'hurried'};

/** What can happen to the empire. */
export type EmpireEvent =
	/** One look of one monitor, compared with its last: everything in it happened together. */
	| {
			readonly type: 'surveyed';
			readonly found: readonly Sighting[];
			readonly changed: readonly Sighting[];
			readonly gone: readonly VassalId[];
	  }
	| {readonly type: 'noticed'; readonly source: string; readonly notices: readonly Notice[]}
	/** Configs were looked at closely: all that is wrong with each. Replaces what was found before. */
	| {readonly type: 'examined'; readonly findings: Findings}
	| {readonly type: 'told'; readonly id: VassalId; readonly event: VassalEvent}
	| {readonly type: 'tick'}
	| {readonly type: 'ragnarok'}
	/** Asked to stop a second time: no more waiting. */
	| {readonly type: 'hurried'};

export type Findings = Readonly<Record<VassalId, readonly Problem[]>>;

/** Something the whole screen should say, such as a folder that vanished. One list per source; the latest replaces the last. */
export type Notice = {
	readonly source: string;
	readonly text: string;
	/** Nothing else that is shown is known to be true any more, the other notices included. */
	readonly outdatesAll?: true;
};

export type Stamped<E> = E & {readonly at: Instant};
