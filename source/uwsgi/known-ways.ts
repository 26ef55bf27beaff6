import {hashOf} from './hash.js';

/** How a traceback has gone so far, in a number: all its lines, but what was raised without its message. */
export type Way = number;

export const wayOn = (way: Way | undefined, text: string): Way =>
	hashOf(`${/^\S/.test(text) ? text.replace(/:.*/, '') : text}\n`, way);

/** Remembers how tracebacks went on whose lines came without others between: to tell those apart that come mixed. */
export class KnownWays {
	readonly #ways = new Set<Way>();

	has(way: Way): boolean {
		return this.#ways.has(way);
	}

	/** The oldest that are known are given up for new ones. */
	learn(ways: readonly Way[]): void {
		for (const way of ways) {
			this.#ways.delete(way);
			this.#ways.add(way);
		}
		for (const way of this.#ways) {
			if (this.#ways.size <= mostKnown) {
				break;
			}
			this.#ways.delete(way);
		}
	}
}

/** Lines of a hundred long tracebacks. */
const mostKnown = 4096;
