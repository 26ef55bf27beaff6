import type {EmperorClient, Reply} from '../client/emperor-client.js';
import type {Inspection} from '../client/inspection.js';
import type {EmperorSays, EmpireNews, Hello, ScreenSays} from '../client/wire.js';
import type {Notice, VassalId} from '../core/event.js';
import type {EmpireSnapshot, VassalSnapshot} from '../core/snapshot.js';
import {noVitals} from '../core/vitals.js';
import type {Scrollback} from '../logs/log-store.js';
import {LogMirror} from './log-mirror.js';
import {MirroredLog} from './mirrored-log.js';
import {RemoteClock} from './remote-clock.js';

/** The doorway to an emperor that runs elsewhere: made of what is heard on the line to it, and saying into that. */
export type AttachedClient = EmperorClient & {
	/** There is a line, by which `say` is heard; another emperor may be at its end than before. */
	readonly begin: (hello: Hello, say: (words: ScreenSays) => void) => void;
	readonly hear: (words: EmperorSays) => void;
	/** The line is broken: everything stays as it was, and a notice says so; another why. Again: what they say changes. */
	readonly lose: (notice: string, reason?: string) => void;
	/** What the emperor said of itself when the line was opened. */
	readonly emperor: () => Hello | undefined;
};

export const attachedClient = (scrollback: Scrollback): AttachedClient => {
	const clock = new RemoteClock();
	const wallClock = new RemoteClock(ownWallClock);
	const mirrors = new Map<VassalId, LogMirror>();
	const nothing = new MirroredLog(scrollback, 1, () => undefined);
	const listeners = new Set<() => void>();
	const asked = new Map<number, (reply: Reply) => void>();
	const lookedFor = new Map<number, (inspection: Inspection | undefined) => void>();
	let emperor: Hello | undefined;
	let say: ((words: ScreenSays) => void) | undefined;
	let loss: readonly [Notice, ...Notice[]] | undefined;
	let known: EmpireSnapshot = {vassals: [], notices: []};
	let present: ReadonlySet<VassalId> = new Set();
	let shown: EmpireSnapshot = known;
	let isTold = false;
	let vitals = noVitals;
	let arrivalsBefore = 0;
	let questions = 0;

	const show = (): void => {
		shown = {...known, notices: [...(loss ?? []), ...known.notices]};
		for (const listener of listeners) {
			listener();
		}
	};

	const learn = (news: EmpireNews): void => {
		const before = isTold ? known : {vassals: [], notices: []};
		isTold = true;
		const vassals = new Map<VassalId, VassalSnapshot>(
			[...before.vassals, ...(news.vassals ?? [])].map(vassal => [vassal.id, vassal]),
		);
		const order = news.order ?? before.vassals.map(({id}) => id);
		present = new Set(order);
		const ragnarok = news.ragnarok ?? before.ragnarok;
		if (ragnarok === undefined) {
			for (const [id, mirror] of mirrors) {
				if (!present.has(id)) {
					mirror.close();
					mirrors.delete(id);
				}
			}
		}
		known = {
			vassals: order.flatMap(id => vassals.get(id) ?? []),
			notices: news.notices ?? before.notices,
			...(ragnarok === undefined ? {} : {ragnarok}),
		};
		show();
	};

	const mirrorOf = (id: VassalId): LogMirror => {
		const mirror =
			mirrors.get(id) ??
			new LogMirror(id, arrivalsBefore, {
				scrollback,
				mostOfThePast: () => Math.max(leastOfThePast, Math.floor(mostTogether / mirrors.size)),
				say: words => say?.(words),
				onRenewed: show,
				onLeft: () => {
					// The latest to be left stands last.
					const left = mirrors.get(id);
					if (left !== undefined) {
						mirrors.delete(id);
						mirrors.set(id, left);
					}
					makeRoom(mirrors);
				},
			});
		mirrors.set(id, mirror);
		return mirror;
	};

	return {
		getSnapshot: () => shown,
		subscribe: onChange => {
			const listener = () => onChange();
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		log: id => (present.has(id) ? mirrorOf(id).reader : nothing),
		wholeLog: async id =>
			present.has(id) && say !== undefined ? mirrorOf(id).whole() : (mirrors.get(id)?.reader ?? nothing),
		send: command =>
			new Promise(resolve => {
				if (say === undefined) {
					resolve({ok: false, reason: loss?.[0].text ?? 'attach: there is no line to the emperor yet.'});
					return;
				}
				questions += 1;
				asked.set(questions, resolve);
				say({type: 'send', number: questions, command});
			}),
		getVitals: () => vitals,
		inspect: id =>
			new Promise(resolve => {
				if (say === undefined) {
					resolve(undefined);
					return;
				}
				questions += 1;
				lookedFor.set(questions, resolve);
				say({type: 'inspect', number: questions, id});
			}),
		now: () => clock.now(),
		wallNow: () => wallClock.now(),
		emperor: () => emperor,
		begin: (hello, newSay) => {
			const isAnother = emperor !== undefined && emperor.reign !== hello.reign;
			emperor = hello;
			say = newSay;
			isTold = false;
			loss = undefined;
			if (isAnother) {
				clock.forget();
				wallClock.forget();
				arrivalsBefore =
					Math.max(arrivalsBefore, ...[...mirrors.values()].map(mirror => mirror.lastArrival)) + 1;
			}
			for (const mirror of mirrors.values()) {
				if (isAnother) {
					mirror.outlive(arrivalsBefore);
				}
				mirror.resume();
			}
		},
		hear: words => {
			switch (words.type) {
				case 'empire':
					clock.hear(words.now);
					learn(words.news);
					break;
				case 'vitals':
					clock.hear(words.now);
					wallClock.hear(words.wallNow ?? ownWallClock());
					// An older emperor samples less than we know of.
					vitals = {...noVitals, ...(words.vitals ?? vitals)};
					break;
				case 'log':
					mirrors.get(words.id)?.hear(words);
					break;
				case 'past':
					mirrors.get(words.id)?.hearPast(words);
					break;
				case 'answer':
					asked.get(words.to)?.(words.answer);
					asked.delete(words.to);
					break;
				case 'found':
					lookedFor.get(words.to)?.(words.inspection);
					lookedFor.delete(words.to);
			}
		},
		lose: (text, reason) => {
			say = undefined;
			if (known.ragnarok !== undefined && known.vassals.length === 0) {
				known = {vassals: [], notices: []};
			}
			loss = [
				{source: 'attach', text, outdatesAll: true},
				...(reason === undefined ? [] : [{source: 'attach', text: reason}]),
			];
			clock.stop();
			wallClock.stop();
			for (const answer of asked.values()) {
				answer({ok: false, reason: 'attach: the line broke before an answer came. See what became of it.'});
			}
			asked.clear();
			for (const find of lookedFor.values()) {
				find(undefined);
			}
			lookedFor.clear();
			for (const mirror of mirrors.values()) {
				mirror.interrupt();
			}
			show();
		},
	};
};

/** Milliseconds since the epoch, never going back. */
const ownWallClock = (): number => performance.timeOrigin + performance.now();

/** Lets go of logs that nobody reads, those that were left first, once they are too much together. */
const makeRoom = (mirrors: Map<VassalId, LogMirror>): void => {
	const unread = [...mirrors].filter(([, mirror]) => mirror.demand === 'none');
	let size = unread.reduce((sum, [, mirror]) => sum + mirror.size, 0);
	for (const [id, mirror] of unread) {
		if (size <= mostUnread) {
			return;
		}
		size -= mirror.size;
		mirrors.delete(id);
	}
};

/** Characters that all mirrors may ask for together, and each at least. */
const mostTogether = 128 * 1024 * 1024;
const leastOfThePast = 128 * 1024;

/** Characters. */
const mostUnread = 64 * 1024 * 1024;
