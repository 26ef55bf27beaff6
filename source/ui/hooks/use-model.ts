import {useState, useSyncExternalStore} from 'react';
import type {Model} from '../model.js';

/**
 * The model as it was when this drawing began, and the latest: several keys may come before the next drawing. What a key
 * changed is drawn before anything else is heard, so that no key waits for what vassals print.
 */
export const useModel = (begin: () => Model): {readonly model: Model; readonly latest: HeldModel} => {
	const [latest] = useState(() => new HeldModel(begin()));
	return {model: useSyncExternalStore(latest.subscribe, latest.get), latest};
};

export class HeldModel {
	#model: Model;
	#draw: () => void = () => undefined;

	constructor(model: Model) {
		this.#model = model;
	}

	readonly get = (): Model => this.#model;

	set(model: Model): void {
		this.#model = model;
		this.#draw();
	}

	readonly subscribe = (draw: () => void): (() => void) => {
		this.#draw = draw;
		return () => {
			this.#draw = () => undefined;
		};
	};
}
