/**
 * Kills an emperor with SIGKILL again and again, and counts how long anything of its ten vassals outlives it.
 *
 *     node build/bench/kill-nine.js [ROUNDS]
 *
 * So many rounds when all are up, and as many at different moments while it starts them. Exits with 1 when one takes too long.
 */
import {killEmperor} from './regicide.js';
import {scoped} from './scoped.js';
import {judge} from './verdicts.js';

const rounds = Number(process.argv[2] ?? 10);
const allowed = 5;

/** Answers how many seconds the last one stayed, each time. */
const killAll = async (earlyOf: (round: number) => number | undefined): Promise<readonly number[]> => {
	const figures: number[] = [];
	for (let round = 1; round <= rounds; round += 1) {
		const early = earlyOf(round);
		const {bereaved, lasted} = await scoped(scope => killEmperor(scope, early));
		const seconds = lasted / 1000;
		figures.push(seconds);
		const when = early === undefined ? 'when all were up' : 'while it was starting them';
		console.log(
			`round ${round}: killed ${when}, ${bereaved} processes left, all gone after ${seconds.toFixed(2)} s`,
		);
	}
	return figures;
};

const whenUp = await killAll(() => undefined);
const whileStarting = await killAll(round => 1 + (round % 10));
const isMet = judge([
	{what: 'emperor killed when all are up → nobody left', unit: 's', goal: allowed, samples: whenUp},
	{what: 'killed while it starts them → nobody left', unit: 's', goal: allowed, samples: whileStarting},
]);
process.exit(isMet && Math.max(...whenUp, ...whileStarting) <= allowed ? 0 : 1);
