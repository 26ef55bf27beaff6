import type {LineRecord} from './line-record.js';

/** What is told of a line to programs: docs/json.md. `entry` is the number of the first line of what it is part of, such as a traceback. */
export type LineDescription = {
	readonly level?: LineRecord['level'];
	readonly writer?: LineRecord['writer'];
	readonly worker?: number;
	readonly report?: NonNullable<LineRecord['report']>;
	readonly entry?: number;
	readonly partial?: true;
};

/** What is known is told, and nothing else. */
export const describeLine = (
	{level, writer, worker, back, report}: Partial<LineRecord> = {},
	number: number,
): LineDescription => ({
	...(level === undefined ? {} : {level}),
	...(writer === undefined || writer === 'unknown' ? {} : {writer}),
	...(worker === undefined || worker === 0 ? {} : {worker}),
	...(report === undefined ? {} : {report, entry: number - (back ?? 0)}),
});
