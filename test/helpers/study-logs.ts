import type {LogReader} from '../../source/logs/log-reader.js';
import {LogStudy} from '../../source/study/log-study.js';

/** A study of each log that is asked for, which has read all that is there by then. */
export const studyLogs = (): ((id: string, log: LogReader) => LogStudy) => {
	const studies = new WeakMap<LogReader, LogStudy>();
	return (_, log) => {
		const study = studies.get(log) ?? new LogStudy(log);
		studies.set(log, study);
		study.advance(100_000);
		return study;
	};
};
