import {type Empire, step} from '../core/empire.js';
import type {EmpireEvent, Stamped} from '../core/event.js';

/** An empire and what has happened since: enough to stand at any moment again. */
export type Journal = {readonly empire: Empire; readonly events: readonly Stamped<EmpireEvent>[]};

/** Renewed this often, so that it stays small; between half and all of it is kept. */
const pageLength = 1000;

/** Keeps the latest events with the empire they started from. Output is never in it, nor the emperor's environment. */
export class JournalKeeper {
	#before: Journal;
	#page: {readonly empire: Empire; readonly events: Stamped<EmpireEvent>[]};

	constructor(empire: Empire) {
		this.#before = {empire, events: []};
		this.#page = {empire, events: []};
	}

	/** `empire` is the one the event is about to meet. */
	write(empire: Empire, event: Stamped<EmpireEvent>): void {
		if (this.#page.events.length >= pageLength) {
			this.#before = this.#page;
			this.#page = {empire, events: []};
		}
		this.#page.events.push(event);
	}

	read(): Journal {
		return {empire: this.#before.empire, events: [...this.#before.events, ...this.#page.events]};
	}
}

/** The journal as JSON lines: the empire first, then an event a line. Values of `env = …` are masked. */
export const serialise = ({empire, events}: Journal): string =>
	[empire, ...events].map(entry => JSON.stringify(entry, maskEnvironment)).join('\n');

const maskEnvironment = (key: string, value: unknown): unknown =>
	key === 'env' && typeof value === 'object' && value !== null
		? Object.fromEntries(Object.keys(value).map(name => [name, '…']))
		: value;

/** The empire at the end of a journal. */
export const replay = ({empire, events}: Journal): Empire =>
	events.reduce((now, event) => step(now, event).empire, empire);
