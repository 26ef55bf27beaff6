import type {Socket} from 'node:net';
import {type EmperorSays, type Hello, type ScreenSays, wireWindow} from '../../client/wire.js';
import type {Source} from '../answer.js';
import {Outlet} from '../outlet.js';
import type {Turns} from '../turns.js';
import {type Account, accountOf, newsSince} from './empire-news.js';
import {Feeds} from './feeds.js';
import {hearLines} from './hear-lines.js';
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
	let told: Account | undefined;
	let vitals: string | undefined;
	let isPulseDue = true;
	let onTheWay = 0;

	const say = (words: EmperorSays): number => {
		const text = `${JSON.stringify(words)}\n`;
		outlet.say(text);
		return text.length;
	};

	const heed = (words: ScreenSays): void => {
		switch (words.type) {
			case 'follow':
				feeds.follow(words);
				break;
			case 'unfollow':
				feeds.unfollow(words.id);
				break;
			case 'past':
				feeds.want(words);
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
		const piece = onTheWay < wireWindow ? feeds.next(Date.now()) : undefined;
		if (piece !== undefined) {
			onTheWay += say(piece);
		}
		return piece !== undefined;
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
			say({
				type: 'vitals',
				now: client.now(),
				wallNow: client.wallNow(),
				...(json === vitals ? {} : {vitals: latest}),
			});
			vitals = json;
		}
		return sayLog() && outlet.isFree;
	};
	const turn = turns.join(() => safely(sayAll, false));
	const feeds = new Feeds(client, turn.wake);

	const outlet = new Outlet(socket, turn.wake, () => {
		turn.leave();
		clearInterval(pulse);
		unsubscribe();
		feeds.close();
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

/** Milliseconds. */
const pulseInterval = 1000;
