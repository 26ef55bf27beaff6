import {useEffect, useState} from 'react';
import type {EmperorClient} from '../../client/emperor-client.js';
import type {Inspection} from '../../client/inspection.js';
import type {VassalId} from '../../core/event.js';

/**
 * A close look at a vassal, taken anew every second and whenever it has changed, for as long as there is an `id`. The last
 * one stays until the next is there.
 */
export const useInspection = (
	{inspect}: Pick<EmperorClient, 'inspect'>,
	id: VassalId | undefined,
	state: string | undefined,
): Inspection | undefined => {
	const [seen, setSeen] = useState<{readonly id: VassalId; readonly inspection: Inspection | undefined}>();
	// biome-ignore lint/correctness/useExhaustiveDependencies: what has happened to it is to be looked up at once
	useEffect(() => {
		if (id === undefined) {
			return undefined;
		}
		let timer: NodeJS.Timeout | undefined;
		let isOver = false;
		const look = async () => {
			// An emperor that is far away may not answer: what was seen last stays, and the next look is another try.
			const inspection = await inspect(id).catch(() => 'unanswered' as const);
			if (isOver) {
				return;
			}
			if (inspection !== 'unanswered') {
				setSeen({id, inspection});
			}
			timer = setTimeout(() => void look(), pause);
		};
		void look();
		return () => {
			isOver = true;
			clearTimeout(timer);
		};
	}, [inspect, id, state]);
	return seen?.id === id ? seen?.inspection : undefined;
};

/** Milliseconds between two looks. */
const pause = 1000;
