#!/usr/bin/env node
// Fifty clients that follow the log of a vassal that floods, ten of them never reading (issue 6, Show 3): the vassal's
// speed, the frames of the panels and the emperor's memory, with them and without, in turns.
//
//     npx tsc && node scripts/build.js && node build/bench/followers.js
//
// Exits with 1 where they cost more than a fifth of the speed or the frames, or 30 MB, or the ten are not hung up on.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir} from 'node:fs/promises';
import {request} from 'node:http';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {scratch} from '../test/helpers/scratch.js';
import {until} from '../test/helpers/wait.js';
import {cpuTimeOf, residentOf} from './cpu-time.js';
import {contenders} from './logs/contenders.js';
import {prepareFlood} from './logs/flood.js';
import {openPseudoTerminal} from './logs/pseudo-terminal.js';
import {scoped} from './scoped.js';
import {judge, median} from './verdicts.js';

const readers = 40;
const sleepers = 10;
const rounds = 6;
/** Milliseconds of each measurement. */
const stretch = 4000;
/** Milliseconds after which a caller who takes nothing must have been hung up on. */
const patience = 13_000;

type Figures = {
	/** Lines a second. */
	readonly speed: number;
	/** Different screens a second. */
	readonly frames: number;
	/** Megabytes at the most, and the share of a core. */
	readonly memory: number;
	readonly cpu: number;
};

const lastLineAt = (socketPath: string): Promise<number> =>
	new Promise((resolve, reject) => {
		request({socketPath, path: '/vassals/p1.ini', agent: false}, async response => {
			let text = '';
			for await (const chunk of response.setEncoding('utf8')) {
				text += chunk;
			}
			resolve(JSON.parse(text).log.last);
		})
			.on('error', reject)
			.end();
	});

const [emperor] = contenders.filter(({name}) => name === 'emperor');

await scoped(async scope => {
	const folder = await scratch(scope);
	process.env['XDG_RUNTIME_DIR'] = join(folder, 'run');
	const flood = await prepareFlood(folder, 1, 1_000_000);
	scope.after(flood.end);
	const command = (await emperor?.prepare(folder, flood.commands)) ?? '';
	const terminal = await openPseudoTerminal(scope, folder, command);
	await flood.ready();
	const [socket = ''] = await until('the control socket', async () => {
		const names = await readdir(join(folder, 'run/emperor'));
		return names.length > 0 && names;
	});
	const pid = Number(socket.replace('.sock', ''));
	const path = join(folder, 'run/emperor', socket);
	await flood.release(5000);
	await pause(2000);

	const measure = async (): Promise<Figures> => {
		const [lines, cpu, begun] = [await lastLineAt(path), await cpuTimeOf(pid), performance.now()];
		let [frames, memory, screen] = [0, 0, ''];
		while (performance.now() - begun < stretch) {
			const shown = terminal.rows().join('\n');
			frames += shown === screen ? 0 : 1;
			screen = shown;
			memory = Math.max(memory, await residentOf(pid));
			await pause(10);
		}
		const took = performance.now() - begun;
		return {
			speed: (((await lastLineAt(path)) - lines) * 1000) / took,
			frames: (frames * 1000) / took,
			memory,
			cpu: ((await cpuTimeOf(pid)) - cpu) / took,
		};
	};

	const follow = async (): Promise<() => Promise<{read: number; missed: number; hungUp: number}>> => {
		const program = fileURLToPath(new URL('follow-many.js', import.meta.url));
		// Theirs is the time that nobody else wants: the machine's cores are not what is measured.
		const crowd = spawn(
			'nice',
			['-n', '19', process.execPath, program, path, String(readers), String(sleepers)],
			{
				stdio: ['pipe', 'pipe', 'inherit'],
			},
		);
		scope.after(async () => void crowd.kill());
		const said = createInterface(crowd.stdout);
		await once(said, 'line');
		return async () => {
			crowd.stdin.end();
			const [line] = await once(said, 'line');
			return JSON.parse(line);
		};
	};

	const alone: Figures[] = [];
	const followed: Figures[] = [];
	let areHungUp = false;
	for (let round = 0; round < rounds; round += 1) {
		alone.push(await measure());
		const end = await follow();
		followed.push(await measure());
		if (round === rounds - 1) {
			await pause(patience - stretch);
		}
		const {read, missed, hungUp} = await end();
		areHungUp = hungUp === sleepers;
		console.log(
			`${readers} read ${read} lines and were told of ${missed} missed; of ${sleepers} who read nothing ${hungUp} were hung up on`,
		);
	}
	const show = (name: string, figures: readonly Figures[]): void =>
		console.log(
			`${name}: ${['speed', 'frames', 'memory', 'cpu']
				.map(key => median(figures.map(figure => Reflect.get(figure, key))))
				.map(
					(value, index) =>
						`${value.toFixed(value < 10 ? 2 : 0)} ${['lines/s', 'frames/s', 'MB', 'cores'][index]}`,
				)
				.join(', ')}`,
		);
	show('alone', alone);
	show('followed', followed);
	const loss = (key: 'speed' | 'frames') =>
		followed.map((figures, round) => 100 * (1 - figures[key] / (alone[round]?.[key] ?? 0)));
	const isMet = judge([
		{what: 'slower because of them', unit: '%', goal: 20, samples: loss('speed')},
		{what: 'fewer frames', unit: '%', goal: 20, samples: loss('frames')},
		{
			what: 'more memory',
			unit: 'MB',
			goal: 30,
			samples: followed.map(({memory}, round) => memory - (alone[round]?.memory ?? 0)),
		},
	]);
	process.exitCode = isMet && areHungUp ? 0 : 1;
});
