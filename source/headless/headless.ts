import type {Writable} from 'node:stream';
import stripAnsi from 'strip-ansi';
import type {EmperorClient} from '../client/emperor-client.js';
import type {VassalId} from '../core/event.js';
import {printable} from '../core/printable.js';
import type {LogReader} from '../logs/log-reader.js';
import {NameColumn} from '../screen/name-column.js';
import {sanitise} from '../screen/sanitise.js';
import {followLog, type LogFollower} from './follow-log.js';

/**
 * Every log as lines with the vassal's name in front: `http.ini | uWSGI http bound on …`.
 *
 * With colours each name has its own and the output keeps its own; without, nothing but text is written. While `out`
 * is behind nothing is read: the logs hold what they can meanwhile. Answers what prints the rest, at the end.
 */
export const printPlainLines = (
	client: EmperorClient,
	emperorLog: LogReader,
	out: Writable,
	isColoured: boolean,
): (() => void) => {
	const followers = new Map<VassalId, LogFollower>();
	const column = new NameColumn(isColoured);

	const follow = (log: LogReader, name: string): LogFollower => {
		const clean = isColoured ? sanitise : (text: string) => stripAnsi(sanitise(text));
		const print = (texts: readonly string[]): void => {
			const front = column.front(name);
			out.write(texts.map(text => `${front}${clean(text)}\n`).join(''));
		};
		return followLog(log, () => !out.writableNeedDrain, {
			take: lines => print(lines.map(({text}) => text)),
			miss: count => print([`… ${count} lines came faster than they were read, and were let go`]),
		});
	};

	const strangers = () =>
		client
			.getSnapshot()
			.vassals.filter(({id}) => !followers.has(id))
			.map(({id, shortName}) => ({id, name: printable(shortName)}));

	/** Before anyone new prints, so that all stand under each other. */
	const widen = (): void => {
		for (const {name} of strangers()) {
			column.meet(name);
		}
	};

	/** A log is met when its vassal is first seen, and let go of with it. */
	const meet = (): void => {
		const present = new Set(client.getSnapshot().vassals.map(({id}) => id));
		for (const [id, follower] of followers) {
			if (!present.has(id)) {
				follower.close();
				followers.delete(id);
			}
		}
		widen();
		for (const {id, name} of strangers()) {
			followers.set(id, follow(client.log(id), name));
		}
	};

	column.meet(emperorName);
	widen();
	const own = follow(emperorLog, emperorName);
	meet();
	const catchUp = (): void => {
		own.catchUp();
		for (const follower of followers.values()) {
			follower.catchUp();
		}
	};
	const unsubscribe = client.subscribe(meet);
	out.on('drain', catchUp);
	return () => {
		unsubscribe();
		out.off('drain', catchUp);
		for (const follower of [...followers.values(), own]) {
			follower.close();
		}
	};
};

const emperorName = 'emperor';
