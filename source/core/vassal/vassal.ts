import type {BlackMark} from '../blacklist.js';
import type {Effect} from '../effect.js';
import type {AppTrouble, Instant, Sighting, VassalId} from '../event.js';
import type {Problem} from '../problem.js';
import type {Obedience} from '../vassal-config.js';
import type {Chronicle} from './chronicle.js';

/** What is known of a vassal, whatever it is doing. */
export type Known = Sighting & {
	/** Processes started for it so far. */
	readonly lives: number;
	/** Reloads the emperor ordered: uWSGI's `respawns`. */
	readonly reloads: number;
	/** Whom it helps, if it is a zerg, and the how many-eth zerg of the emperor it is. */
	readonly zerg?: {readonly of: VassalId; readonly number: number};
	readonly blackMark?: BlackMark;
	/** Its latest death that nobody had asked for. */
	readonly lastDeath?: Death;
};

export type Death = {
	readonly at: Instant;
	readonly exitCode: number | null;
	readonly signal: string | null;
	/** From spawn to death, in milliseconds. */
	readonly lived: number;
};

/** Must not be started; waits for its file to change. */
export type Refused = Known & {readonly state: 'refused'; readonly problem: Problem};

/** Kept down until a command, or a change of its file, starts it. */
export type Suspended = Known & {
	readonly state: 'suspended';
	readonly since: Instant;
	readonly why: 'asked' | 'exiled';
};

/** On demand and asleep: the emperor holds its socket. */
export type Waiting = Known & {
	readonly state: 'waiting';
	readonly since: Instant;
	readonly socket: string;
};

/** Will be started at the deadline, or put to sleep where it is on demand and nobody knocked. Every way to a process leads through here. */
export type Throttled = Known & {
	readonly state: 'throttled';
	readonly since: Instant;
	readonly deadline: Instant;
	readonly why: ThrottleReason;
};

export type ThrottleReason =
	| {readonly kind: 'new'}
	| {readonly kind: 'asked'}
	| {readonly kind: 'died'}
	/** Somebody waits at its socket. */
	| {readonly kind: 'knocked'}
	/** It was idle and left, to come back on demand. */
	| {readonly kind: 'idle'}
	/** The world would not let it start. */
	| {readonly kind: 'refused'; readonly problem: Problem}
	/** Its file was renamed: the vassal of the old name has to be gone first. */
	| {readonly kind: 'succession'; readonly to: VassalId};

/** A hook runs for it: before its process is started, or after that is gone. */
export type Hooked = Known & {
	readonly state: 'hooked';
	readonly since: Instant;
	readonly deadline: Instant;
	/** The hook has been sent SIGTERM, and gets SIGKILL at the deadline. */
	readonly told: boolean;
} & (
		| {
				readonly hook: 'start';
				readonly fate: Fate | 'spawn';
				/** Why its last start was refused, where this one is the next try. */
				readonly refused?: Problem;
		  }
		| {readonly hook: 'stop'; readonly fate: Fate; readonly ending: Ending}
	);

/** How its latest attempt at life ended. */
export type Ending =
	| {readonly kind: 'died'; readonly death: Death; readonly loyal: boolean}
	| {readonly kind: 'refused'; readonly problem: Problem}
	/** Its start hook ran, but it was no longer wanted by then. */
	| {readonly kind: 'unborn'};

/** Ordered, but no process yet. */
export type Spawning = Known & {
	readonly state: 'spawning';
	readonly since: Instant;
	/** Why its last start was refused, where this one is the next try. */
	readonly refused?: Problem;
	/** What was asked meanwhile, done as soon as there is a process to do it to. */
	readonly wish?: {readonly fate: Fate; readonly mercy: boolean};
	/** When it has to be gone at the latest, since ragnarok began. */
	readonly latest?: Instant;
};

