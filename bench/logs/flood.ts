import {readdir, readFile, readlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {until} from '../../test/helpers/wait.js';

/**
 * Children that print when they are told: each waits for the file `go`, prints `flood.txt` once, notes in `done.N` when
 * it has, and goes on printing it until there is a file `stop`. They never end by themselves, so nobody restarts them.
 */
export type Flood = {
	readonly folder: string;
	/** A shell command for each child, to be run in the folder. */
	readonly commands: readonly string[];
	/** Resolves when all of them wait. */
	readonly ready: () => Promise<void>;
	/** Ends them, whoever still holds them. */
	readonly end: () => Promise<void>;
	/** Lets them print; answers how many bytes a second were taken until all have printed once, or `limit` ms were over. */
	readonly release: (limit: number) => Promise<number>;
};

/** Bytes per child and ms; a hundred megabytes and a minute in full. */
export const prepareFlood = async (folder: string, children: number, size: number): Promise<Flood> => {
	await writeFile(join(folder, 'flood.txt'), floodText(size));
	await writeFile(join(folder, 'flood.sh'), childScript);
	const numbers = Array.from({length: children}, (_, index) => index + 1);
	const pidOf = async (number: number): Promise<number> =>
		Number(await readFile(join(folder, `pid.${number}`), 'utf8'));
	/** Bytes that a child has got rid of: where its `cat` stands in the file. */
	const printedBy = async (number: number): Promise<number> =>
		(await isDone(folder, number)) ? size : positionOf(await pidOf(number), join(folder, 'flood.txt'));
	return {
		folder,
		commands: numbers.map(number => `sh flood.sh ${number}`),
		ready: async () => {
			await until(
				'the children',
				async () => (await Promise.all(numbers.map(pidOf))).every(pid => pid > 0),
				30_000,
			);
		},
		end: async () => {
			for (const number of numbers) {
				const pid = await pidOf(number).catch(() => 0);
				for (const child of [...(await childrenOf(pid)), pid]) {
					endIfThere(child);
				}
			}
		},
		release: async limit => {
			await writeFile(join(folder, 'go'), '');
			const since = performance.now();
			let lasted = 0;
			let areDone = false;
			// Where they stand is only looked up in the end: to look at it costs them time.
			do {
				await new Promise(resolve => setTimeout(resolve, 20));
				const done = await readdir(folder);
				lasted = performance.now() - since;
				areDone = numbers.every(number => done.includes(`done.${number}`));
			} while (!areDone && lasted < limit);
			const taken = (await Promise.all(numbers.map(printedBy))).reduce((sum, bytes) => sum + bytes, 0);
			return (taken * 1000) / lasted;
		},
	};
};

const childScript = `echo $$ >pid.$1
while [ ! -e go ]; do sleep 0.02; done
cat flood.txt
: >done.$1
while [ ! -e stop ]; do cat flood.txt; done
exec sleep 1000
`;

/** Numbered lines of about 135 bytes with two colours each, a megabyte of them again and again. */
const floodText = (size: number): Buffer => {
	let text = '';
	for (let number = 1; text.length < 1_000_000; number += 1) {
		const time = `\x1b[32m2026-11-24 03:${String(number % 60).padStart(2, '0')}:00\x1b[0m`;
		text += `${time} line ${String(number).padStart(8, '0')} \x1b[36mGET\x1b[0m /path/of/some/length?with=query => 1234 bytes in 5 msecs, 200, core 0\n`;
	}
	return Buffer.alloc(size, text);
};

const isDone = async (folder: string, number: number): Promise<boolean> =>
	(await readdir(folder)).includes(`done.${number}`);

const endIfThere = (pid: number): void => {
	try {
		process.kill(pid === 0 ? Number.NaN : pid, 'SIGKILL');
	} catch {
		// It has gone with its terminal.
	}
};

const childrenOf = async (pid: number): Promise<number[]> => {
	const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
	return text.split(' ').filter(Boolean).map(Number);
};

const positionOf = async (shell: number, file: string): Promise<number> => {
	try {
		const [child] = await childrenOf(shell);
		for (const fd of await readdir(`/proc/${child}/fd`)) {
			if ((await readlink(`/proc/${child}/fd/${fd}`)) === file) {
				const info = await readFile(`/proc/${child}/fdinfo/${fd}`, 'utf8');
				return Number(/^pos:\s+(\d+)/m.exec(info)?.[1] ?? 0);
			}
		}
	} catch {
		// It has just ended, or not yet begun.
	}
	return 0;
};
