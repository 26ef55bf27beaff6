import type {Effect} from '../core/effect.js';
import type {Empire} from '../core/empire.js';
import type {EmpireEvent, VassalId} from '../core/event.js';
import {changedSince, vassalOf} from '../core/roll.js';
import type {SpawnOrder} from '../core/spawn-order.js';
import {describeDeed} from '../core/vassal/deed.js';

/** Something that happened to a vassal. */
export type Deed = {
	/** Milliseconds since the epoch. */
	readonly time: number;
	readonly text: string;
};

/** What is told of each vassal that there is: its latest deeds, oldest first, and how it was started last. */
export class Annals {
	readonly #deeds = new Map<VassalId, readonly Deed[]>();
	readonly #orders = new Map<VassalId, SpawnOrder>();

	note(before: Empire, event: EmpireEvent, after: Empire, effects: readonly Effect[], time: number): void {
		for (const vassal of changedSince(before.vassals, after.vassals)) {
			const {id} = vassal;
			const text = describeDeed(vassalOf(before.vassals, id), event, vassal);
			if (text !== undefined) {
				this.#deeds.set(id, [...this.deedsOf(id), {time, text}].slice(-mostDeeds));
			}
		}
		for (const effect of effects) {
			if (effect.type === 'spawn') {
				this.#orders.set(effect.id, effect.order);
			} else if (effect.type === 'bury') {
				this.#deeds.delete(effect.id);
				this.#orders.delete(effect.id);
			}
		}
	}

	deedsOf(id: VassalId): readonly Deed[] {
		return this.#deeds.get(id) ?? [];
	}

	/** Undefined before its first start. */
	orderOf(id: VassalId): SpawnOrder | undefined {
		return this.#orders.get(id);
	}
}

/** As many as a person would scroll through (product.md 3). */
const mostDeeds = 50;
