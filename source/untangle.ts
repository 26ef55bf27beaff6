import {once} from 'node:events';
import {createReadStream} from 'node:fs';
import {constants} from 'node:os';
import type {UntanglePlan} from './command-line/untangle-plan.js';
import {printable} from './core/printable.js';
import {WholeLines} from './log-files/whole-lines.js';
import {isColoured} from './terminal-facts.js';
import {emperorName} from './untangle/census.js';
import {type UntangledLine, Untangler} from './untangle/untangler.js';
import {jsonLines, type LinePrinter, lineFiles, textLines} from './untangle-printers.js';

/** `emperor untangle`: tells apart what was printed into one log. Answers the exit code. */
export const untangle = async (plan: UntanglePlan): Promise<number> => {
	try {
		return await run(plan, printerFor(plan));
	} catch (error) {
		process.stderr.write(`${sentence(plan, error)}\n`);
		return failed;
	}
};

const printerFor = ({form, dir, color}: UntanglePlan): LinePrinter => {
	switch (form) {
		case 'files':
			return lineFiles(dir);
		case 'json':
			return jsonLines();
		case 'text':
			return textLines(isColoured(color));
	}
};

const run = async ({file}: UntanglePlan, {print, close}: LinePrinter): Promise<number> => {
	const untangler = new Untangler();
	let hasVassals = false;
	const hand = (lines: readonly UntangledLine[]): void => {
		if (lines.length > 0) {
			hasVassals ||= lines.some(({owner}) => owner !== undefined && owner.name !== emperorName);
			print(lines);
		}
	};
	const whole = new WholeLines(text => hand(linesOf(text).flatMap(line => untangler.take(line))));
	const finish = async (): Promise<void> => {
		whole.end();
		hand(untangler.release());
		await new Promise<unknown>(resolve => process.stdout.write(close(), resolve));
	};
	for (const name of ['SIGINT', 'SIGTERM'] as const) {
		process.once(name, () => {
			void finish().then(() => process.exit(128 + constants.signals[name]));
		});
	}
	// What is piped may pause for as long as it likes: then whoever waits for what comes next is told that nobody knows.
	let patience: NodeJS.Timeout | undefined;
	const isLive = file === undefined;
	for await (const chunk of isLive ? process.stdin : createReadStream(file)) {
		clearTimeout(patience);
		whole.take(chunk);
		patience = isLive ? setTimeout(() => hand(untangler.release()), silence) : undefined;
		if (process.stdout.writableNeedDrain) {
			await once(process.stdout, 'drain');
		}
	}
	clearTimeout(patience);
	await finish();
	if (!hasVassals) {
		process.stderr.write(
			`${printable(file ?? 'standard input')}: no vassal of a uWSGI Emperor is in it. Give what uwsgi --emperor has printed, from its start on.\n`,
		);
		return nothingFound;
	}
	return 0;
};

/** Of text that ends with a newline. */
const linesOf = (text: Buffer): readonly Buffer[] => {
	const lines: Buffer[] = [];
	for (let from = 0; from < text.length; ) {
		const end = text.indexOf(newline, from);
		lines.push(text.subarray(from, end));
		from = end + 1;
	}
	return lines;
};

const sentence = ({file, dir, form}: UntanglePlan, error: unknown): string => {
	if (!(error instanceof Error) || !('code' in error)) {
		return error instanceof Error ? error.message : String(error);
	}
	// Reading a folder names no path.
	const isReading = form !== 'files' || !('path' in error) || error.path === file;
	const what = troubles[String(error.code)] ?? error.message;
	return isReading
		? `${printable(file ?? 'standard input')}: ${what}. Give a log that can be read.`
		: `${printable(dir)}: ${what}. Give a folder that can be written to.`;
};

const troubles: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file',
	EISDIR: 'it is a folder',
	EACCES: 'permission denied',
	ENOTDIR: 'it is not a folder',
	EEXIST: 'it is not a folder',
	ENOSPC: 'disk full',
	EROFS: 'file system is read-only',
};

const newline = 10;

/** Milliseconds without anything new. */
const silence = 200;

const failed = 1;
const nothingFound = 3;
