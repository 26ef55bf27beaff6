import {type Level, levels, type Writer, writers} from '../uwsgi/line-facts.js';
import {type ReportKind, reportKinds} from '../uwsgi/reports.js';

/** What is remembered of a line that was studied. */
export type LineRecord = {
	readonly level: Level;
	readonly writer: Writer;
	/** Number of the worker or mule that printed it; 0 where that is not known. */
	readonly worker: number;
	/** How many lines above the first line of its entry is; 0 for the first line itself. */
	readonly back: number;
	/** What kind of entry of several lines it is part of. */
	readonly report?: ReportKind;
};

/** A record in 29 bits, so that ten thousand lines take 40 KB. Never 0, which stands for a line that was not studied. */
export const pack = ({level, writer, worker, back, report}: LineRecord): number =>
	1 |
	(levels.indexOf(level) << 1) |
	(writers.indexOf(writer) << 4) |
	((report === undefined ? 0 : reportKinds.indexOf(report) + 1) << 8) |
	(Math.min(worker, 255) << 11) |
	(Math.min(back, 1023) << 19);

export const unpack = (packed: number): LineRecord | undefined => {
	if (packed === 0) {
		return undefined;
	}
	const report = reportKinds[((packed >> 8) & 7) - 1];
	return {
		level: levels[(packed >> 1) & 7] ?? 'info',
		writer: writers[(packed >> 4) & 15] ?? 'unknown',
		worker: (packed >> 11) & 255,
		back: (packed >> 19) & 1023,
		...(report === undefined ? {} : {report}),
	};
};
