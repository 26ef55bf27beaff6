/**
 * Prints random bytes and escape sequences into a pane of an emulated terminal, round after round, and looks whether
 * anything but that pane is other than if nothing had been printed: modes, title, cursor, charset, the panes beside it.
 *
 *     node build/bench/fuzz.js [SECONDS] [SEED]
 *
 * Ten minutes unless told otherwise. What fails is made as short as it can be and printed, to be kept in
 * test/fixtures/pane-corpus.ts; it exits with 1 then.
 */
import {type Trial, tryPane} from '../test/helpers/pane-trial.js';
import {randomTrial} from './random-trial.js';
import {randomNumbers} from './scripture.js';

const seconds = Number(process.argv[2] ?? 600);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000_000);
console.log(`seed ${seed}`);

/** The same trial with as few bytes as still fail, found by leaving out ever smaller parts. */
const shrink = async (trial: Trial): Promise<Trial> => {
	let smallest: Trial = {...trial, chunks: [Buffer.concat(trial.chunks)]};
	if ((await tryPane(smallest)) === undefined) {
		return trial;
	}
	for (let size = Buffer.concat(smallest.chunks).length; size >= 1; ) {
		const [bytes = Buffer.alloc(0)] = smallest.chunks;
		let shorter: Trial | undefined;
		for (let start = 0; start < bytes.length && shorter === undefined; start += size) {
			const chunks = [Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + size)])];
			shorter = (await tryPane({...smallest, chunks})) === undefined ? undefined : {...smallest, chunks};
		}
		if (shorter === undefined) {
			size = Math.floor(size / 2);
		} else {
			smallest = shorter;
		}
	}
	return smallest;
};

const end = performance.now() + seconds * 1000;
let rounds = 0;
let bytes = 0;
for (; performance.now() < end; rounds++) {
	const trial = randomTrial(randomNumbers(seed + rounds));
	bytes += trial.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
	const complaint = await tryPane(trial);
	if (complaint !== undefined) {
		const {chunks, ...look} = await shrink(trial);
		console.log(`round ${rounds}, of seed ${seed + rounds}: ${complaint}`);
		console.log(JSON.stringify({chunks: chunks.map(chunk => chunk.toString('latin1')), ...look}));
		process.exitCode = 1;
	}
}
console.log(
	`${rounds} rounds, ${bytes} bytes${process.exitCode === 1 ? '' : ': nothing but the pane was touched'}`,
);
