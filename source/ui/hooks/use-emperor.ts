import {useMemo, useSyncExternalStore} from 'react';
import type {EmperorClient} from '../../client/emperor-client.js';
import type {EmpireSnapshot} from '../../core/snapshot.js';

/** The latest snapshot; draws again when it changed, but never more often than an eye can follow. */
export const useEmperor = ({subscribe, getSnapshot}: EmperorClient): EmpireSnapshot => {
	const subscribeCalmly = useMemo(() => calmly(subscribe), [subscribe]);
	return useSyncExternalStore(subscribeCalmly, getSnapshot);
};

/** Milliseconds between two drawings of the chrome, which cost several each. */
const calm = 40;

const calmly =
	(subscribe: EmperorClient['subscribe']): EmperorClient['subscribe'] =>
	onChange => {
		let timer: NodeJS.Timeout | undefined;
		const unsubscribe = subscribe(() => {
			timer ??= setTimeout(() => {
				timer = undefined;
				onChange();
			}, calm);
		});
		return () => {
			clearTimeout(timer);
			unsubscribe();
		};
	};
