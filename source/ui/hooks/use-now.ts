import {useEffect, useState} from 'react';
import type {Instant} from '../../core/event.js';

/** Draws again every `interval` milliseconds, with the time by the emperor's clock. */
export const useNow = (clock: () => Instant, interval: number): Instant => {
	const [, tick] = useState(0);
	useEffect(() => {
		const timer = setInterval(() => tick(count => count + 1), interval);
		return () => clearInterval(timer);
	}, [interval]);
	return clock();
};
