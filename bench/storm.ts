/**
 * Random file operations on a folder of small vassals: files are created, written, touched, renamed and removed, and the
 * folder itself is moved away and back.
 *
 *     node build/bench/storm.js [OPERATIONS [SECONDS [SEED]]]
 *
 * Exits with 1 unless the vassals are the files at the end, none was ever started twice at once, and memory stayed flat.
 */
import {scoped} from './scoped.js';
import {brew} from './tempest.js';

const operations = Number(process.argv[2] ?? 1000);
const seconds = Number(process.argv[3] ?? 60);
const seed = Number(process.argv[4] ?? Date.now() % 1_000_000);

console.log(`${operations} operations in ${seconds} s, seed ${seed}`);
const {deeds, starts, twice, files, running, resident} = await scoped(scope =>
	brew(scope, {seed, operations, interval: (1000 * seconds) / operations}),
);
const megabytes = resident.map(bytes => Math.round(bytes / 1e6));
const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const quarter = megabytes.length >> 2;
const [early, late] = [median(megabytes.slice(quarter, 2 * quarter)), median(megabytes.slice(-quarter))];
console.log(deeds);
console.log(`${starts} processes started, ${twice.length} of them twice at once ${twice.join(' ')}`);
console.log(`files at the end: ${files.join(' ')}`);
console.log(`vassals:          ${running.join(' ')}`);
console.log(
	`resident: ${early} MB in the second quarter, ${late} MB in the last, ${Math.max(0, ...megabytes)} MB at most`,
);

const isFlat = late <= early * 1.15 + 5;
process.exit(twice.length === 0 && running.join() === files.join() && isFlat ? 0 : 1);
