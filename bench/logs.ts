/**
 * Eight children that flood, shown by emperor and by its peers: product.md 9's first three rows, in one run.
 *
 *     npm run bench:logs [-- MEGABYTES [NAME…]]        megabytes per child, 100 unless told; and whom, unless all
 *
 * Installs its peers the first time, prints a table, and puts it into the README. Takes about five minutes, since a
 * peer that is slow is given a minute.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {cpus, totalmem} from 'node:os';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {scratch} from '../test/helpers/scratch.js';
import {type Contender, contenders, installPeers} from './logs/contenders.js';
import {residentBelow} from './logs/cost.js';
import {prepareFlood} from './logs/flood.js';
import {openPseudoTerminal, type PseudoTerminal} from './logs/pseudo-terminal.js';
import {scoped} from './scoped.js';
import {late, median} from './verdicts.js';

const children = 8;
const [size = '100', ...names] = process.argv.slice(2);
const megabytes = Number(size);
const competing = contenders.filter(
	({name}) => names.length === 0 || names.some(wanted => name.includes(wanted)),
);
/** Milliseconds: for printing everything once; for keys while it floods on; for one key. */
const longestRun = 60_000;
const keyTime = 20_000;
const longestKey = 5000;

type Result = {
	readonly name: string;
	/** Megabytes a second. */
	readonly speed: number;
	/** Milliseconds from a key to its effect on the screen, longest wait counted where there was none. */
	readonly keys: readonly number[];
	/** Megabytes at the height of the flood, in the first and the second half of it. */
	readonly memory: readonly [number, number];
};

const run = (contender: Contender): Promise<Result> =>
	scoped(async scope => {
		const folder = await scratch(scope);
		const flood = await prepareFlood(folder, children, megabytes * 1_000_000);
		scope.after(flood.end);
		const terminal = await openPseudoTerminal(scope, folder, await contender.prepare(folder, flood.commands));
		await flood.ready();
		const speed = (await flood.release(longestRun)) / 1e6;
		const samples: number[] = [];
		let isOver = false;
		const weighing = (async () => {
			while (!isOver) {
				samples.push(await residentBelow(terminal.pid));
				await pause(500);
			}
		})();
		const keys = await pressKeys(contender, terminal);
		isOver = true;
		await weighing;
		const half = Math.ceil(samples.length / 2);
		const memory = [Math.max(...samples.slice(0, half)), Math.max(...samples.slice(half))] as const;
		return {name: contender.name, speed, keys, memory};
	});

const pressKeys = async ({keys}: Contender, terminal: PseudoTerminal): Promise<number[]> => {
	const end = performance.now() + keyTime;
	const waits: number[] = [];
	while (performance.now() < end) {
		if (keys !== undefined) {
			const before = keys.chosen(terminal.rows());
			terminal.press(waits.length % 2 === 0 ? keys.forth : keys.back);
			waits.push(await terminal.shows(rows => keys.chosen(rows) !== before, longestKey));
		}
		await pause(150);
	}
	return waits;
};

const round = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

const table = (results: readonly Result[]): string => {
	const own = results.find(({name}) => name === 'emperor');
	const rows = results.map(({name, speed, keys, memory: [first, second]}) => {
		const waits = keys.length === 0 ? ['', ''] : [`${round(median(keys))} ms`, `${round(late(keys))} ms`];
		const ratio = own === undefined || own.name === name ? '' : `${(own.speed / speed).toFixed(1)} ×`;
		return `| ${[name, `${round(speed)} MB/s`, ratio, ...waits, `${round(Math.max(first, second))} MB`].join(' | ')} |`;
	});
	return [
		'| | drained | emperor is | key to screen, median | 95th percentile | memory |',
		'|---|---|---|---|---|---|',
		...rows,
	].join('\n');
};

await installPeers();
const results: Result[] = [];
for (const contender of competing) {
	console.error(`${contender.name} …`);
	results.push(await run(contender));
	console.error(
		JSON.stringify(results.at(-1), (_, value) =>
			typeof value === 'number' ? Math.round(value * 10) / 10 : value,
		),
	);
}
const machine = `${children} × ${megabytes} MB on ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.versions.node}`;
const text = `${table(results)}\n\n${machine}.`;
console.log(text);

const readmeFile = fileURLToPath(new URL('../../README.md', import.meta.url));
const readme = readFileSync(readmeFile, 'utf8');
const [begin, end] = ['<!-- bench:logs -->', '<!-- /bench:logs -->'];
if (megabytes >= 100 && names.length === 0 && readme.includes(begin)) {
	const before = readme.slice(0, readme.indexOf(begin) + begin.length);
	writeFileSync(readmeFile, `${before}\n${text}\n${readme.slice(readme.indexOf(end))}`);
}
