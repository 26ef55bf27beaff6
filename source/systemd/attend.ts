import type {EmperorClient} from '../client/emperor-client.js';
import type {VassalId} from '../core/event.js';
import type {Messenger} from './messenger.js';
import {areBack, runningVassals} from './reloading.js';

/** What the service manager hears of, but for what shows in the snapshots. */
export type Attendance = {
	/** Every place was looked at, and the vassals found there are ordered. */
	readonly ready: () => void;
	/** To be called before all vassals are told to reload. */
	readonly reload: () => void;
	/** Resolves when it has heard everything. */
	readonly close: () => Promise<void>;
};

/**
 * Tells the service manager when the emperor is ready, reloading and stopping, how its vassals are, and that it lives.
 * `describe` says how they are; `watchdog` is how long it may be silent, in milliseconds.
 */
export const attend = (
	{send, sendNow, close}: Messenger,
	client: EmperorClient,
	describe: () => string,
	watchdog?: number,
): Attendance => {
	let phase: 'starting' | 'ready' | 'reloading' | 'stopping' = 'starting';
	let away: readonly VassalId[] = [];
	let told = '';
	let rest: NodeJS.Timeout | undefined;

	const status = (): string => {
		told = describe();
		return `STATUS=${told}`;
	};
	const tellStatus = (): void => {
		rest ??= setTimeout(() => {
			rest = undefined;
			if (phase !== 'starting' && describe() !== told) {
				send(status());
			}
		}, statusInterval).unref();
	};
	const sayReady = (): void => {
		phase = 'ready';
		send('READY=1', status());
	};
	const onChange = (): void => {
		const snapshot = client.getSnapshot();
		if (snapshot.ragnarok !== undefined && phase !== 'stopping') {
			phase = 'stopping';
			send('STOPPING=1', status());
		} else if (phase === 'reloading' && areBack(away, snapshot)) {
			sayReady();
		}
		tellStatus();
	};
	const unsubscribe = client.subscribe(onChange);
	const pulse =
		watchdog === undefined ? undefined : setInterval(() => sendNow('WATCHDOG=1'), watchdog / 2).unref();

	return {
		ready: () => {
			if (phase === 'starting') {
				sayReady();
			}
		},
		reload: () => {
			if (phase === 'ready' || phase === 'reloading') {
				phase = 'reloading';
				away = runningVassals(client.getSnapshot());
				send('RELOADING=1', `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`, 'STATUS=reloading');
				told = 'reloading';
				// With nobody to wait for nothing need change either.
				setImmediate(onChange);
			}
		},
		close: async () => {
			unsubscribe();
			clearInterval(pulse);
			clearTimeout(rest);
			await close();
		},
	};
};

/** Milliseconds between two words on how the vassals are. */
const statusInterval = 5000;
