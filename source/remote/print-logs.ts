import type {VassalReport} from '../control/report.js';
import type {LineReport} from '../control/send-log.js';
import {type Line, targetOf} from './line.js';

type Logs = {
	/** Of each vassal, before what follows. */
	readonly lines: number;
	readonly follow: boolean;
	/** Takes a line, in order, with the name of its vassal. */
	readonly print: (name: string, text: string) => void;
};

/** The newest lines of vassals, by their time; then, where that is asked for, each new one as it comes. */
export const printLogs = async (
	line: Line,
	vassals: readonly VassalReport[],
	{lines, follow, print}: Logs,
): Promise<void> => {
	const logs = await Promise.all(
		vassals.map(async vassal => ({vassal, past: await readPast(line, vassal, lines)})),
	);
	const past = logs.flatMap(({vassal: {name}, past}) => past.map(entry => ({name, ...entry})));
	for (const {name, text} of past
		.filter(({partial}) => !(follow && partial))
		.sort((a, b) => a.time - b.time)) {
		print(name, text);
	}
	if (follow) {
		await Promise.all(
			logs.map(async ({vassal, past}) => {
				const last = past.at(-1);
				const from = last === undefined ? vassal.log.last + 1 : last.number + (last.partial ? 0 : 1);
				for await (const text of line.listen(targetOf(vassal.path, `/log?follow=1&from=${from}`))) {
					print(vassal.name, sayLine(JSON.parse(text)));
				}
			}),
		);
	}
};

/** Lines a program has asked for. */
export const readPast = async (
	line: Line,
	{path}: Pick<VassalReport, 'path'>,
	lines: number,
): Promise<readonly LineReport[]> => {
	const past: LineReport[] = [];
	for await (const text of line.listen(targetOf(path, `/log?lines=${lines}`))) {
		const entry: LineReport | Missed = JSON.parse(text);
		if (!('missed' in entry)) {
			past.push(entry);
		}
	}
	return past;
};

type Missed = {readonly missed: number};

const sayLine = (entry: LineReport | Missed): string =>
	'missed' in entry ? `… ${entry.missed} lines came faster than they were read, and were let go` : entry.text;
