import {type LogNews, type LogPast, type ScreenSays, toWire, type WireLine} from '../../client/wire.js';
import type {VassalId} from '../../core/event.js';
import type {LogReader} from '../../logs/log-reader.js';

/** A log on its way to one attached screen: what is new in it, and, where it was asked for, what was before. */
export class LogFeed {
	readonly log: LogReader;
	readonly #id: VassalId;
	readonly #name: string;
	#next: number;
	#version = -1;
	readonly #pause: number;
	#told = Number.NEGATIVE_INFINITY;
	/** The last piece left out what came too fast. */
	#isFlooded = false;
	#past: {before: number; readonly from: number; lines: number; characters: number} | undefined;

	/**
	 * @param name tells this log from others of the same vassal.
	 * @param pause milliseconds between two pieces of news at least.
	 * @param after number of the line that the screen has already; without it, the newest lines are told first.
	 */
	constructor(id: VassalId, log: LogReader, name: string, pause: number, after?: number) {
		this.#id = id;
		this.log = log;
		this.#name = name;
		this.#pause = pause;
		this.#next = after === undefined ? tailOf(log, log.first, tailLines, pieceCharacters) : after + 1;
	}

	/** Wants what was printed before a line. */
	want({log, before, from, maxLines, maxCharacters}: Extract<ScreenSays, {type: 'past'}>): void {
		this.#past = {
			before: log === this.#name ? before : 0,
			from,
			lines: maxLines,
			characters: maxCharacters,
		};
	}

	/** A piece of what is new, which is told before the past; undefined where nothing is to be told. */
	next(now: number): LogNews | LogPast | undefined {
		return this.#news(now) ?? this.#pastPiece();
	}

	#news(now: number): LogNews | undefined {
		const {log} = this;
		const pause = this.#isFlooded ? Math.max(this.#pause, floodPause) : this.#pause;
		if (log.version === this.#version || now - this.#told < pause) {
			return undefined;
		}
		this.#told = now;
		this.#next = this.#catchUp(now);
		const from = this.#next;
		const lines: WireLine[] = [];
		let characters = 0;
		while (characters < pieceCharacters) {
			const [line] = log.read(from + lines.length, 1);
			if (line === undefined) {
				this.#version = log.version;
				break;
			}
			lines.push(toWire(line, log.arrivalOf(line.number)));
			characters += line.text.length;
			if (line.isPartial) {
				this.#version = log.version;
				break;
			}
			this.#next = line.number + 1;
		}
		return {type: 'log', id: this.#id, log: this.#name, from, lines};
	}

	/** Whoever is too far behind is told the newest lines, and nothing of what was between. */
	#catchUp(now: number): number {
		const {first, last} = this.log;
		const next = Math.max(first, Math.min(this.#next, last + 1));
		const behind = last - next + 1;
		const [oldest] = behind > tailLines ? this.log.read(next, 1) : [];
		const isLate = behind > mostBehind || (oldest !== undefined && now - oldest.at > mostLate);
		this.#isFlooded = isLate;
		return isLate ? tailOf(this.log, next, floodLines, floodCharacters) : next;
	}

	#pastPiece(): LogPast | undefined {
		const past = this.#past;
		if (past === undefined) {
			return undefined;
		}
		const {log} = this;
		const lowest = Math.max(log.first, past.from, past.before - past.lines);
		const lines: WireLine[] = [];
		let characters = 0;
		let from = past.before;
		while (from > lowest && characters < pieceCharacters && past.characters > 0) {
			const [line] = log.read(from - 1, 1);
			if (line === undefined) {
				break;
			}
			from -= 1;
			lines.push(toWire(line, log.arrivalOf(from)));
			characters += line.text.length;
			past.characters -= line.text.length + 1;
		}
		past.lines -= lines.length;
		past.before = from;
		const isEnd = characters < pieceCharacters || from <= lowest || past.characters <= 0;
		if (isEnd) {
			this.#past = undefined;
		}
		return {
			type: 'past',
			id: this.#id,
			log: this.#name,
			from,
			lines: lines.reverse(),
			isEnd,
		};
	}
}

/** The first of the newest lines, from number `from` on, of which there are no more, nor more characters in them. */
const tailOf = (log: LogReader, from: number, mostLines: number, most: number): number => {
	let start = log.last + 1;
	let characters = 0;
	while (start > from && log.last - start + 1 < mostLines) {
		const [line] = log.read(start - 1, 1);
		characters += line?.text.length ?? 0;
		if (characters > most && start <= log.last) {
			break;
		}
		start -= 1;
	}
	return start;
};

/** Characters told at once, about; a line may have 64 KB. */
const pieceCharacters = 16_384;

/** Lines: more than a screen has. */
const tailLines = 200;

/** As many as a screen shows: nobody reads more of what comes too fast to be read. */
const floodLines = 80;
const floodCharacters = 12_288;

/** Milliseconds between two pieces of it: a frame of the screen that shows them. */
const floodPause = 33;

/** Lines that may wait to be told, if they are not old. */
const mostBehind = 1000;

/** Milliseconds after which lines are too old to be told before the newest. */
const mostLate = 500;
