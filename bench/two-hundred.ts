/**
 * Many vassals: from their files to all of them ready, reloaded at once, and ended; and what each costs. Panels on 200×50.
 *
 *     node build/bench/two-hundred.js [COUNT]        a quarter, a half and all of them: 200 unless told
 *
 * Keys are pressed all the while, from the first vassal on the screen to all ready, and again until all are reloaded.
 *
 * Exits with 1 when the whole costs more than a third more per vassal than its quarter, or a key beside the whole waits
 * longer than 50 ms.
 */
import {mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {scratch} from '../test/helpers/scratch.js';
import {until} from '../test/helpers/wait.js';
import {readReports} from './courtier.js';
import {countStolen, cpuTimeOf, residentOf} from './cpu-time.js';
import {goFirst} from './go-first.js';
import {openPseudoTerminal, type PseudoTerminal} from './logs/pseudo-terminal.js';
import {scoped} from './scoped.js';
import {late, median} from './verdicts.js';

const program = fileURLToPath(new URL('../../dist/emperor.js', import.meta.url));
const patience = 60_000;
const usual = goFirst();

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
	/** Percent of the busy time that other machines had. */
	readonly stolen: number;
};

/**
 * Says when it is born and when it is told to reload, and is ready at once. In bash, which reads bytes by itself: two
 * hundred vassals that each start three programs to hear one keep two cores busy, and what is measured is those.
 * It works in the folder with the configs.
 */
const vassal = `LC_ALL=C
echo "born $1 $$" >../reports
printf '\\001\\005' >&$UWSGI_EMPEROR_FD
while IFS= read -r -d '' -n 1 byte <&$UWSGI_EMPEROR_FD && [ -n "$byte" ]; do
	[ "$byte" = $'\\001' ] && echo "heard $1 1" >../reports && printf '\\005' >&$UWSGI_EMPEROR_FD
done
`;

const configOf = (name: string): string =>
	`[uwsgi]\nprivileged-binary-patch-arg = exec bash ../vassal.sh ${name}\n`;

const live = (count: number): Promise<Figures> =>
	scoped(async scope => {
		const place = await scratch(scope);
		writeFileSync(path.join(place, 'vassal.sh'), vassal);
		const folder = path.join(place, 'v');
		const terminal = await openPseudoTerminal(scope, place, `${usual}${process.execPath} ${program} dir://v`);
		const shows = (text: string) => terminal.shows(rows => rows.some(row => row.includes(text)), patience);
		await shows('the folder is not there');
		const reports = readReports(scope, place);
		const pid = childOf(terminal.pid);
		const [cpuBefore, residentBefore] = [await cpuTimeOf(pid), await residentOf(pid)];

		const names = Array.from({length: count}, (_, index) => `v${String(index + 1).padStart(3, '0')}`);
		mkdirSync(path.join(place, 'made'));
		for (const name of names) {
			writeFileSync(path.join(place, 'made', `${name}.ini`), configOf(name));
		}
		const shareStolen = countStolen();
		const begin = performance.now();
		renameSync(path.join(place, 'made'), folder);
		const allStarted = async (): Promise<void> => {
			for (const name of names) {
				await reports.next(`born ${name} `);
			}
			await shows(`● ${count} ready`);
		};
		const starting = allStarted();
		await terminal.shows(rows => chosen(rows) !== '', patience);
		const keys = await pressUntil(starting, terminal);
		const started = performance.now() - begin;

		const saved = performance.now();
		for (const name of names) {
			utimesSync(path.join(folder, `${name}.ini`), new Date(), new Date());
		}
		const allReloaded = async (): Promise<void> => {
			for (const name of names) {
				await reports.next(`heard ${name} 1`);
			}
			await shows(`● ${count} ready`);
		};
		keys.push(...(await pressUntil(allReloaded(), terminal)));
		const reloaded = performance.now() - saved;
		const stolen = shareStolen();
		await pause(1000);
		const cpu = (await cpuTimeOf(pid)) - cpuBefore;
		const resident = (await residentOf(pid)) - residentBefore;

		const stopped = performance.now();
		process.kill(pid, 'SIGINT');
		await until('the end', () => !isThere(pid), patience);
		return {
			count,
			started,
			reloaded,
			ended: performance.now() - stopped,
			cpu,
			resident,
			keys,
			stolen,
		};
	});

/** How long each key took to move the focus on the screen, one after the other, until that is over. */
const pressUntil = async (over: Promise<void>, terminal: PseudoTerminal): Promise<number[]> => {
	const keys: number[] = [];
	let isOver = false;
	const end = over.finally(() => {
		isOver = true;
	});
	// Heard of below, once the key that was pressed last has arrived.
	end.catch(() => undefined);
	while (!isOver) {
		const before = chosen(terminal.rows());
		terminal.press(keys.length % 2 === 0 ? '\t' : '\x1b[Z');
		keys.push(await terminal.shows(rows => chosen(rows) !== before, patience));
		await pause(20);
	}
	await end;
	return keys;
};

/** What stands in front of the focused vassal, wherever that is. */
const chosen = (rows: readonly string[]): string =>
	rows.map((row, index) => (row.includes('▸') ? `${index} ${row.indexOf('▸')}` : '')).join('');

/** The command in a terminal is the only child of who holds it. */
const childOf = (pid: number): number =>
	Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);

const isThere = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

const row = ({count, started, reloaded, ended, cpu, resident, keys, stolen}: Figures): string =>
	[
		`${count} vassals`,
		...[started, reloaded, ended].map(ms => `${Math.round(ms)} ms`),
		`${(cpu / count).toFixed(1)} ms of CPU`,
		`${((1000 * resident) / count).toFixed(0)} KB`,
		`${Math.round(median(keys))} ms`,
		`${Math.round(late(keys))} ms of ${keys.length}`,
		`${Math.round(stolen)} %`,
	].join('\t');

console.log(
	'\tall ready\tall reloaded\tall ended\teach\teach\ta key, median\t95th percentile\ttaken by other machines',
);
const figures: Figures[] = [];
for (const count of [most / 4, most / 2, most].map(Math.round)) {
	figures.push(await live(count));
	console.log(row(figures.at(-1) as Figures));
}
const [quarter, , whole] = figures;
const isMet =
	whole !== undefined &&
	quarter !== undefined &&
	whole.cpu / whole.count <= (1.34 * quarter.cpu) / quarter.count &&
	late(whole.keys) <= 50;
process.exit(isMet ? 0 : 1);
