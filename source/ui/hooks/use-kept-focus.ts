import {useLayoutEffect, useRef} from 'react';
import type {VassalId} from '../../core/event.js';
import {keepFocus} from '../focus.js';
import type {Model} from '../model.js';
import type {HeldModel} from './use-model.js';

/** The model with the focus on somebody who is there; held so before a key can come. */
export const useKeptFocus = (model: Model, latest: HeldModel, ids: readonly VassalId[]): Model => {
	const before = useRef(ids);
	useLayoutEffect(() => {
		const kept = keepFocus(latest.get(), before.current, ids);
		before.current = ids;
		if (kept !== latest.get()) {
			latest.set(kept);
		}
	});
	return keepFocus(model, before.current, ids);
};
