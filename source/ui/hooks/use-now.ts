import {useEffect, useState} from 'react';
import type {Instant} from '../../core/event.js';

/** Draws again once nothing else has for `interval` milliseconds, with the time by the emperor's clock. */
export const useNow = (clock: () => Instant, interval: number): Instant => {
	const [, tick] = useState(0);
	const drawnAt = performance.now();
	// Anew with every drawing.
	useEffect(() => {
		const timer = setTimeout(() => tick(count => count + 1), drawnAt + interval - performance.now());
		return () => clearTimeout(timer);
	});
	return clock();
};
