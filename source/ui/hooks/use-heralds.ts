import {useEffect, useRef} from 'react';
import {type Alarm, alarm} from '../alarm.js';

/** What reaches a person who looks elsewhere. */
export type Heralds = {
	readonly entitle: (title: string) => void;
	readonly ring: () => void;
};

/** Keeps the title of the window true, and rings its bell when a vassal turns bad. */
export const useHeralds = (
	heralds: Heralds,
	title: string,
	vassals: Parameters<typeof alarm>[1],
	now: number,
	hasBell: boolean,
): void => {
	useEffect(() => heralds.entitle(title), [heralds, title]);
	const known = useRef<Alarm>(new Map());
	useEffect(() => {
		const {after, rings} = alarm(known.current, vassals, now);
		known.current = after;
		if (rings && hasBell) {
			heralds.ring();
		}
	});
};
