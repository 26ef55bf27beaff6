/**
 * How often the chrome is drawn because of what happens, each time for the price of a thousand log rows: four times a
 * second while a few things follow each other, once a second where things never end to happen.
 */
export class Pace {
	/** When the next drawing may be, in milliseconds of whichever clock tells when they are. */
	next = Number.NEGATIVE_INFINITY;
	/** When all drawings until now would have been, one every `lasting` milliseconds. */
	#due = Number.NEGATIVE_INFINITY;

	/** Something is drawn at an instant. */
	draw(at: number): void {
		this.#due = Math.max(this.#due, at) + lasting;
		this.next = Math.max(at + shortest, this.#due - ahead);
	}
}

/** Milliseconds between two drawings, at least and in the long run. */
const shortest = 250;
const lasting = 1000;

/** How far drawings may be ahead of that: five in a second, and the next ones wait. */
const ahead = 4 * (lasting - shortest);
