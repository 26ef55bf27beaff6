import stripAnsi from 'strip-ansi';
import {printable} from './core/printable.js';
import type {LogPrinter} from './remote/print-logs.js';
import type {Heard} from './remote/sifted-log.js';
import {NameColumn} from './screen/name-column.js';
import {sanitise} from './screen/sanitise.js';

/** One vassal's lines as they are; those of several with the name in front. In a terminal in colours. */
export const textPrinter = (names: readonly string[]): LogPrinter => {
	const isColoured = process.stdout.isTTY && !process.env['NO_COLOR'];
	const clean = isColoured ? sanitise : plain;
	const known = new Set(names);
	const column = new NameColumn(isColoured);
	for (const name of names) {
		column.meet(printable(name));
	}
	const frontOf = (name: string): string => {
		known.add(name);
		return known.size < 2 ? '' : column.front(printable(name));
	};
	return {
		print: heard => void process.stdout.write(`${frontOf(heard.source.name)}${clean(textOf(heard))}\n`),
		remark,
	};
};

const textOf = (heard: Heard): string =>
	'line' in heard
		? heard.line.text
		: `… ${heard.missed} lines came faster than they were read, and were let go`;

/** An object a line, as `emperor --json` says it: docs/json.md. */
export const jsonPrinter: LogPrinter = {
	print: heard => void process.stdout.write(`${JSON.stringify(eventOf(heard))}\n`),
	remark,
};

const eventOf = (heard: Heard): object => {
	const {name, path} = heard.source;
	if ('missed' in heard) {
		return {v: 1, time: Date.now() / 1000, type: 'missed', name, path, lines: heard.missed};
	}
	const {time, arrival: _, followed: __, ...line} = heard.line;
	return {v: 1, time, type: 'log', name, path, ...line};
};

function remark(sentence: string): void {
	process.stderr.write(`${plain(sentence)}\n`);
}

/** Untrusted text without colours, and with nothing that acts on a terminal. */
export function plain(text: string): string {
	// In this order: what is left of a hostile line is colours only.
	return stripAnsi(sanitise(text));
}
