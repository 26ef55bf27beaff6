import {useEffect, useState} from 'react';
import type {Instant} from '../../core/event.js';

/**
 * Draws again once nothing else has for so many milliseconds as `selectInterval` says, which is asked every second: what
 * was at rest may move meanwhile. Answers the time by the emperor's clock.
 */
export const useNow = (clock: () => Instant, selectInterval: () => number): Instant => {
	const [, tick] = useState(0);
	const drawnAt = performance.now();
	// Anew with every drawing.
	useEffect(() => {
		let timer: NodeJS.Timeout;
		const look = (): void => {
			const wait = drawnAt + selectInterval() - performance.now();
			if (wait > 0) {
				timer = setTimeout(look, Math.min(wait, 1000));
			} else {
				tick(count => count + 1);
			}
		};
		look();
		return () => clearTimeout(timer);
	});
	return clock();
};
