import {useEffect, useState} from 'react';
import type {EmperorClient} from '../../client/emperor-client.js';
import type {Instant} from '../../core/event.js';

/** The emperor's time, once a second: ages and countdowns on the screen never change faster. */
export const useNow = ({now}: EmperorClient): Instant => {
	const [, tick] = useState(0);
	useEffect(() => {
		const timer = setInterval(() => tick(count => count + 1), 1000);
		return () => clearInterval(timer);
	}, []);
	return now();
};
