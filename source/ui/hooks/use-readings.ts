import {useRef, useState} from 'react';
import {Readings} from '../log/readings.js';

/** What there is to read in each pane; calls when a search or a filter is through with what was there. */
export const useReadings = (onSettled: () => void): Readings => {
	const latest = useRef(onSettled);
	latest.current = onSettled;
	const [readings] = useState(() => new Readings(() => latest.current()));
	return readings;
};
