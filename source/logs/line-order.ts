import type {VassalId} from '../core/event.js';
import type {LogLine, LogReader} from './log-reader.js';

/** Lines of one log in their order, by positions without gaps: a whole log, or those of its lines that somebody wants. */
export type LineTrack = Pick<LogReader, 'first' | 'last' | 'read' | 'arrivalOf'>;

/** A line of one of the logs that are read together. */
export type PlacedLine = {
	/** Which of all lines of all logs it is. Stays the same as long as the line is kept, and is never used again. */
	readonly place: number;
	readonly id: VassalId;
	readonly line: LogLine;
};

/** One log, or several, as one document: its lines in the order in which they came. */
export class LineOrder {
	readonly #tracks: readonly (readonly [id: VassalId, track: LineTrack])[];

	constructor(tracks: readonly (readonly [id: VassalId, track: LineTrack])[]) {
		this.#tracks = tracks;
	}

	/** How many lines there are. */
	get count(): number {
		return this.#tracks.reduce((sum, [, {first, last}]) => sum + last - first + 1, 0);
	}

	/** How many lines were let go, to make room for these. */
	get letGo(): number {
		return this.#tracks.reduce((sum, [, {first}]) => sum + first - 1, 0);
	}

	/** The first `count` lines at `place` or behind it, oldest first; fewer where there are no more. */
	from(place: number, count: number): readonly PlacedLine[] {
		return this.#walk(
			this.#tracks.map(([id, track]) => ({id, track, position: positionOf(track, place), step: 1})),
			count,
		);
	}

	/** The last `count` lines at `place` or before it, oldest first. */
	until(place: number, count: number): readonly PlacedLine[] {
		const backwards = this.#tracks.map(([id, track]) => ({
			id,
			track,
			position: positionOf(track, place + 1) - 1,
			step: -1,
		}));
		return this.#walk(backwards, count).reverse();
	}

	/** How many lines lie behind `place`. */
	countAfter(place: number): number {
		return this.#tracks.reduce((sum, [, track]) => sum + track.last - positionOf(track, place + 1) + 1, 0);
	}

	/** Takes the nearest of what the cursors point at, one after the other. Logs are few, and so are visible lines. */
	#walk(cursors: readonly Cursor[], count: number): PlacedLine[] {
		const lines: PlacedLine[] = [];
		while (lines.length < count) {
			const next = nearest(cursors);
			if (next === undefined) {
				break;
			}
			const {id, track, position} = next;
			for (const line of track.read(position, 1)) {
				lines.push({place: track.arrivalOf(position), id, line});
			}
			next.position += next.step;
		}
		return lines;
	}
}

type Cursor = {
	readonly id: VassalId;
	readonly track: LineTrack;
	readonly step: number;
	position: number;
};

const nearest = (cursors: readonly Cursor[]): Cursor | undefined => {
	let best: Cursor | undefined;
	let bestPlace = Number.POSITIVE_INFINITY;
	for (const cursor of cursors) {
		const {track, position, step} = cursor;
		if (position < track.first || position > track.last) {
			continue;
		}
		const place = track.arrivalOf(position) * step;
		if (best === undefined || place < bestPlace) {
			best = cursor;
			bestPlace = place;
		}
	}
	return best;
};

/** Position of the first line at `place` or behind it; one more than the last where there is none. */
const positionOf = (track: LineTrack, place: number): number => {
	let low = track.first;
	let high = track.last + 1;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (track.arrivalOf(middle) < place) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
};
