/**
 * The first screen: from the start of the program to something to read, beside mprocs in the same terminal; and how long
 * until all eight stand on it, which a goal is not set for: Ink alone needs 230 to 280 ms (terminal-stack.md 5).
 *
 *     node build/bench/start.js [ROUNDS]
 *
 * Installs mprocs the first time. Exits with 1 when a goal of product.md 9 is missed.
 */
import {scratch} from '../test/helpers/scratch.js';
import {type Contender, contenders, installPeers} from './logs/contenders.js';
import {openPseudoTerminal} from './logs/pseudo-terminal.js';
import {scoped} from './scoped.js';
import {judge, median} from './verdicts.js';

const rounds = Number(process.argv[2] ?? 10);
const quiet = Array.from({length: 8}, () => 'sleep 1000');

/** Milliseconds until something is drawn at all, and until every process is listed. */
const start = (contender: Contender): Promise<{readonly anything: number; readonly all: number}> =>
	scoped(async scope => {
		const folder = await scratch(scope);
		const command = await contender.prepare(folder, quiet);
		const begun = performance.now();
		const terminal = await openPseudoTerminal(scope, folder, command);
		const shows = async (isShown: (rows: readonly string[]) => boolean) => {
			await terminal.shows(isShown, 10_000);
			return performance.now() - begun;
		};
		const anything = await shows(rows => rows.some(row => row.trim() !== ''));
		const all = await shows(rows =>
			quiet.every((_, index) => rows.some(row => row.includes(`p${index + 1}`))),
		);
		return {anything, all};
	});

await installPeers();
const [emperor, mprocs] = ['emperor', 'mprocs'].map(name =>
	contenders.find(contender => contender.name.startsWith(name)),
);
if (emperor === undefined || mprocs === undefined) {
	throw new Error('the bench has lost its contenders');
}
const times: Record<'emperor' | 'mprocs', {anything: number; all: number}[]> = {emperor: [], mprocs: []};
for (let round = 0; round < rounds; round += 1) {
	times.emperor.push(await start(emperor));
	times.mprocs.push(await start(mprocs));
}
const all = (program: 'emperor' | 'mprocs'): number => median(times[program].map(({all}) => all));
const theirs = times.mprocs.map(({anything}) => anything);
const isQuick = judge(
	[
		{
			what: 'the first screen',
			unit: 'ms',
			goal: Math.min(300, 1.5 * median(theirs)),
			samples: times.emperor.map(({anything}) => anything),
			peer: theirs,
		},
	],
	'mprocs',
);
console.log(
	`all eight stand on it after ${Math.round(all('emperor'))} ms, with mprocs after ${Math.round(all('mprocs'))}`,
);
process.exit(isQuick ? 0 : 1);
