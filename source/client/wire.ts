import type {Command} from '../core/command.js';
import type {Instant, VassalId} from '../core/event.js';
import type {EmpireSnapshot, VassalSnapshot} from '../core/snapshot.js';
import type {Vitals} from '../core/vitals.js';
import type {LogLine} from '../logs/log-reader.js';
import type {Reply} from './emperor-client.js';
import type {Inspection} from './inspection.js';

/**
 * What an emperor and a screen attached to it call their language, as HTTP's `Upgrade`: from then on, one JSON object a
 * line both ways. Where a line would mean something else, the number grows.
 */
export const wireProtocol = 'emperor-attach/1';

/** What an emperor says to an attached screen. Instants are the emperor's; `now` is its clock when it said so, `wallNow` its wall clock in milliseconds since the epoch. */
export type EmperorSays =
	| Hello
	| {readonly type: 'empire'; readonly now: Instant; readonly news: EmpireNews}
	/** Every second, also where nothing has changed: a line that is silent is broken. */
	| {
			readonly type: 'vitals';
			readonly now: Instant;
			readonly wallNow?: number;
			readonly vitals?: Partial<Vitals>;
	  }
	| LogNews
	| LogPast
	| {readonly type: 'answer'; readonly to: number; readonly answer: Reply}
	/** Nothing is found of a vassal that nobody knows. */
	| {readonly type: 'found'; readonly to: number; readonly inspection?: Inspection};

/** The first that is said. */
export type Hello = {
	readonly type: 'hello';
	/** Another for each emperor that was ever started. */
	readonly reign: string;
	readonly pid: number;
	readonly version: string;
	readonly cwd: string;
	/** What it looks at. */
	readonly monitors: readonly string[];
};

/** What changed since the last news: whole vassals, by id. In the first, everything. */
export type EmpireNews = {
	readonly vassals?: readonly VassalSnapshot[];
	/** Ids of all there are, in their order. */
	readonly order?: readonly VassalId[];
	readonly notices?: EmpireSnapshot['notices'];
	readonly ragnarok?: NonNullable<EmpireSnapshot['ragnarok']>;
};

/**
 * Lines of a log that is followed, from number `from` on, each one more than the one before. Where `from` is more than
 * was expected, those between came too fast. A partial line takes the place of the partial line before.
 */
export type LogNews = {
	readonly type: 'log';
	readonly id: VassalId;
	/** Which log of that id: a vassal that comes back begins a new one. */
	readonly log: string;
	readonly from: number;
	readonly lines: readonly WireLine[];
};

/** Lines that were printed before, asked for by `past`: from the newest block to the oldest. */
export type LogPast = Omit<LogNews, 'type'> & {
	readonly type: 'past';
	/** There is no more. */
	readonly isEnd: boolean;
};

/** A line as `LogLine` has it, its number told by its place; `arrival` is which of all lines of all logs it is. */
export type WireLine = readonly [
	at: number,
	arrival: number,
	text: string,
	kind?: 'partial' | 'followed' | 'both' | 'cut' | 'followed cut',
];

/** What an attached screen says to its emperor. */
export type ScreenSays =
	/** Wants a log from now on: behind a line it has, or the newest lines. */
	| {
			readonly type: 'follow';
			readonly id: VassalId;
			/** It is not shown: those that are come first. */
			readonly isAside?: true;
			readonly after?: {readonly log: string; readonly line: number};
	  }
	| {readonly type: 'unfollow'; readonly id: VassalId}
	/** Wants what was printed before a line: no further back than `from`, and no more lines or characters than that. */
	| {
			readonly type: 'past';
			readonly id: VassalId;
			readonly log: string;
			readonly before: number;
			readonly from: number;
			readonly maxLines: number;
			readonly maxCharacters: number;
	  }
	/** Has taken so many characters of logs. More than {@link wireWindow} are never on their way. */
	| {readonly type: 'taken'; readonly characters: number}
	| {readonly type: 'send'; readonly number: number; readonly command: Command}
	| {readonly type: 'inspect'; readonly number: number; readonly id: VassalId};

/**
 * Characters of logs on their way at most, so that whatever else is said, and what was printed last, is never far behind
 * them: a tenth of a second of a line that carries a megabyte a second.
 */
export const wireWindow = 131_072;

export const toWire = (line: LogLine, arrival: number): WireLine => {
	const kind = kindOf(line);
	return kind === undefined ? [line.at, arrival, line.text] : [line.at, arrival, line.text, kind];
};

const kindOf = ({isPartial, isFollowed, isCut}: LogLine): WireLine[3] => {
	if (isPartial) {
		return isFollowed ? 'both' : 'partial';
	}
	if (isCut) {
		return isFollowed ? 'followed cut' : 'cut';
	}
	return isFollowed ? 'followed' : undefined;
};
