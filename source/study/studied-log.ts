import type {LogReader} from '../logs/log-reader.js';
import type {LogStudy} from './log-study.js';

/** A log as far as it has been studied: for readers that ask what a line is. `log` has the lines that the study is of. */
export const studiedLog = (log: LogReader, study: LogStudy): LogReader => {
	const lastStudied = (): number => Math.max(study.last, log.first - 1);
	return {
		get first() {
			return log.first;
		},
		get last() {
			return lastStudied();
		},
		get version() {
			return study.last;
		},
		read: (from, count) => log.read(from, Math.min(count, lastStudied() - from + 1)),
		arrivalOf: number => log.arrivalOf(number),
		follow: onGrowth => study.follow(onGrowth),
	};
};
