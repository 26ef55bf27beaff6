/**
 * Many vassals: from their files to all of them ready, reloaded at once, and ended; and what each costs. Panels on 200×50.
 *
 *     node build/bench/two-hundred.js [COUNT]        a quarter, a half and all of them: 200 unless told
 *
 * Exits with 1 when the whole costs more than a third more per vassal than its quarter, or a key waits longer than 50 ms.
 */
import {mkdirSync, renameSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {openEmperor} from '../test/helpers/emperor.js';
import {courtier, courtierPrograms, readReports} from './courtier.js';
import {cpuTimeOf, residentOf} from './cpu-time.js';
import {scoped} from './scoped.js';
import {median} from './verdicts.js';

const most = Number(process.argv[2] ?? 200);

/** In ms, ms of CPU, and MB. */
type Figures = {
	readonly count: number;
	readonly started: number;
	readonly reloaded: number;
	readonly ended: number;
	readonly cpu: number;
	readonly resident: number;
	readonly keys: readonly number[];
};

/** They work in the folder with the configs, which is beside theirs. */
const programs = Object.fromEntries(
	Object.entries(courtierPrograms).map(([file, text]) => [file, text.replaceAll('>reports', '>../reports')]),
);

const live = (count: number): Promise<Figures> =>
	scoped(async scope => {
		const emperor = await openEmperor(scope, {args: ['dir://v'], files: programs, columns: 200, rows: 50});
		const folder = path.join(emperor.folder, 'v');
		const reports = readReports(scope, emperor.folder);
		await emperor.shows('the folder is not there');
		const pid = await emperor.emperorPid();
		const [cpuBefore, residentBefore] = [await cpuTimeOf(pid), await residentOf(pid)];

		const names = Array.from({length: count}, (_, index) => `v${String(index + 1).padStart(3, '0')}`);
		mkdirSync(path.join(emperor.folder, 'made'));
		for (const name of names) {
			const config = courtier('obedient', name).replaceAll('programs/', '../programs/');
			writeFileSync(path.join(emperor.folder, 'made', `${name}.ini`), config);
		}
		const begin = performance.now();
		renameSync(path.join(emperor.folder, 'made'), folder);
		for (const name of names) {
			await reports.next(`born ${name} `);
		}
		await emperor.shows(`● ${count} ready`, 60_000);
		const started = performance.now() - begin;

		const saved = performance.now();
		for (const name of names) {
			utimesSync(path.join(folder, `${name}.ini`), new Date(), new Date());
		}
		const keys: number[] = [];
		for (let round = 0; round < 20; round += 1) {
			const pressed = performance.now();
			await emperor.keys('?');
			await emperor.shows('the focused vassal');
			keys.push(performance.now() - pressed);
			await emperor.keys('Escape');
			await emperor.gone('the focused vassal');
		}
		for (const name of names) {
			await reports.next(`heard ${name} 1`);
		}
		await emperor.shows(`● ${count} ready`, 60_000);
		const reloaded = performance.now() - saved;
		await pause(1000);
		const cpu = (await cpuTimeOf(pid)) - cpuBefore;
		const resident = (await residentOf(pid)) - residentBefore;

		const stopped = performance.now();
		process.kill(pid, 'SIGINT');
		await emperor.ended(60_000);
		return {count, started, reloaded, ended: performance.now() - stopped, cpu, resident, keys};
	});

const row = ({count, started, reloaded, ended, cpu, resident, keys}: Figures): string =>
	[
		`${count} vassals`,
		...[started, reloaded, ended].map(ms => `${Math.round(ms)} ms`),
		`${(cpu / count).toFixed(1)} ms of CPU`,
		`${((1000 * resident) / count).toFixed(0)} KB`,
		`${Math.round(median(keys))} ms`,
	].join('\t');

console.log('\tall ready\tall reloaded\tall ended\teach\teach\ta key, through tmux and back');
const figures: Figures[] = [];
for (const count of [most / 4, most / 2, most].map(Math.round)) {
	figures.push(await live(count));
	console.log(row(figures.at(-1) as Figures));
}
const [quarter, , whole] = figures;
const isLinear =
	whole !== undefined &&
	quarter !== undefined &&
	whole.cpu / whole.count <= (1.34 * quarter.cpu) / quarter.count;
process.exit(isLinear ? 0 : 1);
