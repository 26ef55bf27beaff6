import type {VassalId} from '../core/event.js';
import {Arrivals} from './arrivals.js';
import {LogStore, type Scrollback} from './log-store.js';

/** The logs of all vassals, and the emperor's own. */
export class LogArchive {
	/** What the emperor has to say, in uWSGI's words. */
	readonly emperor: LogStore;
	readonly #scrollback: Scrollback;
	readonly #arrivals = new Arrivals();
	readonly #stores = new Map<VassalId, LogStore>();

	constructor(scrollback: Scrollback) {
		this.#scrollback = scrollback;
		this.emperor = new LogStore(scrollback, this.#arrivals);
	}

	of(id: VassalId): LogStore {
		const known = this.#stores.get(id);
		if (known !== undefined) {
			return known;
		}
		const store = new LogStore(this.#scrollback, this.#arrivals);
		this.#stores.set(id, store);
		return store;
	}

	/** Whoever still holds a reader of it keeps what was printed until now. */
	drop(id: VassalId): void {
		this.#stores.delete(id);
	}
}
