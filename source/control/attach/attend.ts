import type {Socket} from 'node:net';
import {type EmperorSays, type Hello, type ScreenSays, wireWindow} from '../../client/wire.js';
import type {VassalId} from '../../core/event.js';
import type {LogReader} from '../../logs/log-reader.js';
import type {Source} from '../answer.js';
import {Outlet} from '../outlet.js';
import type {Turns} from '../turns.js';
import {type Account, accountOf, newsSince} from './empire-news.js';
import {hearLines} from './hear-lines.js';
import {LogFeed} from './log-feed.js';
import {readWords} from './read-words.js';

export type Attendance = {
	/** Says what there is to say of the empire at the end, and takes its leave. */
	readonly end: () => void;
};

/**
 * Tells an attached screen what changes, and the logs it wants, until it hangs up; does what it asks. One that is behind
 * is told the latest once it is ready, not everything that was.
 */
export const attend = (socket: Socket, source: Source, reign: string, turns: Turns): Attendance => {
	const {client} = source;
	const feeds = new Map<VassalId, LogFeed>();
	const stops = new Map<VassalId, () => void>();
	let told: Account | undefined;
	let vitals: string | undefined;
	let isPulseDue = true;
	let onTheWay = 0;

	const say = (words: EmperorSays): number => {
		const text = `${JSON.stringify(words)}\n`;
		outlet.say(text);
		return text.length;
	};

	const follow = (id: VassalId, after?: {readonly log: string; readonly line: number}): void => {
		unfollow(id);
		if (feeds.size >= mostFeeds) {
			return;
		}
		const log = client.log(id);
		const name = nameOf(log);
		feeds.set(id, new LogFeed(id, log, name, after?.log === name ? after.line : undefined));
		stops.set(id, log.follow(turn.wake));
	};
	const unfollow = (id: VassalId): void => {
		stops.get(id)?.();
		stops.delete(id);
		feeds.delete(id);
	};

	const heed = (words: ScreenSays): void => {
		switch (words.type) {
			case 'follow':
				follow(words.id, words.after);
				break;
			case 'unfollow':
				unfollow(words.id);
				break;
			case 'past':
				feeds.get(words.id)?.want(words);
				break;
			case 'taken':
				onTheWay = Math.max(0, onTheWay - words.characters);
				break;
			case 'send':
				void client.send(words.command).then(answer => say({type: 'answer', to: words.number, answer}));
				break;
			case 'inspect':
				void client
					.inspect(words.id)
					.then(inspection =>
						say({type: 'found', to: words.number, ...(inspection === undefined ? {} : {inspection})}),
					)
					.catch(() => socket.destroy());
		}
		turn.wake();
	};

	/** A piece of one log, unless enough is on its way; whether there may be more to say of any. */
	const sayLog = (): boolean => {
		for (const [id, feed] of feeds) {
			if (onTheWay >= wireWindow) {
				return false;
			}
			if (client.log(id) !== feed.log) {
				// Its vassal has gone, or is another by now.
				follow(id);
				continue;
			}
			const piece = feed.next(Date.now());
			if (piece !== undefined) {
				onTheWay += say(piece);
				// It stands in line again, behind all others.
				feeds.delete(id);
				feeds.set(id, feed);
				return true;
			}
		}
		return false;
	};

	/** A mistake of ours costs the screen its line, never the emperor. */
	const safely = <T>(deed: () => T, otherwise: T): T => {
		try {
			return deed();
		} catch {
			socket.destroy();
			return otherwise;
		}
	};

	const sayNews = (): void => {
		const snapshot = client.getSnapshot();
		const news = newsSince(told, snapshot);
		told = accountOf(snapshot);
		if (news !== undefined) {
			say({type: 'empire', now: client.now(), news});
		}
	};

	const sayAll = (): boolean => {
		inlet.refresh();
		if (!outlet.isFree) {
			return false;
		}
		sayNews();
		if (isPulseDue) {
			isPulseDue = false;
			const latest = client.getVitals();
			const json = JSON.stringify(latest);
			say({type: 'vitals', now: client.now(), ...(json === vitals ? {} : {vitals: latest})});
			vitals = json;
		}
		return sayLog() && outlet.isFree;
	};
	const turn = turns.join(() => safely(sayAll, false));

	const outlet = new Outlet(socket, turn.wake, () => {
		turn.leave();
		clearInterval(pulse);
		unsubscribe();
		for (const id of [...feeds.keys()]) {
			unfollow(id);
		}
	});
	const unsubscribe = client.subscribe(turn.wake);
	const pulse = setInterval(() => {
		isPulseDue = true;
		turn.wake();
	}, pulseInterval);
	const inlet = hearLines(
		socket,
		line => {
			const words = readWords(line);
			if (words !== undefined) {
				safely(() => heed(words), undefined);
			}
		},
		turn.wake,
	);
	say(helloOf(source, reign));
	turn.wake();
	return {
		end: () => {
			if (outlet.isFree) {
				safely(sayNews, undefined);
			}
			outlet.end();
		},
	};
};

const helloOf = ({facts: {pid, version, cwd}, monitors}: Source, reign: string): Hello => ({
	type: 'hello',
	reign,
	pid: Number(pid),
	version: String(version),
	cwd: String(cwd),
	monitors: monitors(),
});

/** Tells logs apart that go by the same id one after the other. */
const nameOf = (log: LogReader): string => {
	const known = names.get(log);
	if (known !== undefined) {
		return known;
	}
	named += 1;
	names.set(log, String(named));
	return String(named);
};

const names = new WeakMap<LogReader, string>();
let named = 0;

/** Milliseconds. */
const pulseInterval = 1000;

/** Logs that one screen may want at once: more than there are vassals anywhere. */
const mostFeeds = 10_000;
