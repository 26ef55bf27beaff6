import {appendFileSync, mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {printable} from './core/printable.js';
import {logNames} from './log-files/log-names.js';
import {plain} from './log-printers.js';
import {NameColumn} from './screen/name-column.js';
import {sanitise} from './screen/sanitise.js';
import {describeLine} from './study/describe-line.js';
import {WorkerNumbers} from './study/worker-numbers.js';
import {emperorName} from './untangle/census.js';
import type {UntangledLine} from './untangle/untangler.js';
import type {Owner} from './untangle/verdict.js';

/** Who takes the lines of a log that were told apart. */
export type LinePrinter = {
	readonly print: (lines: readonly UntangledLine[]) => void;
	/** What there is to say when all is printed. */
	readonly close: () => string;
};

/** All lines in their order, the name in front, and a question mark where somebody else may have printed it. */
export const textLines = (isColoured: boolean): LinePrinter => {
	const clean = isColoured ? sanitise : plain;
	const column = new NameColumn(isColoured);
	column.meet(emperorName);
	const front = (owner: Owner | undefined): string =>
		owner === undefined
			? column.front('', '?')
			: column.front(printable(owner.name), owner.isGuess ? '?' : '|');
	return {
		print: lines =>
			void process.stdout.write(
				lines.map(({bytes, owner}) => `${front(owner)}${clean(bytes.toString())}\n`).join(''),
			),
		close: () => '',
	};
};

/** An object a line, as `emperor --json` has them: docs/json.md. */
export const jsonLines = (): LinePrinter => {
	const workers = new WorkerNumbers();
	const report = ({bytes, owner, number, entry: {facts, head, report}}: UntangledLine): string => {
		workers.learn(facts);
		const record = {
			level: facts.level,
			...workers.writerOf(facts),
			back: number - head,
			...(report === undefined || report === 'banner' ? {} : {report}),
		};
		return JSON.stringify({
			v: 1,
			type: 'log',
			...(owner === undefined ? {} : {name: owner.name, ...(owner.isGuess ? {guess: true} : {})}),
			number,
			text: bytes.toString(),
			...describeLine(record, number),
		});
	};
	return {
		print: lines => void process.stdout.write(lines.map(line => `${report(line)}\n`).join('')),
		close: () => '',
	};
};

/**
 * A file for each in a folder with nothing in it, byte for byte, but that a guess begins with a question mark.
 *
 * Throws where the folder cannot be had, as does `print` where nothing can be written.
 */
export const lineFiles = (dir: string): LinePrinter => {
	mkdirSync(dir, {recursive: true, mode: 0o750});
	if (readdirSync(dir).length > 0) {
		throw new Error(`${printable(dir)}: there is something in it. Give a folder that is new or empty.`);
	}
	const files = new Map<string | undefined, {readonly file: string; lines: number; guesses: number}>();
	const taken = new Set([unknownFile]);
	const fileOf = (name: string | undefined) => {
		const known = files.get(name);
		if (known !== undefined) {
			return known;
		}
		const file =
			name === undefined ? unknownFile : (logNames(name).find(one => !taken.has(one)) ?? unknownFile);
		taken.add(file);
		const made = {file, lines: 0, guesses: 0};
		files.set(name, made);
		return made;
	};
	return {
		print: lines => {
			const texts = new Map<string, Buffer[]>();
			for (const {bytes, owner} of lines) {
				const count = fileOf(owner?.name);
				count.lines++;
				count.guesses += owner?.isGuess === true ? 1 : 0;
				const pieces = texts.get(count.file) ?? [];
				texts.set(count.file, pieces);
				pieces.push(...(owner?.isGuess === true ? [guessMark] : []), bytes, newline);
			}
			for (const [file, pieces] of texts) {
				appendFileSync(join(dir, file), Buffer.concat(pieces), {mode: 0o640});
			}
		},
		close: () => tableOf([...files.values()]),
	};
};

const tableOf = (
	files: readonly {readonly file: string; readonly lines: number; readonly guesses: number}[],
): string => {
	const width = Math.max(0, ...files.map(({file}) => file.length));
	return files
		.map(({file, lines, guesses}) => {
			const guessed = guesses === 0 ? '' : `, ${guesses} of them guessed`;
			return `${file.padEnd(width)} ${String(lines).padStart(9)} lines${guessed}\n`;
		})
		.join('');
};

const unknownFile = 'unknown.log';
const guessMark = Buffer.from('? ');
const newline = Buffer.from('\n');
