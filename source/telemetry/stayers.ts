import type {VassalId} from '../core/event.js';
import type {Instance} from '../core/vitals.js';
import {namesInTree} from './process-tree.js';

/** Knows who is still there of vassals that were told to stop. */
export class Stayers {
	/** Which worker a process is, by what the vassal's stats said while it ran. */
	#workers: ReadonlyMap<VassalId, ReadonlyMap<number, number>> = new Map();

	/** Whoever is not among `ids` is forgotten. */
	learn(ids: readonly VassalId[], instances: Readonly<Record<VassalId, Instance>>): void {
		this.#workers = new Map(
			ids.map(id => {
				const told = instances[id]?.workers.map(({pid, number}) => [pid, number] as const);
				return [id, told === undefined ? (this.#workers.get(id) ?? new Map()) : new Map(told)];
			}),
		);
	}

	/** By name, its own process first: a worker of uWSGI is called so, another process what the kernel calls it. */
	of(id: VassalId, pid: number): readonly string[] {
		const workers = this.#workers.get(id);
		return namesInTree(pid).map(({pid: each, name}) => {
			const number = workers?.get(each);
			return number === undefined ? name : `worker ${number}`;
		});
	}
}
