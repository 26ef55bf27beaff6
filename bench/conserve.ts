import assert from 'node:assert/strict';
import {mkdirSync, readdirSync, readFileSync, utimesSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {pipeEmperor} from '../test/helpers/piped-emperor.js';
import {type Scope, scratch} from '../test/helpers/scratch.js';
import {examine, type Findings, randomNumbers} from './scripture.js';

export type Conservation = {
	readonly findings: readonly Findings[];
	readonly kills: number;
	readonly reloads: number;
	/** From the start of the emperor to its end. */
	readonly seconds: number;
};

const scribe = fileURLToPath(new URL('scribe.js', import.meta.url));

/**
 * Has eight vassals print so many lines in all into a log folder, kills and reloads them at random meanwhile, and examines
 * what is in the files. Nobody reads the emperor's own output.
 */
export const conserve = async (scope: Scope, total: number, seed: number): Promise<Conservation> => {
	const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
	const state = await scratch(scope);
	for (const folder of ['acks', 'done']) {
		mkdirSync(path.join(state, folder));
	}
	const vassal = (name: string): string => {
		const command = `exec ${process.execPath} ${scribe} ${name} ${total / names.length} ${seed}`;
		return `[uwsgi]\nunprivileged-binary-patch-arg = cd ${state} && ${command}\n`;
	};
	const since = performance.now();
	const emperor = await pipeEmperor(scope, {
		args: ['--no-tui', '--emperor-no-blacklist', '--log-dir', 'log', '--log-maxfiles', '9999', 'vassals'],
		files: Object.fromEntries(names.map(name => [`vassals/${name}.ini`, vassal(name)])),
		isUnread: true,
	});

	const random = randomNumbers(seed);
	const counts = {kills: 0, reloads: 0};
	const doneIn = () => readdirSync(path.join(state, 'done')).length;
	const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
	while (doneIn() < names.length) {
		await pause(20 + random() * 60);
		assert.ok(performance.now() - since < patience, `only ${readdirSync(path.join(state, 'done'))} are done`);
		if (counts.kills + counts.reloads >= mostBlows) {
			continue;
		}
		if (random() < 0.5) {
			const victim = pick((await emperor.family()).filter(({command}) => command.includes('scribe.js')));
			counts.kills += victim !== undefined && killed(victim.pid) ? 1 : 0;
		} else {
			const now = new Date();
			utimesSync(path.join(emperor.folder, 'vassals', `${pick(names)}.ini`), now, now);
			counts.reloads++;
		}
	}
	emperor.signal('SIGTERM');
	emperor.read();
	await emperor.exited(60_000);
	const seconds = (performance.now() - since) / 1000;

	const findings = names.map(name =>
		examine(name, logOf(path.join(emperor.folder, 'log'), name), acksOf(state, name)),
	);
	for (const name of names) {
		const printed = acksOf(state, name).reduce((sum, count) => sum + count, 0);
		assert.ok(printed >= total / names.length, `${name} printed ${printed}`);
	}
	return {findings, ...counts, seconds};
};

/** Milliseconds: nobody is waited for longer. Two million lines take a fifth of that. */
const patience = 300_000;

/** Enough, and not so many that nobody comes to write. */
const mostBlows = 60;

const killed = (pid: number): boolean => {
	try {
		return process.kill(pid, 'SIGKILL');
	} catch {
		return false;
	}
};

const acksOf = (state: string, name: string): readonly number[] =>
	readdirSync(path.join(state, 'acks'))
		.filter(file => file.startsWith(`${name}.`))
		.sort((one, other) => Number(one.slice(2)) - Number(other.slice(2)))
		.map(file => Number(readFileSync(path.join(state, 'acks', file), 'utf8')));

/** All its rotated files, oldest first. */
const logOf = (dir: string, name: string): string => {
	const age = (file: string): number => Number(/\d+$/.exec(file)?.[0] ?? 0);
	return readdirSync(dir)
		.filter(file => file.startsWith(`${name}.ini.log`))
		.sort((one, other) => age(other) - age(one))
		.map(file => readFileSync(path.join(dir, file), 'utf8'))
		.join('');
};
