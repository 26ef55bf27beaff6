import {useMemo, useSyncExternalStore} from 'react';
import type {EmperorClient} from '../../client/emperor-client.js';
import type {EmpireSnapshot} from '../../core/snapshot.js';

/** The latest snapshot; draws again when it changed, but never more often than an eye can follow. */
export const useEmperor = ({subscribe, getSnapshot}: EmperorClient): EmpireSnapshot => {
	const subscribeCalmly = useMemo(() => calmly(subscribe), [subscribe]);
	return useSyncExternalStore(subscribeCalmly, getSnapshot);
};

/** Milliseconds from a change to its drawing, so that what happens together is drawn together… */
const gathering = 40;
/** …and between two drawings. Keys do not wait for it. */
const calm = {least: 250, most: 1000};
/** Of a core, for drawings that nobody asked for: each costs as much as a thousand log rows. */
const share = 0.025;

const calmly =
	(subscribe: EmperorClient['subscribe']): EmperorClient['subscribe'] =>
	onChange => {
		let timer: NodeJS.Timeout | undefined;
		let next = Number.NEGATIVE_INFINITY;
		const draw = () => {
			timer = undefined;
			const begun = performance.now();
			onChange();
			// React draws in this turn's microtasks.
			setImmediate(() => {
				const drawn = performance.now();
				next = drawn + Math.min(calm.most, Math.max(calm.least, (drawn - begun) / share));
			});
		};
		const unsubscribe = subscribe(() => {
			timer ??= setTimeout(draw, Math.max(gathering, next - performance.now()));
		});
		return () => {
			clearTimeout(timer);
			unsubscribe();
		};
	};
