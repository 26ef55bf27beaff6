/**
 * What the emperor costs when little happens: eight vassals that print a line a second each, panels on 200×50.
 *
 *     node build/bench/idle.js [SECONDS]
 *
 * Exits with 1 when a goal of product.md 9 is missed.
 */
import {setTimeout as pause} from 'node:timers/promises';
import {openEmperor} from '../test/helpers/emperor.js';
import {cpuTimeOf, residentOf} from './cpu-time.js';
import {scoped} from './scoped.js';
import {judge} from './verdicts.js';

const seconds = Number(process.argv[2] ?? 20);
const vassals = 8;

const murmur = `sleep $1
n=0
while :; do
	n=$((n + 1))
	echo "$n a quiet line from one who has little to say"
	sleep 1
done
`;
/** Their seconds begin one after the other, so that no two lines are drawn together. */
const config = (index: number): string =>
	`[uwsgi]\nunprivileged-binary-patch-arg = exec sh murmur.sh ${index / vassals}\n`;

const isCheap = await scoped(async scope => {
	const names = Array.from({length: vassals}, (_, index) => `quiet-${index + 1}.ini`);
	const emperor = await openEmperor(scope, {
		args: ['*.ini'],
		files: {'murmur.sh': murmur, ...Object.fromEntries(names.map((name, index) => [name, config(index)]))},
		columns: 200,
		rows: 50,
	});
	// All are ready; ages are drawn every second while anything is younger than ten, and Node compiles for longer than that.
	for (const name of names) {
		await emperor.shows(name);
	}
	await emperor.gone('starting');
	await pause(40_000);

	const pid = await emperor.emperorPid();
	const before = await cpuTimeOf(pid);
	const since = performance.now();
	const resident: number[] = [];
	for (let second = 1; second <= seconds; second += 1) {
		await pause(since + second * 1000 - performance.now());
		resident.push(await residentOf(pid));
	}
	const spent = (await cpuTimeOf(pid)) - before;
	const share = (100 * spent) / (performance.now() - since);
	console.log(`${vassals} vassals, a line a second each, on 200×50, over ${seconds} s`);
	return judge([
		{what: 'CPU of the emperor', unit: '% of a core', goal: 2, samples: [share]},
		{what: 'its resident memory', unit: 'MB', goal: 110, samples: resident},
	]);
});
process.exit(isCheap ? 0 : 1);
