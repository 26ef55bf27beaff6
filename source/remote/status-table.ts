import stringWidth from 'string-width';
import type {VassalReport} from '../control/report.js';
import {printable} from '../core/printable.js';
import {duration, memory} from '../ui/format.js';

/** The vassals as a table for people; below it what they should read. `now` is in seconds since the epoch. */
export const statusTable = (
	vassals: readonly VassalReport[],
	notices: readonly string[],
	now: number,
): string => {
	const rows = [heads, ...vassals.map(vassal => rowOf(vassal, now))];
	const widths = heads.map((_, column) => Math.max(...rows.map(row => stringWidth(row[column] ?? ''))));
	const table = rows.map(row =>
		row
			.map((cell, column) => pad(cell, widths[column] ?? 0, column < textColumns))
			.join('  ')
			.trimEnd(),
	);
	const sentences = [...notices, ...vassals.flatMap(({problems}) => problems)].map(printable);
	return [...table, ...(sentences.length === 0 ? [] : ['', ...sentences]), ''].join('\n');
};

const heads = ['NAME', 'STATE', 'PID', 'UP', 'MEMORY', 'RESTARTS'];

/** Columns of words; the others are numbers, and stand at the right. */
const textColumns = 2;

const nothing = '-';

const rowOf = (vassal: VassalReport, now: number): string[] => {
	const {name, state, facts, pid, first_run: since} = vassal;
	return [
		printable(name),
		[state, ...facts.map(printable)].join(' · '),
		pid === -1 ? nothing : String(pid),
		pid === -1 ? nothing : duration((now - since) * 1000),
		vassal.memory === null ? nothing : memory(vassal.memory),
		String(vassal.restarts),
	];
};

const pad = (cell: string, width: number, isText: boolean): string => {
	const space = ' '.repeat(width - stringWidth(cell));
	return isText ? cell + space : space + cell;
};
