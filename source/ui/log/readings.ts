import type {VassalId} from '../../core/event.js';
import {LineMatches} from '../../logs/line-matches.js';
import {LineOrder, type LineTrack} from '../../logs/line-order.js';
import type {LogReader} from '../../logs/log-reader.js';
import {FoldedLog} from '../../study/folded-log.js';
import type {Run} from '../../study/folds.js';
import type {LineRecord} from '../../study/line-record.js';
import type {LogStudy} from '../../study/log-study.js';
import {studiedLog} from '../../study/studied-log.js';
import {type Entries, type Folding, isFolded, keyOf} from './fold.js';
import {Hunter} from './hunter.js';
import type {LogView} from './log-view.js';
import type {Pattern} from './pattern.js';
import {isOutOfTime, withinTime} from './within-time.js';

/** What there is to read in a pane, of one log or of several. */
export type Reading = {
	/** The lines that pass the filter; all of them without one. */
	readonly order: LineOrder;
	/** The newest of them, looked for at once: what there is to see while a search through everything has not come so far. */
	readonly tail: () => LineOrder;
	/** Those of them that match the search. */
	readonly matches?: LineOrder;
	/** Everything that is kept, filtered or not. */
	readonly all: LineOrder;
	/** The first lines of all errors in it, as far as it has been understood. */
	readonly errors: LineOrder;
	/** Understands what has not been understood yet, for no longer than a key can wait. */
	readonly catchUp: () => void;
	/** What is known of a line of a log; undefined where it has not been studied yet. */
	readonly recordOf: (id: VassalId, number: number) => LineRecord | undefined;
	/** Which lines make one entry. */
	readonly entries: Entries;
	/** How far the search and the filter have come. */
	readonly progress: () => 'searching' | 'complete' | 'too slow';
	/** Calls after there is something new, and when a search has come further; returns what ends that. */
	readonly follow: (onGrowth: () => void) => () => void;
};

/** What the view of all logs together goes by in the model: no id of a vassal, which is a path or a URL. */
export const merged = 'merged';

type Logs = readonly (readonly [id: VassalId, log: LogReader])[];
/** @property log what is gone through: all that is kept, or as much of it as has been studied. */
type Found = readonly {readonly id: VassalId; readonly matches: LineMatches; readonly log: LogReader}[];
/** What is understood of a log of a vassal, however its lines are shown. */
export type StudyOf = (id: VassalId, log: LogReader) => LogStudy;

type Wanted = Pick<LogView, 'search' | 'filter' | 'folding'>;

type Known = {
	readonly logs: Logs;
	readonly wanted: Wanted;
	readonly filtered: Found | undefined;
	readonly matching: Found | undefined;
	readonly reading: Reading;
};

/** The readings of all panes: the same object for as long as the same is wanted of the same logs. */
export class Readings {
	readonly #hunter: Hunter;
	readonly #known = new Map<string, Known>();

	readonly #studyOf: StudyOf;

	/** @param onSettled called when a search or a filter is through with what was there. */
	constructor(onSettled: () => void, studyOf: StudyOf) {
		this.#studyOf = studyOf;
		this.#hunter = new Hunter(onSettled);
	}

