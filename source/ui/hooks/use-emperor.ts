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
/** …and between two drawings, each of which costs as much as a thousand log rows. Keys do not wait for it. */
const calm = 250;

const calmly =
	(subscribe: EmperorClient['subscribe']): EmperorClient['subscribe'] =>
	onChange => {
		let timer: NodeJS.Timeout | undefined;
		let drawn = Number.NEGATIVE_INFINITY;
		const unsubscribe = subscribe(() => {
			timer ??= setTimeout(
				() => {
					timer = undefined;
					drawn = performance.now();
					onChange();
				},
				Math.max(gathering, drawn + calm - performance.now()),
			);
		});
		return () => {
			clearTimeout(timer);
			unsubscribe();
		};
	};
