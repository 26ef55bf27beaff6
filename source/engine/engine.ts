import type {Effect} from '../core/effect.js';
import {type Empire, foundEmpire, nextDeadline, step} from '../core/empire.js';
import type {EmpireEvent, Instant, VassalId} from '../core/event.js';
import {vassalOf} from '../core/roll.js';
import {type EmpireSnapshot, takeSnapshot} from '../core/snapshot.js';
import type {Terms} from '../core/terms.js';
import {Annals} from './annals.js';
import type {Clock} from './clock.js';
import {type Journal, JournalKeeper} from './journal.js';

/** Carries out one effect. What comes of it is enqueued later, never returned, and it never throws. */
export type Perform = (effect: Effect) => void;

/**
 * The loop: one queue, one event at a time, each stamped with the time it is taken up.
 *
 * Performing an effect never calls `step`; it enqueues what happened. Subscribers hear of a change once per drained
 * queue. Between events the engine sleeps until the earliest deadline.
 */
export class Engine {
	readonly #clock: Clock;
	readonly #perform: Perform;
	readonly #journal: JournalKeeper;
	/** What a person may read of each vassal, and what nobody decides by. */
	readonly annals = new Annals();
	readonly #queue: EmpireEvent[] = [];
	readonly #subscribers = new Set<() => void>();
	#empire: Empire;
	#snapshot: {readonly of: Empire; readonly value: EmpireSnapshot};
	#isDraining = false;
	#sleep = new AbortController();
	/** Until when it sleeps. */
	#deadline: Instant | undefined;

	constructor(terms: Terms, clock: Clock, perform: Perform) {
		this.#clock = clock;
		this.#empire = foundEmpire(terms);
		this.#journal = new JournalKeeper(this.#empire);
		this.#snapshot = {of: this.#empire, value: takeSnapshot(this.#empire)};
		this.#perform = perform;
	}

	enqueue(event: EmpireEvent): void {
		this.#queue.push(event);
		if (!this.#isDraining) {
			this.#drain();
		}
	}

	/** The same object until something changed. */
	getSnapshot(): EmpireSnapshot {
		if (this.#snapshot.of !== this.#empire) {
			this.#snapshot = {of: this.#empire, value: takeSnapshot(this.#empire)};
		}
		return this.#snapshot.value;
	}

	/** Whether there is a vassal of that id. */
	rules(id: VassalId): boolean {
		return vassalOf(this.#empire.vassals, id) !== undefined;
	}

	subscribe(onChange: () => void): () => void {
		this.#subscribers.add(onChange);
		return () => this.#subscribers.delete(onChange);
	}

	readJournal(): Journal {
		return this.#journal.read();
	}

	now(): number {
		return this.#clock.now();
	}

	/** Ends the sleep; nothing happens by itself any more. */
	close(): void {
		this.#sleep.abort();
	}

	#drain(): void {
		const before = this.#empire;
		this.#isDraining = true;
		try {
			for (let event = this.#queue.shift(); event !== undefined; event = this.#queue.shift()) {
				const stamped = {...event, at: this.#clock.now()};
				this.#journal.write(this.#empire, stamped);
				const {empire, effects} = step(this.#empire, stamped);
				this.annals.note(this.#empire, stamped, empire, effects, Date.now());
				this.#empire = empire;
				effects.forEach(this.#perform);
			}
		} finally {
			this.#isDraining = false;
		}
		this.#sleepUntilDeadline();
		if (this.#empire !== before) {
			for (const onChange of this.#subscribers) {
				onChange();
			}
		}
	}

	#sleepUntilDeadline(): void {
		const deadline = nextDeadline(this.#empire) ?? Number.POSITIVE_INFINITY;
		// One that is put off is not: to wake in vain costs less than to lie down again with every event.
		if (deadline >= (this.#deadline ?? Number.POSITIVE_INFINITY)) {
			return;
		}
		this.#sleep.abort();
		this.#deadline = deadline;
		this.#sleep = new AbortController();
		const {signal} = this.#sleep;
		void this.#clock.sleepUntil(deadline, signal).then(() => {
			if (!signal.aborted) {
				this.#deadline = undefined;
				this.enqueue({type: 'tick'});
			}
		});
	}
}
