#!/usr/bin/env node
// What understanding logs costs the taking of them: eight stores that are filled as fast as they take it, with and
// without studies, in turns. Prints the ratio; the goal is product.md 5's: less than 20 %.
//
//     npx tsc && node build/bench/study.js

import {readFileSync} from 'node:fs';
import {setImmediate} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {LogStore} from '../source/logs/log-store.js';
import {Studies} from '../source/study/studies.js';
import {type Figure, judge} from './verdicts.js';

const recording = readFileSync(
	fileURLToPath(new URL('../../test/fixtures/recordings/zoo.log', import.meta.url)),
);
const chunk = Buffer.concat([recording, recording]).subarray(0, 65_536);

/** Megabytes a second that eight logs take, and how many of their lines were studied, in percent. */
const flood = async (isStudied: boolean): Promise<{rate: number; read: number}> => {
	const logs = Array.from({length: 8}, () => new LogStore());
	const studies = new Studies();
	const begun = performance.now();
	const all = isStudied ? logs.map(log => studies.of(log)) : [];
	let bytes = 0;
	while (performance.now() < begun + 2000) {
		for (const log of logs) {
			log.append(chunk, begun);
			bytes += chunk.length;
		}
		// As between two readings of the pipes.
		await setImmediate();
	}
	const rate = bytes / 1000 / (performance.now() - begun);
	const lines = logs.reduce((sum, {last}) => sum + last, 0);
	const unread = all.reduce((sum, {skipped}) => sum + skipped, 0);
	return {rate, read: isStudied ? (100 * (lines - unread)) / lines : 0};
};

await flood(true);
const rounds: {plain: number; studied: number; read: number}[] = [];
for (let round = 0; round < 5; round++) {
	const {rate: plain} = await flood(false);
	const {rate: studied, read} = await flood(true);
	rounds.push({plain, studied, read});
	console.log(
		`${plain.toFixed(0)} MB/s, studied ${studied.toFixed(0)} MB/s, ${read.toFixed(2)} % of the lines read`,
	);
}
const costs: Figure = {
	what: 'slower because of studying',
	unit: '%',
	goal: 20,
	samples: rounds.map(({plain, studied}) => 100 * (1 - studied / plain)),
};
process.exitCode = judge([costs]) ? 0 : 1;
