import {useMemo, useSyncExternalStore} from 'react';
import type {EmperorClient} from '../../client/emperor-client.js';
import type {EmpireSnapshot} from '../../core/snapshot.js';
import {Pace} from '../pace.js';

/** The latest snapshot; draws again when it changed, but never more often than an eye can follow. */
export const useEmperor = ({subscribe, getSnapshot}: EmperorClient): EmpireSnapshot => {
	const subscribeCalmly = useMemo(() => calmly(subscribe), [subscribe]);
	return useSyncExternalStore(subscribeCalmly, getSnapshot);
};

/** Milliseconds from a change to its drawing, so that what happens together is drawn together. Keys do not wait for it. */
const gathering = 40;

const calmly =
	(subscribe: EmperorClient['subscribe']): EmperorClient['subscribe'] =>
	onChange => {
		let timer: NodeJS.Timeout | undefined;
		const pace = new Pace();
		const unsubscribe = subscribe(() => {
			timer ??= setTimeout(
				() => {
					timer = undefined;
					pace.draw(performance.now());
					onChange();
				},
				Math.max(gathering, pace.next - performance.now()),
			);
		});
		return () => {
			clearTimeout(timer);
			unsubscribe();
		};
	};
