import type {ServerResponse} from 'node:http';
import {Socket} from 'node:net';

/** The way to a caller who is told something from time to time. One who takes nothing for too long is hung up on. */
export class Outlet {
	readonly #response: ServerResponse | Socket;
	readonly #patience: number;
	#stall: NodeJS.Timeout | undefined;

	/**
	 * `onFree` is called when the caller has taken what was said; `onGone` once, when there is nobody any more. `patience`
	 * is how long a caller may take nothing, in milliseconds.
	 */
	constructor(response: ServerResponse | Socket, onFree: () => void, onGone: () => void, patience = 10_000) {
		this.#response = response;
		this.#patience = patience;
		// Nothing to say is no reason to hang up: this connection has its own rule.
		(response instanceof Socket ? response : response.socket)?.setTimeout(0);
		response.on('drain', () => {
			clearTimeout(this.#stall);
			this.#stall = undefined;
			onFree();
		});
		const leave = (): void => {
			clearTimeout(this.#stall);
			onGone();
		};
		if (response.closed) {
			queueMicrotask(leave);
		} else {
			response.once('close', leave);
		}
		response.on('error', () => undefined);
	}

	/** While false nothing more should be said: the caller is behind. */
	get isFree(): boolean {
		return this.#stall === undefined && !this.#response.destroyed && !this.#response.writableEnded;
	}

	say(text: string): void {
		if (!this.#response.write(text)) {
			this.#stall ??= setTimeout(() => this.#response.destroy(), this.#patience);
		}
	}

	/** Ends once the caller says no more: while nothing is told, nothing else shows that he has gone. */
	endWithCaller(): void {
		(this.#response instanceof Socket ? this.#response : this.#response.socket)?.once('end', () =>
			this.end(),
		);
	}

	end(): void {
		this.#response.end();
	}
}