	/** @param key what the view of the pane has in the model. */
	of(key: string, logs: Logs, wanted: Wanted): Reading {
		const {search, filter, folding} = wanted;
		const known = this.#known.get(key);
		const isOfSame = known !== undefined && isSame(known.logs, logs) && known.wanted.filter === filter;
		const isSearched = isOfSame && known.wanted.search === search;
		if (isSearched && known.wanted.folding === folding) {
			return known.reading;
		}
		// What passes the filter need not be found again because something else is searched in it.
		const filtered = isOfSame ? known.filtered : filter && this.#find(logs, [filter]);
		const matching = isSearched
			? known.matching
			: search && this.#find(logs, filter === undefined ? [search] : [search, filter]);
		const reading = this.#read(logs, wanted, filtered, matching);
		this.#known.set(key, {
			logs,
			wanted: {...(search && {search}), ...(filter && {filter}), ...(folding && {folding})},
			filtered,
			matching,
			reading,
		});
		return reading;
	}

	#read(
		logs: Logs,
		{filter, folding}: Wanted,
		filtered: Found | undefined,
		matching: Found | undefined,
	): Reading {
		const all = new LineOrder(logs);
		const errors = new LineOrder(logs.map(([id, log]) => [id, this.#studyOf(id, log).errors]));
		const asksStudy = filter?.asksStudy === true;
		const hunted = [...(filtered ?? []), ...(matching ?? [])];
		return {
			all,
			recordOf: (wanted, number) => {
				const log = logs.find(([id]) => id === wanted)?.[1];
				return log && this.#studyOf(wanted, log).recordOf(number);
			},
			entries: {
				keyAt: ({id, line: {number}}) => this.#entryAt(logs, id, number),
				all,
				orderOf: view => this.#fold(logs, view.folding),
			},
			catchUp: () => {
				const isThrough = this.#catchUp(logs, keyPatience);
				if (!isThrough && errors.count === 0) {
					this.#catchUp(logs, patienceForNothing);
				}
			},
			errors,
			order: filtered === undefined ? this.#fold(logs, folding) : orderOf(filtered),
			tail: () => (filter === undefined ? this.#fold(logs, folding) : this.#newest(logs, filter)),
			...(matching === undefined ? {} : {matches: orderOf(matching)}),
			progress: () =>
				hunted.some(({matches}) => this.#hunter.isTooSlow(matches))
					? 'too slow'
					: hunted.every(({matches}) => matches.keepsUp) && (!asksStudy || this.#isStudied(logs))
						? 'complete'
						: 'searching',
			follow: onGrowth => {
				const stops = logs.flatMap(([id, log]) => [
					log.follow(onGrowth),
					this.#studyOf(id, log).follow(onGrowth),
				]);
				for (const {matches, log} of hunted) {
					stops.push(this.#hunter.follow(matches, log, onGrowth));
				}
				return () => {
					for (const stop of stops) {
						stop();
					}
				};
			},
		};
	}

	/** All lines but those of entries that are folded. */
	#fold(logs: Logs, folding: Folding | undefined): LineOrder {
		return new LineOrder(
			logs.map(([id, log]) => {
				const isIn = ({head, kind}: Run): boolean => isFolded(folding, keyOf(id, head), kind);
				return [id, new FoldedLog(log, this.#studyOf(id, log), isIn)];
			}),
		);
	}

	#entryAt(logs: Logs, wanted: VassalId, number: number): ReturnType<Entries['keyAt']> {
		const log = logs.find(([id]) => id === wanted)?.[1];
		const study = log && this.#studyOf(wanted, log);
		const record = study?.recordOf(number);
		const next = study?.recordOf(number + 1);
		const kind = record?.report ?? (next?.back === 1 ? next.report : undefined);
		return record === undefined || kind === undefined
			? undefined
			: {key: keyOf(wanted, number - record.back), kind};
	}

	#find(logs: Logs, patterns: readonly Pattern[]): Found {
		const asksStudy = patterns.some(pattern => pattern.asksStudy);
		return logs.map(([id, log]) => {
			const study = this.#studyOf(id, log);
			const sought = asksStudy ? studiedLog(log, study) : log;
			const isMeant = (raw: string, number: number): boolean =>
				patterns.every(pattern =>
					pattern.asksStudy ? pattern.isMeant(raw, study.recordOf(number)) : pattern.isMeant(raw),
				);
			return {id, log: sought, matches: new LineMatches(sought, isMeant)};
		});
	}

	/** Whether all that is kept is understood. */
	#catchUp(logs: Logs, milliseconds: number): boolean {
		return logs
			.map(([id, log]) => this.#studyOf(id, log).catchUp(milliseconds / logs.length))
			.every(isThrough => isThrough);
	}

	#isStudied(logs: Logs): boolean {
		return logs.every(([id, log]) => this.#studyOf(id, log).hasCaughtUp);
	}

	/** Of each log those of the newest lines that are meant; of none where that takes too long. */
	#newest(logs: Logs, {isMeant}: Pattern): LineOrder {
		let tracks: [VassalId, LineTrack][] = [];
		try {
			withinTime(patience, () => {
				tracks = logs.map(([id, log]) => {
					const study = this.#studyOf(id, log);
					return [id, newestOf(log, (text, number) => isMeant(text, study.recordOf(number)))];
				});
			});
		} catch (error) {
			if (!isOutOfTime(error)) {
				throw error;
			}
		}
		return new LineOrder(tracks);
	}
}

const newestOf = (log: LogReader, isMeant: (text: string, number: number) => boolean): LineTrack => {
	const lines = log
		.read(log.last - tailLength + 1, tailLength)
		.filter(({text, number}) => isMeant(text, number));
	return {
		first: 1,
		last: lines.length,
		read: (from, count) => lines.slice(from - 1, from - 1 + count),
		arrivalOf: position => log.arrivalOf(lines[position - 1]?.number ?? 0),
	};
};

/** Milliseconds that a key may take, of which drawing needs some. */
export const keyPatience = 30;

/** Milliseconds for who would be told that there is no error, where the machine has hardly time for us. */
const patienceForNothing = 200;

/** Lines: a few times what a screen holds, and looked through in less than a millisecond. */
const tailLength = 300;

/** Milliseconds. */
const patience = 50;

const orderOf = (found: Found): LineOrder => new LineOrder(found.map(({id, matches}) => [id, matches]));

const isSame = (some: Logs, others: Logs): boolean =>
	some.length === others.length && some.every(([, log], index) => log === others[index]?.[1]);
