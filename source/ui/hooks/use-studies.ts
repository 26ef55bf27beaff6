import {useEffect, useRef, useState} from 'react';
import type {LogReader} from '../../logs/log-reader.js';
import type {Studies} from '../../study/studies.js';

/** Has the logs studied; draws again when there are more errors in them, but not more often than every second. */
export const useStudies = (studies: Studies, logs: readonly LogReader[]): void => {
	const [, draw] = useState(0);
	const latest = useRef(logs);
	latest.current = logs;
	for (const log of logs) {
		studies.of(log);
	}
	useEffect(() => {
		const countErrors = () => latest.current.reduce((sum, log) => sum + studies.of(log).errors.last, 0);
		let drawn = countErrors();
		let next = 0;
		let timer: NodeJS.Timeout | undefined;
		const stop = studies.follow(() => {
			if (timer === undefined && countErrors() !== drawn) {
				timer = setTimeout(
					() => {
						timer = undefined;
						drawn = countErrors();
						next = performance.now() + calm;
						draw(drawn);
					},
					Math.max(0, next - performance.now()),
				);
			}
		});
		return () => {
			stop();
			clearTimeout(timer);
		};
	}, [studies]);
};

/** Milliseconds between two drawings. */
const calm = 1000;
