import type {EmperorWord} from './emperor-words.js';
import {Instance} from './instance.js';
import {step} from './order-of-life.js';

/** Whose a process is. */
export type Kinship = {
	readonly instance: Instance;
	readonly isSure: boolean;
	/** What the vassal is called, where that is known of this very process, whatever is thought of the others. */
	readonly name?: string;
};

/** Whether the name is known, too. */
export const isKnown = ({instance, isSure, name}: Kinship): boolean =>
	name !== undefined || (isSure && instance.isNamed);

export const nameOf = ({instance, name}: Kinship): string => name ?? instance.name;

/** Who lives, by what was said so far, and whose which process is. */
export class Census {
	emperor = new Instance(emperorName, step.configured);
	/** Whether the log has been read from the Emperor's start on, so that nobody lives who was not heard of. */
	isComplete = false;
	readonly #vassals = new Map<string, Instance>();
	readonly #byPid = new Map<number, Kinship>();
	/** Workers that have served one request, and those of them that have announced their loyalty since. */
	readonly #newcomers: number[] = [];
	readonly #announced: (number | undefined)[] = [];

	/** The vassals. */
	get living(): readonly Instance[] {
		return [...this.#vassals.values()];
	}

	/** Two, where there are so many, of the vassals that can print what is not uWSGI's words. */
	get speakers(): readonly Instance[] {
		const found: Instance[] = [];
		for (const vassal of this.#vassals.values()) {
			if (vassal.mayPrint && found.push(vassal) === 2) {
				break;
			}
		}
		return found;
	}

	/** The vassals, and the Emperor. */
	get all(): readonly Instance[] {
		return [...this.#vassals.values(), this.emperor];
	}

	/** A master keeps its process when it reloads. */
	ofPid(pid: number): Kinship | undefined {
		const kinship = this.#byPid.get(pid);
		if (kinship === undefined || kinship.instance.lineage.current === kinship.instance) {
			return kinship;
		}
		const {instance, isSure} = kinship;
		const renewed = {...kinship, instance: instance.lineage.current, isSure: isSure && instance.isNamed};
		this.introduce(pid, renewed);
		return renewed;
	}

	introduce(pid: number, kinship: Kinship): void {
		// Said anew, it is the newest again.
		this.#byPid.delete(pid);
		this.#byPid.set(pid, kinship);
		if (this.#byPid.size > mostProcesses) {
			const [oldest] = this.#byPid.keys();
			this.#byPid.delete(oldest ?? pid);
		}
	}

	/** A worker has served its first request. */
	serveFirst(pid: number): void {
		this.#newcomers.push(pid);
		this.#newcomers.splice(0, this.#newcomers.length - mostNewcomers);
	}

	/** A worker has announced its loyalty. Answers whose it is, if only one can be meant. */
	announce(): Kinship | undefined {
		const isPlain = this.#newcomers.length === 1;
		const pid = this.#newcomers.pop();
		this.#announced.push(isPlain ? pid : undefined);
		this.#announced.splice(0, this.#announced.length - mostNewcomers);
		return isPlain && pid !== undefined ? this.ofPid(pid) : undefined;
	}

	/** A vassal starts, or is back from its reload. */
	begin(name: string): Instance {
		return this.#enter(new Instance(name, step.configured));
	}

	/** The Emperor itself starts once more: whoever lived before does no more. */
	beginAnew(): void {
		this.emperor = new Instance(emperorName, step.configured);
		this.#vassals.clear();
		this.isComplete = false;
	}

	/** The Emperor has begun to rule: nobody lives but those that it starts. */
	beginReign(): void {
		this.#vassals.clear();
		this.isComplete = true;
	}

	/** What the Emperor says of a vassal tells whose a process is, where only one can be meant. */
	hear({vassal: name, says, pid}: EmperorWord): void {
		switch (says) {
			case 'removed':
				this.#leave(name);
				break;
			case 'cursed':
				this.#condemn(name, pid);
				break;
			case 'told':
				this.#known(name).isTold = true;
				break;
			default: {
				const vassal = this.#identify(name, this.living.filter(isWaitingFor[says]));
				vassal.last = Math.max(vassal.last, step.ruled);
				vassal.isPlaced = true;
				vassal.isSpawned = true;
				vassal.isReady ||= says !== 'spawned';
				vassal.isLoyal ||= says === 'loyal';
				if (says === 'loyal') {
					this.#recognise(vassal);
				}
			}
		}
	}

	#condemn(name: string, pid: number | undefined): void {
		if (pid !== undefined) {
			const instance = this.#vassals.get(name) ?? new Instance(name, step.gone);
			this.introduce(pid, {instance, isSure: true, name});
		}
	}

	/** @param waiting of whom it can have been said. */
	#identify(name: string, waiting: readonly Instance[]): Instance {
		const vassal = this.#known(name);
		const [only, ...others] = waiting;
		if (
			only !== undefined &&
			others.length === 0 &&
			!only.isPassedOver &&
			(only === vassal || !only.isNamed)
		) {
			this.#swapNames(vassal, only);
			only.isNamed = true;
			return only;
		}
		for (const one of vassal.isNamed ? [] : waiting) {
			one.isPassedOver ||= !one.isNamed;
		}
		return vassal;
	}

