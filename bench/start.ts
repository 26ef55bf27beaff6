/**
 * The first screen: from the start of the program to the frames, and to all eight panels, beside mprocs in the same terminal.
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
/** Milliseconds (product.md 9): of the first screen, beside the peer's too. */
const goal = 300;
const theirs = {
	anything: times.mprocs.map(({anything}) => anything),
	all: times.mprocs.map(({all}) => all),
};
const isQuick = judge(
	[
		{
			what: 'the first screen',
			unit: 'ms',
			goal: Math.min(goal, 1.5 * median(theirs.anything)),
			samples: times.emperor.map(({anything}) => anything),
			peer: theirs.anything,
		},
		{
			what: 'all eight on the screen',
			unit: 'ms',
			goal,
			samples: times.emperor.map(({all}) => all),
			peer: theirs.all,
		},
	],
	'mprocs',
);
process.exit(isQuick ? 0 : 1);
