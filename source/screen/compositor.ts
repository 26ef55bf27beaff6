import {blankRow, type ChromeRow, toChromeRows} from './chrome.js';
import {paint, type Screen, type Span} from './paint.js';
import type {Terminal, TerminalSize} from './terminal.js';

/** Where a pane lies, in cells from the upper left corner of the screen, which is 0, 0. */
export type Rect = {readonly x: number; readonly y: number; readonly width: number; readonly height: number};

/** What fills a pane: asked once per frame, so it should cost no more than the rows it gives. */
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
	readonly #panes = new Map<string, {readonly rect: Rect; readonly source: PaneSource}>();
	readonly #stopListening: () => void;
	#chrome: readonly ChromeRow[] = [];
	#shown: Screen | undefined;
	#immediate: NodeJS.Immediate | undefined;
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
		this.#paintSoon();
	}

	/** Puts a pane on the screen, or moves it, or gives it another source. Panes must not overlap. */
	place(key: string, rect: Rect, source: PaneSource): void {
		this.#panes.set(key, {rect, source});
		this.#paintSoon();
	}

	remove(key: string): void {
		if (this.#panes.delete(key)) {
			this.#paintSoon();
		}
	}

	/** Says that a pane may have new rows. Costs next to nothing, so say it whenever something was printed. */
	touch(): void {
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
			this.touch();
		}, Math.ceil(wait));
	}

	/** The terminal shows something else now (another size, back from an editor): writes everything anew. */
	forget(): void {
		this.#shown = undefined;
		this.#paintSoon();
	}

	/** Writes nothing from now on. */
	close(): void {
		this.#isClosed = true;
		this.#stopListening();
		this.#cancel();
	}

	/** After what else happens in this turn: panes are placed one by one, and belong to the chrome of their commit. */
	#paintSoon(): void {
		if (this.#isClosed) {
			return;
		}
		this.#immediate ??= setImmediate(() => this.#paint());
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
	}

	#compose({columns, rows}: TerminalSize): Screen {
		const spans: Span[][] = Array.from({length: rows}, () => []);
		for (const {rect, source} of [...this.#panes.values()].sort((one, other) => one.rect.x - other.rect.x)) {
			const {x, y} = rect;
			const width = Math.min(rect.width, columns - x);
			const height = Math.min(rect.height, rows - y);
			if (x < 0 || width <= 0 || height <= 0) {
				continue;
			}

			const texts = source.rows(width, height);
			for (let index = 0; index < height; index++) {
				spans[y + index]?.push({x, width, text: texts[index] ?? ''});
			}
		}

		return {columns, rows: spans.map((row, y) => ({chrome: this.#chrome[y] ?? blankRow, spans: row}))};
	}
}

/** What the compositor needs of a terminal. */
type Canvas = Pick<Terminal, 'size' | 'write' | 'isDrained' | 'onDrain'>;

/** Milliseconds between frames that only show new log content: 30 a second. */
const frameInterval = 33;