	#swapNames(one: Instance, other: Instance): void {
		[one.name, other.name] = [other.name, one.name];
		[one.lineage, other.lineage] = [other.lineage, one.lineage];
		for (const vassal of [one, other]) {
			vassal.lineage.current = vassal;
			this.#vassals.set(vassal.name, vassal);
		}
	}

	/** Each worker announces itself after its first request: whoever has done so alone is of the vassal that was heard. */
	#recognise(vassal: Instance): void {
		const [pid, ...others] = this.#announced.splice(0);
		if (pid !== undefined && others.length === 0) {
			this.introduce(pid, {instance: vassal, isSure: true, name: vassal.name});
		}
	}

	/** A vassal that was there before the log began has said nothing of itself. */
	#known(name: string): Instance {
		const known = this.#vassals.get(name);
		if (known !== undefined) {
			return known;
		}
		const vassal = this.#enter(new Instance(name, step.staffed));
		vassal.settle();
		return vassal;
	}

	#enter(vassal: Instance): Instance {
		const predecessor = this.#vassals.get(vassal.name);
		if (predecessor !== undefined) {
			vassal.lineage = predecessor.lineage;
			vassal.lineage.current = vassal;
		}
		// Said anew, it is the newest again.
		this.#vassals.delete(vassal.name);
		this.#vassals.set(vassal.name, vassal);
		if (this.#vassals.size > mostVassals) {
			const [oldest] = this.#vassals.keys();
			this.#leave(oldest ?? vassal.name);
			this.isComplete = false;
		}
		return vassal;
	}

	#leave(name: string): void {
		const vassal = this.#vassals.get(name);
		if (vassal !== undefined) {
			vassal.isGone = true;
			this.#vassals.delete(name);
		}
	}
}

/** What the Emperor is called among its vassals, whose names all have an ending. */
export const emperorName = 'emperor';

/** Whose turn it is to have something said of it. */
const isWaitingFor: Readonly<Record<'spawned' | 'ready' | 'loyal', (vassal: Instance) => boolean>> = {
	spawned: ({last, isSpawned}) => last >= step.ruled && !isSpawned,
	ready: ({workers, isReady}) => workers.size > 0 && !isReady,
	loyal: ({hasServed, isLoyal}) => hasServed && !isLoyal,
};

/** Processes that are remembered, workers that are new, and vassals: more than a machine has whose vassals share a log. */
const mostProcesses = 16_384;
const mostNewcomers = 64;
const mostVassals = 4096;
