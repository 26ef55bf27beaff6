import {readdir, readFile} from 'node:fs/promises';
import {until} from './wait.js';

/** A process that bears a mark, as `/proc` knows it. */
export type Relative = {
	readonly pid: number;
	readonly parent: number;
	/** Arguments with spaces between. */
	readonly command: string;
};

/** A variable that every process of one emperor inherits, wherever it strays. Its own marks are not asked: they are under test. */
export const markName = 'EMPEROR_TEST_MARK';

export const newMark = (): string => `${process.pid}-${++marks}`;

let marks = 0;

/** Who bears the mark and lives; of those that ended but were not reaped nothing is left to read. */
export const readFamily = async (mark: string): Promise<readonly Relative[]> => {
	const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
	const found = await Promise.all(
		pids.map(async (pid): Promise<Relative[]> => {
			const environment = await readProc(pid, 'environ');
			if (!`\0${environment}`.includes(`\0${markName}=${mark}\0`)) {
				return [];
			}
			const status = await readProc(pid, 'stat');
			const command = (await readProc(pid, 'cmdline')).replace(/\0/g, ' ').trim();
			const parent = Number(/.*\) \S (\d+)/.exec(status)?.[1]);
			return status === '' ? [] : [{pid: Number(pid), parent, command}];
		}),
	);
	return found.flat();
};

/** Waits for the last of them to end by itself. Whoever does not is killed, and that is a failure. */
export const endFamily = async (mark: string): Promise<void> => {
	try {
		await until('nobody of the family to be left', async () => {
			const left = await readFamily(mark);
			return left.length === 0 || Promise.reject(new Error(left.map(describe).join('\n')));
		});
	} catch (error) {
		for (const {pid} of await readFamily(mark)) {
			killQuietly(pid);
		}
		throw error;
	}
};

const describe = ({pid, parent, command}: Relative): string => `${pid} (child of ${parent}): ${command}`;

const readProc = (pid: string, file: string): Promise<string> =>
	readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');

const killQuietly = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// Gone before.
	}
};
