import type {VassalReport} from '../control/report.js';
import type {LineReport} from '../control/send-log.js';
import {printable} from '../core/printable.js';
import {Failure, failed} from './failure.js';
import {type Line, targetOf} from './line.js';
import {type Heard, isSifted, SiftedLog, type Wanted} from './sifted-log.js';

export type LogPrinter = {
	readonly print: (heard: Heard) => void;
	/** Says to a person what is no line of a log. */
	readonly remark: (sentence: string) => void;
};

/** Of each vassal: so many of the newest lines that are wanted; may be infinite. */
export type Newest = Wanted & {
	readonly lines: number;
	/** Whether every line before them has to be read too, to say what a line is. */
	readonly isStudied: boolean;
};

/** The newest lines of vassals, in the order in which they reached the emperor. Answers the exit code. */
export const printLogs = async (
	line: Line,
	vassals: readonly VassalReport[],
	newest: Newest,
	printer: LogPrinter,
): Promise<number> => {
	const pasts = await Promise.all(vassals.map(vassal => readNewest(line, vassal, newest, printer)));
	printInOrder(
		pasts.flatMap(({heard}) => heard),
		printer,
	);
	return pasts.every(({isWhole}) => isWhole) ? 0 : failed;
};

export const printInOrder = (heard: readonly Heard[], {print}: LogPrinter): void => {
	for (const one of [...heard].sort((a, b) => a.arrival - b.arrival)) {
		print(one);
	}
};

/** A log as far as it was read. */
export type Past = {readonly log: SiftedLog; readonly heard: readonly Heard[]; readonly isWhole: boolean};

export const readNewest = async (
	line: Line,
	vassal: VassalReport,
	newest: Newest,
	{remark}: LogPrinter,
): Promise<Past> => {
	const log = new SiftedLog(vassal, newest);
	const heard: Heard[] = [];
	const lines = isSifted(newest) || newest.isStudied ? everything : newest.lines;
	let isWhole = true;
	try {
		for await (const text of line.listen(
			targetOf(vassal.path, `/log?lines=${Math.min(lines, everything)}`),
		)) {
			const one = log.hear(text);
			if (one !== undefined) {
				heard.push(one);
			}
			if (heard.length > newest.lines) {
				heard.shift();
			}
		}
	} catch (error) {
		if (!(error instanceof Failure)) {
			throw error;
		}
		isWhole = false;
		remark(`${printable(vassal.name)}: ${error.message}`);
	}
	if (newest.since !== undefined && vassal.log.first > 1 && (log.oldest ?? 0) > newest.since) {
		remark(
			`${printable(vassal.name)}: nothing from before ${new Date(log.oldest ?? 0).toLocaleString('sv')} is kept.`,
		);
	}
	return {log, heard, isWhole};
};

/** As many as a request can ask for. */
const everything = 999_999_999_999_999;

/** Lines a program has asked for. */
export const readPast = async (
	line: Line,
	{path}: Pick<VassalReport, 'path'>,
	range: string,
): Promise<readonly LineReport[]> => {
	const past: LineReport[] = [];
	for await (const text of line.listen(targetOf(path, `/log?${range}`))) {
		const entry: LineReport | {readonly missed: number} = JSON.parse(text);
		if (!('missed' in entry)) {
			past.push(entry);
		}
	}
	return past;
};