/** Has a process, and is meant to. */
export type Running = Known & {
	readonly state: 'running';
	readonly pid: number;
	readonly since: Instant;
	readonly chronicle: Chronicle;
	/** Where it was told to serve its stats when it was started. */
	readonly statsSocket?: string;
	/** How this process hears the emperor, whatever its file says by now. */
	readonly obeys: Obedience;
	/** It has said byte 1, byte 5 (not since the last reload), byte 17: independent facts, not a ladder. */
	readonly spawned: boolean;
	readonly accepting: boolean;
	readonly loyal: boolean;
	/** It has said anything at all. */
	readonly spoken: boolean;
	/** Lived long enough to be taken for up, where no announcement can be expected. */
	readonly settled: boolean;
	/** When to call it settled. */
	readonly settles?: Instant;
	readonly reloading?: Reloading;
	/** It serves no application, as far as its log says. */
	readonly app?: AppTrouble;
	/** When its last heartbeat came. */
	readonly heartbeat?: Instant;
	/** Its heartbeat was lost and it has been killed for it. */
	readonly hung?: true;
};

export type Reloading = {
	readonly since: Instant;
	readonly why: 'asked' | 'changed';
	/** False while the byte is owed: a vassal that is still starting would read it too late to tell whose byte 5 comes next. */
	readonly told: boolean;
};

/** Condemned: told to stop, to be killed at the deadline. */
export type Cursed = Known & {
	readonly state: 'cursed';
	readonly pid: number;
	/** When the process was started. */
	readonly spawnedAt: Instant;
	readonly chronicle: Chronicle;
	readonly since: Instant;
	readonly deadline: Instant;
	readonly fate: Fate;
	readonly loyal: boolean;
	readonly killed: boolean;
	/** When to send SIGINT again to one that was told to stop while it was starting. */
	readonly nudge?: Instant;
};

/**
 * What becomes of a cursed vassal once it is dead: its file is gone (`bury`), a person stopped it (`suspend`), a
 * person or a change wants it back (`restart`), it was leaving by itself and comes back by its record (`return`), or it
 * was idle and goes back to sleep behind its socket (`wait`).
 */
export type Fate = 'bury' | 'suspend' | 'restart' | 'return' | 'wait';

export type Vassal = Refused | Suspended | Waiting | Throttled | Hooked | Spawning | Running | Cursed;

/** What one event made of one vassal; `undefined` when it is buried. */
export type Step = {readonly next: Vassal | undefined; readonly effects: readonly Effect[]};

export const become = (next: Vassal, ...effects: readonly Effect[]): Step => ({next, effects});

export const bury = ({id}: Known, ...words: readonly Effect[]): Step => ({
	next: undefined,
	effects: [...words, {type: 'bury', id}],
});

/** What uWSGI says once whatever stood for a vassal is gone, whether it comes back or not. */
export const removed = ({name}: Known): Effect => log(`removed uwsgi instance ${name}`);

/** Nobody is to answer at its address any more. */
export const letGo = ({id, socket}: Known): Effect[] =>
	socket === undefined ? [] : [{type: 'release-socket', id}];

/** A line as uWSGI's Emperor would word it. */
export const log = (text: string): Effect => ({type: 'log', text: `[emperor] ${text}`});

/** Only what is known, without what belongs to the state it is leaving. */
export const knownOf = (vassal: Vassal): Known => ({
	id: vassal.id,
	name: vassal.name,
	monitor: vassal.monitor,
	cwd: vassal.cwd,
	inode: vassal.inode,
	mtime: vassal.mtime,
	owner: vassal.owner,
	config: vassal.config,
	...(vassal.socket === undefined ? {} : {socket: vassal.socket}),
	lives: vassal.lives,
	reloads: vassal.reloads,
	...(vassal.zerg === undefined ? {} : {zerg: vassal.zerg}),
	...(vassal.blackMark === undefined ? {} : {blackMark: vassal.blackMark}),
	...(vassal.lastDeath === undefined ? {} : {lastDeath: vassal.lastDeath}),
});

/** The same vassal with a clean record. */
export const forgiven = <V extends Known>({blackMark: _, ...vassal}: V): Omit<V, 'blackMark'> => vassal;

/** Thrown where only a mistake of ours can lead. */
export const impossible = (event: never): never => {
	throw new Error(`core: no such event: ${JSON.stringify(event)}`);
};
