import {chmod, mkdir, readdir, readFile, rename, rm, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {pipeEmperor} from '../test/helpers/piped-emperor.js';
import {type Scope, scratch} from '../test/helpers/scratch.js';
import {until} from '../test/helpers/wait.js';

export type Tempest = {
	/** How often each thing was done. */
	readonly deeds: Readonly<Record<string, number>>;
	/** Processes that were started in all. */
	readonly starts: number;
	/** Names that were started while they still ran. */
	readonly twice: readonly string[];
	/** The files at the end, and who ran, as soon as these were the same; at most ten seconds later. */
	readonly files: readonly string[];
	readonly running: readonly string[];
	/** Resident bytes of the emperor, once a second. */
	readonly resident: readonly number[];
};

/** A small vassal that holds a lock on its name for as long as it lives, and says when somebody else does. */
const vassal = `#!/bin/sh
for name; do :; done
exec 9>"$TEMPEST/locks/$name"
flock -n 9 || echo "$name" >>"$TEMPEST/twice"
echo "$$ $name" >>"$TEMPEST/starts"
exec sleep 1000
`;

const names = Array.from({length: 12}, (_, index) => `v${index + 1}.ini`);

/** So many random file operations, one every `interval` ms; the same seed gives the same ones. */
export const brew = async (
	scope: Scope,
	{
		seed,
		operations,
		interval,
	}: {readonly seed: number; readonly operations: number; readonly interval: number},
): Promise<Tempest> => {
	const base = await scratch(scope);
	const [folder, away, program] = ['vassals', 'away', 'vassal.sh'].map(name => join(base, name)) as [
		string,
		string,
		string,
	];
	await mkdir(folder);
	await mkdir(join(base, 'locks'));
	await writeFile(program, vassal);
	await chmod(program, 0o755);
	for (const list of ['twice', 'starts']) {
		await writeFile(join(base, list), '');
	}
	const emperor = await pipeEmperor(scope, {args: ['--no-tui', folder], env: {TEMPEST: base}});

	const random = mulberry(seed);
	const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
	const config = () => `[uwsgi]\nunprivileged-binary-patch = ${program}\n# ${random()}\n`;
	const deeds: Record<string, number> = {};
	let isAway = false;

	const deed = async (): Promise<void> => {
		const place = isAway ? away : folder;
		const present = await readdir(place);
		const some = pick(present);
		const other = pick(names.filter(name => !present.includes(name)));
		const what = pick([
			'create',
			'create',
			'write',
			'touch',
			'rename',
			'remove',
			...(random() < 0.2 ? ['move'] : []),
		]);
		deeds[what ?? ''] = (deeds[what ?? ''] ?? 0) + 1;
		switch (what) {
			case 'create':
				return other === undefined ? undefined : writeFile(join(place, other), config());
			case 'write':
				return some === undefined ? undefined : writeFile(join(place, some), config());
			case 'touch':
				return some === undefined ? undefined : utimes(join(place, some), new Date(), new Date());
			case 'rename':
				return some === undefined || other === undefined
					? undefined
					: rename(join(place, some), join(place, other));
			case 'remove':
				return some === undefined ? undefined : rm(join(place, some));
			default:
				await rename(place, isAway ? folder : away);
				isAway = !isAway;
		}
	};

	const resident: number[] = [];
	const pid = await emperor.emperorPid();
	const sampling = setInterval(async () => {
		const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '0 0');
		resident.push(Number(statm.split(' ')[1]) * 4096);
	}, 1000);
	scope.after(async () => clearInterval(sampling));
	for (let operation = 0; operation < operations; operation++) {
		await deed();
		await pause(interval);
	}
	if (isAway) {
		await rename(away, folder);
	}
	clearInterval(sampling);

	const linesOf = async (list: string): Promise<readonly string[]> =>
		(await readFile(join(base, list), 'utf8')).split('\n').filter(line => line !== '');
	const whoRuns = async (): Promise<readonly string[]> => {
		const born = new Map((await linesOf('starts')).map(line => line.split(' ') as [string, string]));
		const family = await emperor.family();
		return family.flatMap(({pid}) => born.get(String(pid)) ?? []).sort();
	};
	const files = (await readdir(folder)).sort();
	let running: readonly string[] = [];
	await until('vassals to be as files', async () => {
		running = await whoRuns();
		return running.join() === files.join();
	}).catch(() => undefined);
	const twice = await linesOf('twice');
	return {deeds, starts: (await linesOf('starts')).length, twice, files, running, resident};
};

/** A small generator of numbers in [0, 1) that a seed decides: mulberry32. */
const mulberry = (seed: number): (() => number) => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};
