import {blankRow, type ChromeRow, toChromeRows} from './chrome.js';
import {paint, type Screen, type Span} from './paint.js';
import type {Terminal, TerminalSize} from './terminal.js';

/** Where a pane lies, in cells from the upper left corner of the screen, which is 0, 0. */
export type Rect = {readonly x: number; readonly y: number; readonly width: number; readonly height: number};

/** What fills a pane: asked for a frame when it was touched, and with every new chrome. It should cost no more than the rows it gives. */
export type PaneSource = {
	/** Rows as they came, from the top down. Of more than `height` the first are shown; missing ones are blank. */
	readonly rows: (width: number, height: number) => readonly string[];
};

/**
 * The one writer to the terminal while panels are up: lays log rows over the chrome that Ink drew.
 *
 * Remembers what the terminal shows and writes only what differs, in one go. A changed chrome is painted at
 * once, new log content at most 30 times a second, and nothing at all while the terminal is behind.
 */
export class Compositor {
	readonly #terminal: Canvas;
	readonly #panes = new Map<string, Pane>();
	readonly #stopListening: () => void;
	#chrome: readonly ChromeRow[] = [];
	#shown: Screen | undefined;
	#immediate: NodeJS.Immediate | undefined;
	#isChromeNew = false;
	#timer: NodeJS.Timeout | undefined;
	#lastFrame = Number.NEGATIVE_INFINITY;
	#isBehind = false;
	#isClosed = false;

	constructor(terminal: Canvas) {
		this.#terminal = terminal;
		this.#stopListening = terminal.onDrain(() => {
			if (this.#isBehind) {
				this.#paintSoon();
			}
		});
	}

	/** Takes a whole frame: rows with closed styles, apart by `\n`. It is trusted. */
	setChrome(frame: string): void {
		this.#chrome = toChromeRows(frame, this.#chrome);
		// With it may have changed what no log tells of: how old its lines are.
		for (const pane of this.#panes.values()) {
			pane.isStale = true;
		}
		this.#paintChrome();
	}

	/** Puts a pane on the screen, or moves it, or gives it another source. Panes must not overlap. */
	place(key: string, rect: Rect, source: PaneSource): void {
		this.#panes.set(key, {rect, source, isStale: true, rows: []});
		this.#paintChrome();
	}

	remove(key: string): void {
		if (this.#panes.delete(key)) {
			this.#paintChrome();
		}
	}

	/** Says that a pane may have new rows. Costs next to nothing, so say it whenever something was printed. */
	touch(key: string): void {
		const pane = this.#panes.get(key);
		if (pane !== undefined) {
			pane.isStale = true;
			this.#paintInTime();
		}
	}

	#paintInTime(): void {
		if (this.#isClosed || this.#immediate || this.#timer) {
			return;
		}

		const wait = this.#lastFrame + frameInterval - performance.now();
		if (wait <= 0) {
			this.#paintSoon();
			return;
		}

		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			// Timers count from the start of a turn of the event loop, and may be early by its length.
			this.#paintInTime();
		}, Math.ceil(wait));
	}

	/** The terminal shows something else now (another size, back from an editor): writes everything anew. */
	forget(): void {
		this.#shown = undefined;
		this.#paintChrome();
	}

	/** Writes nothing from now on. */
	close(): void {
		this.#isClosed = true;
		this.#stopListening();
		this.#cancel();
	}

	/** After what else happens in this turn: several vassals may print in it. */
	#paintSoon(): void {
		if (this.#isClosed) {
			return;
		}
		this.#immediate ??= setImmediate(() => this.#paint());
	}

	/**
	 * Before anything else is heard, for a key may have changed it, but after what belongs to it: panes are placed one by
	 * one, and a drawing may lead to another at once.
	 */
	#paintChrome(): void {
		if (this.#isClosed || this.#isChromeNew) {
			return;
		}
		this.#isChromeNew = true;
		queueMicrotask(() => process.nextTick(() => this.#isChromeNew && this.#paint()));
	}

	#paint(): void {
		this.#cancel();
		this.#isBehind = !this.#terminal.isDrained;
		if (this.#isBehind) {
			return;
		}

		const next = this.#compose(this.#terminal.size());
		const text = paint(this.#shown, next);
		this.#shown = next;
		this.#lastFrame = performance.now();
		if (text !== '') {
			this.#terminal.write(text);
		}
	}

	#cancel(): void {
		clearImmediate(this.#immediate);
		clearTimeout(this.#timer);
		this.#immediate = undefined;
		this.#timer = undefined;
		this.#isChromeNew = false;
	}

	#compose({columns, rows}: TerminalSize): Screen {
		const spans: Span[][] = Array.from({length: rows}, () => []);
		for (const pane of [...this.#panes.values()].sort((one, other) => one.rect.x - other.rect.x)) {
			const {rect, source} = pane;
			const {x, y} = rect;
			const width = Math.min(rect.width, columns - x);
			const height = Math.min(rect.height, rows - y);
			if (x < 0 || width <= 0 || height <= 0) {
				continue;
			}

			if (pane.isStale || pane.rows[0]?.width !== width || pane.rows.length !== height) {
				const texts = source.rows(width, height);
				pane.rows = Array.from({length: height}, (_, index) => ({x, width, text: texts[index] ?? ''}));
				pane.isStale = false;
			}
			for (const [index, span] of pane.rows.entries()) {
				spans[y + index]?.push(span);
			}
		}

		return {columns, rows: spans.map((row, y) => ({chrome: this.#chrome[y] ?? blankRow, spans: row}))};
	}
}

type Pane = {
	readonly rect: Rect;
	readonly source: PaneSource;
	/** Its source has to be asked. */
	isStale: boolean;
	/** As they were when it was asked last. */
	rows: readonly Span[];
};

/** What the compositor needs of a terminal. */
type Canvas = Pick<Terminal, 'size' | 'write' | 'isDrained' | 'onDrain'>;

/** Milliseconds between frames that only show new log content: 30 a second. */
const frameInterval = 33;
