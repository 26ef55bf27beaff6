/**
 * Fifty vassals that die as soon as they start, beside five healthy ones: what the emperor spends on the fifty, and
 * whether the five notice. Panels on 200×50.
 *
 *     node build/bench/crash-loops.js
 *
 * Each dies eleven times in the first minute, and four more times in the second: a death adds a second to its wait.
 * Exits with 1 when the second minute costs more than 5 % of a core, or when the five wait half as long again as
 * without the fifty.
 */
import {appendFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {openEmperor} from '../test/helpers/emperor.js';
import {courtier, courtierPrograms, type Reports, readReports} from './courtier.js';
import {cpuTimeOf} from './cpu-time.js';
import {scoped} from './scoped.js';
import {judge, median} from './verdicts.js';

const minute = 60_000;
const crashers = 50;
const healthy = ['one', 'two', 'three', 'four'];
const rounds = 20;

type Times = {readonly reloaded: number[]; readonly returned: number[]};

/** Milliseconds from saving a file to byte 1, and from the death of a loyal vassal to its next life. */
const time = async (folder: string, reports: Reports, loyal: {pid: number}): Promise<Times> => {
	const times: Times = {reloaded: [], returned: []};
	for (let round = 0; round < rounds; round += 1) {
		const name = healthy[round % healthy.length] ?? '';
		await pause(200);
		const saved = performance.now();
		appendFileSync(path.join(folder, `${name}.ini`), '; saved\n');
		times.reloaded.push((await reports.next(`heard ${name} 1`)).at - saved);
		await pause(200);
		const killed = performance.now();
		process.kill(loyal.pid, 'SIGKILL');
		const {rest, at} = await reports.next('born loyal ');
		times.returned.push(at - killed);
		loyal.pid = Number(rest);
	}
	return times;
};

const areCheap = await scoped(async scope => {
	const emperor = await openEmperor(scope, {args: ['.'], files: courtierPrograms, columns: 200, rows: 50});
	const {folder} = emperor;
	const reports = readReports(scope, folder);
	for (const name of healthy) {
		writeFileSync(path.join(folder, `${name}.ini`), courtier('obedient', name));
		await reports.next(`born ${name} `);
	}
	writeFileSync(path.join(folder, 'loyal.ini'), courtier('loyal', 'loyal'));
	const loyal = {pid: Number((await reports.next('born loyal ')).rest)};
	const alone = await time(folder, reports, loyal);

	for (let number = 1; number <= crashers; number += 1) {
		const config = '[uwsgi]\nprivileged-binary-patch-arg = echo up and down; exit 1\n';
		writeFileSync(path.join(folder, `crash-${number}.ini`), config);
	}
	await emperor.shows(/⧗ 50 throttled/, 30_000);
	const pid = await emperor.emperorPid();
	/** Per cent of a core, until a minute after it was asked. */
	const shareOfMinute = async (meanwhile: () => Promise<void>): Promise<number> => {
		const [before, since] = [await cpuTimeOf(pid), performance.now()];
		await meanwhile();
		await pause(Math.max(0, since + minute - performance.now()));
		return (100 * ((await cpuTimeOf(pid)) - before)) / (performance.now() - since);
	};
	let beside: Times = {reloaded: [], returned: []};
	const first = await shareOfMinute(async () => {
		beside = await time(folder, reports, loyal);
	});
	const second = await shareOfMinute(async () => {});

	console.log(`${crashers} crash loops beside ${healthy.length + 1} healthy vassals, on 200×50`);
	console.log(`CPU of the emperor in the first minute: ${first.toFixed(1)} % of a core`);
	return judge(
		[
			{what: 'CPU in the second minute', unit: '% of a core', goal: 5, samples: [second]},
			{
				what: 'file saved → reload byte',
				unit: 'ms',
				goal: 1.5 * median(alone.reloaded),
				samples: beside.reloaded,
				peer: alone.reloaded,
			},
			{
				what: 'loyal vassal killed → new process',
				unit: 'ms',
				goal: 1.5 * median(alone.returned),
				samples: beside.returned,
				peer: alone.returned,
			},
		],
		'alone',
	);
});
process.exit(areCheap ? 0 : 1);
