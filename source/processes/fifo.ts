import {closeSync, constants, openSync, rmdirSync, rmSync} from 'node:fs';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {runTool} from './run-tool.js';
import {errorCode, SpawnRefused, tooManyFiles} from './spawn-refused.js';

/** Descriptors of a real pipe. Reading never blocks, writing does, and no child inherits either by accident. */
export type Fifo = {readonly readEnd: number; readonly writeEnd: number};

/**
 * Kept ready, so that a spawn seldom waits for `mkfifo` (4 ms): so many are made at a time, or twice as many as the last
 * time where those were soon used up.
 */
const madeAtFirst = 8;
const mostMade = 32;
const fewSpares = 3;
/** Milliseconds. */
const soon = 1000;

const spares: Fifo[] = [];
let batch = madeAtFirst;
let madeAt = Number.NEGATIVE_INFINITY;
let making: Promise<void> | undefined;

/**
 * A pipe that children can open again by name (`> /dev/stdout`), which they cannot do with the socketpair that is
 * Node's own `'pipe'`. Rejects with `SpawnRefused`.
 */
export const takeFifo = async (): Promise<Fifo> => {
	for (;;) {
		const fifo = spares.pop();
		if (fifo !== undefined) {
			if (spares.length < fewSpares) {
				makeSpares().catch(() => {}); // Whoever needs one and gets none will be told.
			}
			return fifo;
		}
		await makeSpares();
	}
};

const makeSpares = (): Promise<void> => {
	if (making === undefined) {
		const now = performance.now();
		batch = now - madeAt < soon ? Math.min(2 * batch, mostMade) : madeAtFirst;
		madeAt = now;
		making = makeFifos(batch).finally(() => {
			making = undefined;
		});
	}
	return making;
};

const makeFifos = async (count: number): Promise<void> => {
	const folder = await makeFolder();
	const names = Array.from({length: count}, (_, index) => path.join(folder, String(index)));
	try {
		// A vassal that has changed its user opens /dev/stdout by these permissions; nobody else can reach the folder.
		const {exitCode, output} = await runTool('mkfifo', ['-m', '666', ...names], {timeout: 5000});
		if (exitCode !== 0) {
			throw refusedToMake(output);
		}
		openAll(names);
	} finally {
		remove(folder, names);
	}
};

const makeFolder = async (): Promise<string> => {
	try {
		return await mkdtemp(path.join(tmpdir(), 'emperor-'));
	} catch (error) {
		throw refusedToMake(error instanceof Error ? error.message : String(error));
	}
};

/** As many as the limit of open files allows; none at all is an error. */
const openAll = (names: readonly string[]): void => {
	for (const [index, name] of names.entries()) {
		try {
			spares.push(openBothEnds(name));
		} catch (error) {
			if (index > 0) {
				return;
			}
			const isFull = errorCode(error) === 'EMFILE' || errorCode(error) === 'ENFILE';
			throw isFull ? tooManyFiles('make a pipe for output') : refusedToMake(String(error));
		}
	}
};

const openBothEnds = (name: string): Fifo => {
	const readEnd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const writeEnd = openSync(name, constants.O_WRONLY);
		return {readEnd, writeEnd};
	} catch (error) {
		closeSync(readEnd);
		throw error;
	}
};

/** One by one, because listing a folder takes a descriptor, and there may be none left. */
const remove = (folder: string, names: readonly string[]): void => {
	for (const name of names) {
		rmSync(name, {force: true});
	}
	try {
		rmdirSync(folder);
	} catch {
		// Somebody tidied the temporary folder before us.
	}
};

const refusedToMake = (reason: string): SpawnRefused => {
	const detail = reason.trim().replaceAll('\n', ' ');
	if (/EMFILE|ENFILE/.test(detail)) {
		return tooManyFiles('make a pipe for output');
	}
	return SpawnRefused.because(
		`cannot make a pipe for output: ${detail}`,
		detail.startsWith('cannot find')
			? 'On Debian: apt install coreutils'
			: `See that ${tmpdir()} can be written, or set TMPDIR`,
	);
};
