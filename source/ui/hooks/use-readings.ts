import {useRef, useState} from 'react';
import {Readings, type StudyOf} from '../log/readings.js';

/** What there is to read in each pane; calls when a search or a filter is through with what was there. */
export const useReadings = (onSettled: () => void, studyOf: StudyOf): Readings => {
	const latest = useRef({onSettled, studyOf});
	latest.current = {onSettled, studyOf};
	const [readings] = useState(
		() =>
			new Readings(
				() => latest.current.onSettled(),
				(id, log) => latest.current.studyOf(id, log),
			),
	);
	return readings;
};
