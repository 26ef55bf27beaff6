import {setTimeout as delay} from 'node:timers/promises';
import type {EmperorClient} from '../client/emperor-client.js';
import type {Hello} from '../client/wire.js';
import type {Scrollback} from '../logs/log-store.js';
import {attachedClient} from './attached-client.js';
import {openWire, type Wire} from './open-wire.js';
import type {Outlook} from './parting.js';

/** How an emperor is reached. */
export type Way = {
	/** What a person calls the place: a path, or a host. */
	readonly name: string;
	/**
	 * Makes the way, anew each time, and gives the path of a socket at its end. Rejects with a sentence.
	 *
	 * @param before the emperor that was there before, which may be elsewhere once it was started again.
	 */
	readonly open: (before: Hello | undefined) => Promise<string>;
	/** What happened to the way by itself, as a sentence, where it was that which broke. */
	readonly trouble: () => string | undefined;
	readonly close: () => void;
	/** The path of the socket that was given last. */
	readonly socket: () => string;
	/** Milliseconds between two tries at most. */
	readonly longestPause: number;
};

export type Attachment = {
	readonly client: EmperorClient;
	/** What the emperor has said of itself. */
	readonly emperor: () => Hello;
	readonly outlook: () => Outlook;
	/** Resolves when an emperor has ended that was told to from here: nobody is waited for then. */
	readonly over: Promise<void>;
	readonly close: () => void;
};

/**
 * Attaches to an emperor, and again whenever the line breaks or it has ended, unless it has because it was told to from
 * here. Rejects with a sentence where the first try fails; resolves when everything is known that there is to be shown.
 */
export const stayAttached = async (way: Way, scrollback: Scrollback): Promise<Attachment> => {
	const client = attachedClient(scrollback);
	const closing = new AbortController();
	let finish = (): void => undefined;
	const over = new Promise<void>(resolve => {
		finish = resolve;
	});
	let wire: Wire | undefined;
	let isConnected = false;
	let hasEnded = false;
	/** The reign that was told from here to end. */
	let condemned: string | undefined;

	const attach = async (): Promise<Wire> => {
		const socket = await way.open(client.emperor());
		const opened = await openWire(socket).catch((error: unknown) => {
			throw new Error(`${way.name}: ${way.trouble() ?? messageOf(error)}`);
		});
		wire = opened;
		if (closing.signal.aborted) {
			opened.close();
		}
		isConnected = true;
		hasEnded = false;
		void opened.ended.then(() => {
			isConnected = false;
		});
		client.begin(opened.hello, opened.say);
		await new Promise<void>(resolve => {
			void opened.ended.then(resolve);
			opened.listen(words => {
				client.hear(words);
				if (words.type === 'empire') {
					resolve();
				}
			});
		});
		return opened;
	};

	const stay = async (first: Wire): Promise<void> => {
		let current = first;
		for (;;) {
			await current.ended;
			if (closing.signal.aborted) {
				return;
			}
			const {ragnarok, vassals} = client.getSnapshot();
			const since = new Date().toTimeString().slice(0, 8);
			hasEnded = ragnarok !== undefined && vassals.length === 0;
			if (hasEnded && condemned !== undefined && condemned === client.emperor()?.reign) {
				client.lose(`since ${since} it has ended`);
				finish();
				return;
			}
			const notice = hasEnded
				? `since ${since} ended, awaiting the next`
				: `since ${since} line broken, trying again`;
			client.lose(notice);
			let pause = shortestPause;
			for (let isBack = false; !isBack; pause = Math.min(pause * 2, way.longestPause)) {
				await delay(pause, undefined, {signal: closing.signal}).catch(() => undefined);
				if (closing.signal.aborted) {
					return;
				}
				try {
					current = await attach();
					isBack = true;
				} catch (error) {
					// That nobody is there yet goes without saying.
					client.lose(notice, hasEnded ? undefined : messageOf(error).split('\n')[0]);
				}
			}
		}
	};

	void stay(await attach());
	return {
		client: {
			...client,
			send: command => {
				if (command.type === 'ragnarok' && isConnected) {
					condemned = client.emperor()?.reign;
				}
				return client.send(command);
			},
		},
		emperor: () => {
			const hello = client.emperor();
			if (hello === undefined) {
				throw new Error('attach: no emperor has said hello');
			}
			return hello;
		},
		outlook: () => {
			if (hasEnded) {
				return 'ended';
			}
			if (!isConnected) {
				return 'unknown';
			}
			return client.getSnapshot().ragnarok === undefined ? 'ruling' : 'ending';
		},
		over,
		close: () => {
			closing.abort();
			wire?.close();
			way.close();
		},
	};
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Milliseconds. */
const shortestPause = 250;
