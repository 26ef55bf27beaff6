import {rmSync} from 'node:fs';
import {mkdtemp, open} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {LogReader} from './logs/log-reader.js';
import {bareText} from './screen/sanitise.js';

/** A private file, to be removed when it is of no use any more: at once, since that may be while the process exits. */
export type PlainCopy = {readonly file: string; readonly remove: () => void};

/** Writes what is kept of a log now, without colours, to a file that only its owner can read. Rejects where the disk does. */
export const copyToFile = async (name: string, log: LogReader): Promise<PlainCopy> => {
	const folder = await mkdtemp(join(tmpdir(), 'emperor-'));
	const remove = () => rmSync(folder, {recursive: true, force: true});
	try {
		const file = join(folder, `${name.replaceAll(/[^\w.-]/g, '_').slice(-100)}.log`);
		const out = await open(file, 'wx', 0o600);
		try {
			const {last} = log;
			for (let from = log.first; from <= last; from += linesAtOnce) {
				const lines = log.read(from, Math.min(linesAtOnce, last - from + 1));
				await out.appendFile(
					lines.map(({text, isCut}) => bareText(text) + (isCut === true ? '' : '\n')).join(''),
				);
			}
		} finally {
			await out.close();
		}
		return {file, remove};
	} catch (error) {
		remove();
		throw error;
	}
};

/** Few enough that a key or another log never waits for them. */
const linesAtOnce = 500;
