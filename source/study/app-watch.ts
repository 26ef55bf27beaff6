import type {LogReader} from '../logs/log-reader.js';
import {appNews} from '../uwsgi/app-news.js';

/** A vassal that may serve an application. */
export type Watched = {
	readonly id: string;
	/** Names the process image: another one has to say anew what it serves. */
	readonly image: string;
	/** When it last began to accept: after a reload that nobody told it of, too. */
	readonly accepting: number | undefined;
	readonly log: LogReader;
};

/** `none` was loaded, and perhaps none is needed; one that was asked for `failed`. */
export type App = 'serves' | 'none' | 'failed';

/** Hears from the logs of vassals whether each serves an application. A log is read only until that is known. */
export class AppWatch {
	readonly #watches = new Map<string, Watch>();
	readonly #onApp: (id: string, app: App) => void;

	/** `onApp` is called when something has changed. */
	constructor(onApp: (id: string, app: App) => void) {
		this.#onApp = onApp;
	}

	/** All that there are now. What was printed by who accepts is read at once. */
	heed(vassals: readonly Watched[]): void {
		const known = new Set(vassals.map(({id}) => id));
		for (const [id, watch] of this.#watches) {
			if (!known.has(id)) {
				watch.close();
				this.#watches.delete(id);
			}
		}
		for (const vassal of vassals) {
			const watch = this.#watches.get(vassal.id);
			if (watch?.image === vassal.image) {
				watch.heed(vassal.accepting);
				continue;
			}
			watch?.close();
			this.#watches.set(vassal.id, new Watch(vassal, app => this.#onApp(vassal.id, app)));
		}
	}

	close(): void {
		this.heed([]);
	}
}

/** One process image. */
class Watch {
	readonly image: string;
	readonly #log: LogReader;
	readonly #onApp: (app: App) => void;
	/** Number of its first line. */
	readonly #first: number;
	#next: number;
	#accepting: number | undefined;
	#isUnable = false;
	#app: App | undefined;
	#unfollow: (() => void) | undefined;
	#timer: NodeJS.Timeout | undefined;

	constructor({image, accepting, log}: Watched, onApp: (app: App) => void) {
		this.image = image;
		this.#log = log;
		this.#onApp = onApp;
		this.#accepting = accepting;
		this.#first = log.last + 1;
		this.#next = this.#first;
		this.#follow();
	}

	heed(accepting: number | undefined): void {
		if (accepting === undefined || accepting === this.#accepting) {
			return;
		}
		this.#accepting = accepting;
		// It may be another image, which came by itself: its words are the latest.
		this.#next = Math.min(this.#next, Math.max(this.#first, this.#log.last - lookBack));
		this.#follow();
		this.#read();
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#unfollow?.();
		this.#unfollow = undefined;
	}

	#follow(): void {
		this.#unfollow ??= this.#log.follow(() => {
			this.#timer ??= setTimeout(() => this.#read(), pause).unref();
		});
	}

	#read(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const {last} = this.#log;
		if (last - this.#next > mostBehind) {
			this.#next = last - linesAtOnce;
		}
		const lines = this.#log.read(this.#next, linesAtOnce).filter(({isPartial}) => !isPartial);
		const before = this.#app;
		for (const {number, text} of lines) {
			this.#hear(text);
			this.#next = number + 1;
		}
		if (this.#app !== undefined && this.#app !== before) {
			this.#onApp(this.#app);
		}
		const isKnown =
			this.#app === 'serves' || (this.#app === undefined && this.#next - this.#first > mostUnsaid);
		if (isKnown && this.#next > last) {
			this.close();
		} else if (this.#next <= last && lines.length === linesAtOnce) {
			this.#timer ??= setTimeout(() => this.#read(), pause).unref();
		}
	}

	#hear(text: string): void {
		switch (appNews(text)) {
			case 'loaded':
				this.#app = 'serves';
				this.#isUnable = false;
				break;
			case 'unable':
				this.#isUnable = true;
				break;
			case 'none':
				this.#app = this.#isUnable ? 'failed' : 'none';
				this.#isUnable = false;
				break;
			case 'missing':
				// Of several applications one may be there.
				this.#app = this.#app === 'serves' ? 'serves' : 'failed';
				break;
		}
	}
}

/** Milliseconds: what a start prints comes in many pieces. */
const pause = 20;

/** Lines: few enough for a turn of the event loop. */
const linesAtOnce = 300;

/** Lines: who prints so much faster than it is read is skipped to its end. */
const mostBehind = 5000;

/** Lines that a start may print before it says what it serves. */
const lookBack = 300;

/** Lines after which it will not say it any more: what is served is no application in uWSGI's sense. */
const mostUnsaid = 5000;
