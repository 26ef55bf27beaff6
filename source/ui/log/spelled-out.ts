import type {LogReader} from '../../logs/log-reader.js';
import {spellOut} from '../../screen/spell-out.js';

/** The same log with everything in its lines that does not show written out; the same object each time. */
export const spelledOut = (log: LogReader): LogReader => {
	const known = spelled.get(log);
	if (known !== undefined) {
		return known;
	}
	const reader: LogReader = {
		get first() {
			return log.first;
		},
		get last() {
			return log.last;
		},
		get version() {
			return log.version;
		},
		read: (from, count) => log.read(from, count).map(line => ({...line, text: spellOut(line.text)})),
		arrivalOf: number => log.arrivalOf(number),
		follow: (onGrowth, aside) => log.follow(onGrowth, aside),
	};
	spelled.set(log, reader);
	return reader;
};

const spelled = new WeakMap<LogReader, LogReader>();
