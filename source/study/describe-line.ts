import type {LineRecord} from './line-record.js';

/** What is told of a line to programs: docs/json.md. `entry` is the number of the first line of what it is part of, such as a traceback. */
export type LineDescription = {
	readonly level?: LineRecord['level'];
	readonly writer?: LineRecord['writer'];
	readonly worker?: number;
	readonly report?: NonNullable<LineRecord['report']>;
	readonly entry?: number;
	/** Of the mistake that its entry is known to tell of with this line; the last in an entry counts. */
	readonly fingerprint?: string;
	readonly partial?: true;
};

/** What is known is told, and nothing else. */
export const describeLine = (
	{level, writer, worker, back, report}: Partial<LineRecord> = {},
	number: number,
	fingerprint?: string,
): LineDescription => ({
	...(level === undefined ? {} : {level}),
	...(writer === undefined || writer === 'unknown' ? {} : {writer}),
	...(worker === undefined || worker === 0 ? {} : {worker}),
	...(report === undefined ? {} : {report, entry: number - (back ?? 0)}),
	...(fingerprint === undefined ? {} : {fingerprint}),
});
