import type {LineFacts, Writer} from '../uwsgi/line-facts.js';

/** Knows which process is which worker, as the master introduces them. */
export class WorkerNumbers {
	readonly #byPid = new Map<number, number>();

	learn({introduces}: LineFacts): void {
		if (introduces === undefined) {
			return;
		}
		// Said anew, it is the newest again.
		this.#byPid.delete(introduces.pid);
		this.#byPid.set(introduces.pid, introduces.worker);
		if (this.#byPid.size > mostKnown) {
			const [oldest] = this.#byPid.keys();
			this.#byPid.delete(oldest ?? 0);
		}
	}

	/** Who printed a line, with the number of the worker; 0 where it is not known. */
	writerOf({writer, number, pid}: LineFacts): {readonly writer: Writer; readonly worker: number} {
		const introduced = pid === undefined ? undefined : this.#byPid.get(pid);
		return introduced === undefined ? {writer, worker: number ?? 0} : {writer: 'worker', worker: introduced};
	}
}

/** Processes that are remembered: workers that live, and those that died while their last lines were on the way. */
const mostKnown = 512;
