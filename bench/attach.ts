/**
 * Eight vassals that flood, and screens attached to their emperor: what that costs it, and how long a key takes there.
 *
 *     node build/bench/attach.js [MEGABYTES]        megabytes per vassal, 30 unless told
 *
 * Prints a table. Exits with 1 when a key waits longer than 50 ms (95th percentile) on an attached screen.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {type Scope, scratch} from '../test/helpers/scratch.js';
import {until} from '../test/helpers/wait.js';
import {residentBelow} from './logs/cost.js';
import {prepareFlood} from './logs/flood.js';
import {openPseudoTerminal, type PseudoTerminal} from './logs/pseudo-terminal.js';
import {scoped} from './scoped.js';
import {late, median} from './verdicts.js';

const program = fileURLToPath(new URL('../../dist/emperor.js', import.meta.url));
const [megabytes = '30'] = process.argv.slice(2);
const vassals = 8;

/** Milliseconds. */
const keyTime = 20_000;
const longestKey = 5000;

/** How many are attached, or that the emperor draws its own. */
type Screens = number | 'own';

type Result = {
	readonly screens: Screens;
	/** Megabytes a second. */
	readonly speed: number;
	/** Milliseconds from a key to its effect. */
	readonly keys: readonly number[];
	/** Megabytes of one screen. */
	readonly memory: number;
};

const run = (screens: Screens): Promise<Result> =>
	scoped(async scope => {
		const folder = await scratch(scope);
		const flood = await prepareFlood(folder, vassals, Number(megabytes) * 1_000_000);
		for (const [index, command] of flood.commands.entries()) {
			const config = `[uwsgi]\nunprivileged-binary-patch-arg = exec ${command}\n`;
			await writeFile(join(folder, `p${index + 1}.ini`), config);
		}
		const attached: PseudoTerminal[] = [];
		if (screens === 'own') {
			attached.push(
				await openPseudoTerminal(scope, folder, `${process.execPath} ${program} --layout list '*.ini'`),
			);
		}
		if (screens !== 'own') {
			await rule(scope, folder);
		}
		scope.after(flood.end);
		await flood.ready();
		for (let screen = 0; screens !== 'own' && screen < screens; screen++) {
			const command = `${process.execPath} ${program} attach --layout list c.sock`;
			const terminal = await openPseudoTerminal(scope, folder, command);
			await until('its panels', () => terminal.rows().join('').includes('q detach'));
			attached.push(terminal);
		}
		const speed = (await flood.release(60_000)) / 1e6;
		const [first] = attached;
		const keys = first === undefined ? [] : await pressKeys(first);
		const memory = first === undefined ? 0 : await residentBelow(first.pid);
		return {screens, speed, keys, memory};
	});

/** An emperor that draws nothing. */
const rule = async (scope: Scope, folder: string): Promise<void> => {
	const args = [program, '--no-tui', '--socket', 'c.sock', '*.ini'];
	const emperor = spawn(process.execPath, args, {cwd: folder, stdio: 'ignore'});
	const ended = once(emperor, 'exit');
	scope.after(async () => {
		emperor.kill('SIGTERM');
		await ended;
	});
};

const chosen = (rows: readonly string[]): string => rows.find(row => row.startsWith('▸'))?.slice(0, 30) ?? '';

const pressKeys = async (terminal: PseudoTerminal): Promise<number[]> => {
	const end = performance.now() + keyTime;
	const waits: number[] = [];
	while (performance.now() < end) {
		const before = chosen(terminal.rows());
		terminal.press(waits.length % 2 === 0 ? '\t' : '\x1b[Z');
		waits.push(await terminal.shows(rows => chosen(rows) !== before, longestKey));
		await pause(150);
	}
	return waits;
};

console.log('| attached | drained | key to screen, median | 95th percentile | memory of a screen |');
console.log('|---|---|---|---|---|');
for (const screens of ['own', 0, 1, 3] as const) {
	const {speed, keys, memory} = await run(screens);
	const waits =
		keys.length === 0 ? ['', ''] : [median(keys), late(keys)].map(wait => `${wait.toFixed(0)} ms`);
	const size = memory === 0 ? '' : `${Math.round(memory)} MB`;
	console.log(`| ${[screens, `${speed.toFixed(0)} MB/s`, ...waits, size].join(' | ')} |`);
	if (keys.length > 0 && late(keys) > 50) {
		process.exitCode = 1;
	}
}
