import type {Instant, VassalId} from '../core/event.js';

/**
 * Who has trouble, or had some within the last minute: a vassal that dies again and again is well in between, and its
 * panel must not grow and shrink with it.
 */
export class Troubled {
	readonly #lastSeen = new Map<VassalId, Instant>();

	look(id: VassalId, isInTrouble: boolean, now: Instant): void {
		if (isInTrouble) {
			this.#lastSeen.set(id, now);
		} else if (now - (this.#lastSeen.get(id) ?? now) > calm) {
			this.#lastSeen.delete(id);
		}
	}

	has(id: VassalId): boolean {
		return this.#lastSeen.has(id);
	}
}

/** Milliseconds without trouble until a panel is like the others again. */
const calm = 60_000;
