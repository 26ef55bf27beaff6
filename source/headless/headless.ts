import type {Writable} from 'node:stream';
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import type {EmperorClient} from '../client/emperor-client.js';
import type {VassalId} from '../core/event.js';
import {printable} from '../core/printable.js';
import type {LogReader} from '../logs/log-reader.js';
import {nameColour} from '../screen/name-colour.js';
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
	let width = emperorName.length;

	const follow = (log: LogReader, name: string): LogFollower => {
		const colour = nameColour(name);
		const clean = isColoured ? sanitise : (text: string) => stripAnsi(sanitise(text));
		const print = (texts: readonly string[]): void => {
			const label = `${name}${' '.repeat(Math.max(0, width - stringWidth(name)))} | `;
			const front = isColoured ? `\x1b[${colour}m${label}\x1b[39m` : label;
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
		width = Math.max(width, ...strangers().map(({name}) => Math.min(stringWidth(name), widestName)));
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

/** A longer name pushes its own lines only. */
const widestName = 32;
