import type {Writable} from 'node:stream';
import type {EmperorClient} from '../client/emperor-client.js';
import type {VassalId} from '../core/event.js';
import type {VassalSnapshot} from '../core/snapshot.js';
import type {LogReader} from '../logs/log-reader.js';
import {describeLine} from '../study/describe-line.js';
import {LogStudy} from '../study/log-study.js';
import {followLog, type LogFollower} from './follow-log.js';

/** What is said of a vassal, and the part of it whose change is worth a line. */
export type Portrait = {readonly report: object; readonly gist: string};

/** Version of the format. Members may be added to an object, and types of events; nothing else changes within a version. */
const format = 1;

/**
 * Everything that happens as JSON, an object a line: docs/json.md.
 *
 * While `out` is behind nothing is read. Of a vassal the latest is told then, not everything that was; of a log what it
 * still holds, and how much it does not. Answers what prints the rest, at the end.
 */
export const printJsonEvents = (
	client: EmperorClient,
	emperorLog: LogReader,
	out: Writable,
	portray: (vassal: VassalSnapshot) => Portrait,
	facts: Readonly<Record<string, string | number>>,
): (() => void) => {
	const known = new Map<
		VassalId,
		{readonly name: string; readonly follower: LogFollower; readonly gist: string}
	>();
	const isBehind = (): boolean => out.writableNeedDrain;
	const say = (type: string, members: object, time = Date.now()): void => {
		out.write(`${JSON.stringify({v: format, time: time / 1000, type, ...members})}\n`);
	};

	const follow = (path: VassalId, name: string): LogFollower => {
		const log = client.log(path);
		const study = new LogStudy(log);
		const fingerprints = new Map<number, string>();
		study.hear(({number}, _, __, mistake) => {
			if (mistake !== undefined) {
				fingerprints.set(number, mistake.fingerprint);
			}
		});
		return followLog(log, () => !isBehind(), {
			take: lines => {
				for (let isAll = false; !isAll; ) {
					isAll = study.advance(lines.length);
				}
				for (const line of lines) {
					const {number, text, isPartial, at} = line;
					const told = describeLine(study.recordOf(number), number, fingerprints.get(number));
					say('log', {name, path, number, text, ...told, ...(isPartial ? {partial: true} : {})}, at);
				}
				fingerprints.clear();
			},
			miss: lines => say('missed', {name, path, lines}),
		});
	};

	const look = (): void => {
		if (isBehind()) {
			return;
		}
		const {vassals} = client.getSnapshot();
		const present = new Set(vassals.map(({id}) => id));
		for (const [path, {name, follower}] of known) {
			if (!present.has(path)) {
				follower.close();
				known.delete(path);
				say('gone', {name, path});
			}
		}
		for (const vassal of vassals) {
			const {report, gist} = portray(vassal);
			if (known.get(vassal.id)?.gist === gist) {
				continue;
			}
			say('vassal', report);
			const {id, shortName: name} = vassal;
			known.set(id, {name, follower: known.get(id)?.follower ?? follow(id, name), gist});
		}
	};

	say('started', facts, Math.round(performance.timeOrigin));
	const own = followLog(emperorLog, () => !isBehind(), {
		take: lines => {
			for (const {text, at} of lines) {
				say('emperor', {text}, at);
			}
		},
		miss: lines => say('missed', {lines}),
	});
	look();
	const catchUp = (): void => {
		own.catchUp();
		look();
		for (const {follower} of known.values()) {
			follower.catchUp();
		}
	};
	const unsubscribe = client.subscribe(look);
	out.on('drain', catchUp);
	return () => {
		unsubscribe();
		out.off('drain', catchUp);
		for (const {follower} of known.values()) {
			follower.close();
		}
		own.close();
		say('ended', {});
	};
};
