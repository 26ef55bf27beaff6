import type {Level, LineKind, Writer} from '../line-facts.js';

/**
 * A line that uWSGI prints, from the catalogue of uWSGI 2.0's sources and recordings.
 *
 * Groups of its pattern that mean something: `pid`, the process that speaks, and `wid`, the number of its worker.
 * Where the master names both, it introduces a new worker.
 */
export type Shape = {
	readonly level: Level;
	readonly writer: Writer;
	readonly kind: LineKind;
	readonly pattern: RegExp;
};

/** Level, writer and pattern; in a pattern the beginning of the line is a literal wherever possible, for speed. */
export type ShapeRow = readonly [level: Level, writer: Writer, pattern: RegExp];

export const shapesOf = (kind: LineKind, rows: readonly ShapeRow[]): readonly Shape[] =>
	rows.map(([level, writer, pattern]) => ({level, writer, kind, pattern}));

/** Finds the shape of a line among many by what the line begins with. First match wins. */
export class ShapeIndex {
	readonly #anywhere: readonly Shape[];
	readonly #byFirst: ReadonlyMap<string, readonly Shape[]>;

	constructor(shapes: readonly Shape[]) {
		this.#anywhere = shapes.filter(({pattern}) => firstOf(pattern) === undefined);
		const firsts = new Set(shapes.map(({pattern}) => firstOf(pattern)));
		this.#byFirst = new Map(
			[...firsts]
				.filter(first => first !== undefined)
				.map(first => [first, shapes.filter(({pattern}) => [first, undefined].includes(firstOf(pattern)))]),
		);
	}

	find(text: string): {readonly shape: Shape; readonly found: RegExpExecArray} | undefined {
		for (const shape of this.#byFirst.get(text.charAt(0)) ?? this.#anywhere) {
			const found = shape.pattern.exec(text);
			if (found !== null) {
				return {shape, found};
			}
		}
		return undefined;
	}
}

/** The character that a pattern demands at the beginning of a line, if it demands a certain one. */
const firstOf = ({source}: RegExp): string | undefined => {
	const [, literal, escaped] = /^\^(?:\\([^\w])|([^\\[(.]))(?![?*{|])/.exec(source) ?? [];
	return literal ?? escaped;
};
