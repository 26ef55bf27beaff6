/**
 * Counts whether every line that eight vassals print is in their log files once, in order and whole, while they are killed
 * and reloaded at random.
 *
 *     node build/bench/conservation.js [LINES] [SEED]
 *
 * Two million lines unless told otherwise. Exits with 1, and says where, if one is not.
 */
import {conserve} from './conserve.js';
import {scoped} from './scoped.js';

const lines = Number(process.argv[2] ?? 2_000_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
const {findings, kills, reloads, seconds} = await scoped(scope => conserve(scope, lines, seed));
const sum = (of: 'lines' | 'torn' | 'lives'): number =>
	findings.reduce((total, found) => total + found[of], 0);
console.log(
	`${sum('lines')} lines of ${sum('lives')} lives, each once and in order, in ${seconds.toFixed(1)} s; ` +
		`${kills} kills, ${reloads} reloads, ${sum('torn')} lines torn by a death`,
);
