import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, rename, rm, utimes, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {ownEnvironment} from './piped-emperor.js';
import {type Life, preparePuppet} from './puppet.js';
import {scratch} from './scratch.js';
import {until} from './wait.js';

/** Whose court it is: the Emperor of uWSGI, or ours as it is shipped. */
export type Ruler = 'uwsgi' | 'emperor';

/** A folder of vassals under either ruler; every vassal is a puppet in uWSGI's place (`--emperor-wrapper`). */
export type Court = {
	readonly folder: string;
	/** Puts a config there, or in the place of the one that is there, newer by seconds: uWSGI sees no less. */
	readonly write: (name: string) => Promise<void>;
	readonly remove: (name: string) => Promise<void>;
	/** The next life of this vassal; waits until it begins. */
	readonly lifeOf: (name: string) => Promise<Life>;
	/** How many lives have begun so far, of all vassals. */
	readonly lives: () => number;
	readonly signal: (name: NodeJS.Signals) => void;
	/** What the ruler has said itself so far, without dates; a pid is 1, the folder FOLDER, any time of modification 2000. */
	readonly words: () => readonly string[];
	/** Waits until it has said this, so many times. */
	readonly says: (words: string, times?: number) => Promise<void>;
	/** Resolves when the ruler has ended. */
	readonly ended: Promise<void>;
};

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));

/** `files` are there before the ruler is; `args` may name the folder as FOLDER. */
export const holdCourt = async (
	t: TestContext,
	ruler: Ruler,
	{args, files}: {readonly args: readonly string[]; readonly files: readonly string[]},
): Promise<Court> => {
	const base = await scratch(t);
	const folder = join(base, 'vassals');
	await mkdir(folder);
	const puppet = await preparePuppet(t);
	const wrapper = join(base, 'wrapper');
	await writeFile(wrapper, `#!/bin/sh\nexec ${[puppet.command, ...puppet.args].join(' ')} "$@"\n`);
	await chmod(wrapper, 0o755);

	let newness = 0;
	const write = async (name: string) => {
		const path = join(folder, name);
		await mkdir(dirname(path), {recursive: true});
		await writeFile(
			join(base, 'part'),
			/\.js(?:on)?$/.test(name) ? '{"uwsgi": {}}\n' : '[uwsgi]\nsocket = x.sock\n',
		);
		newness += 2;
		const moment = Date.now() / 1000 + newness;
		await utimes(join(base, 'part'), moment, moment);
		await rename(join(base, 'part'), path);
	};
	for (const name of files) {
		await write(name);
	}

	const options = ['--emperor-wrapper', wrapper, '--emperor-freq', '1', ...args].map(word =>
		word.replace('FOLDER', folder),
	);
	const places = args.includes('--emperor') ? [] : ['--emperor', folder];
	const [command, ...first] = ruler === 'uwsgi' ? ['uwsgi'] : [process.execPath, program, '--no-tui'];
	const child = spawn(command ?? '', [...first, ...places, ...options], {
		cwd: base,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: ownEnvironment,
	});
	const ended = once(child, 'exit').then(() => undefined);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', text => {
			output += text;
		});
	}
	const words = () =>
		output
			.split('\n')
			.map(line => line.replace(ruler === 'uwsgi' ? date : /^emperor *\| /, ''))
			.filter(line => ownWords.test(line))
			.map(line =>
				line
					.replaceAll(folder, 'FOLDER')
					.replace(/\(pid: \d+\)/, '(pid: 1)')
					.replace(/modified \d+/, 'modified 2000'),
			);
	t.after(async () => {
		child.kill('SIGKILL');
		await ended;
	});

	const unasked: Life[] = [];
	const lifeOf = async (name: string): Promise<Life> => {
		const isIts = ({args}: Life) => args.includes(name);
		const known = unasked.findIndex(isIts);
		if (known !== -1) {
			const [life] = unasked.splice(known, 1);
			if (life !== undefined) {
				return life;
			}
		}
		for (;;) {
			const life = await puppet.nextLife();
			if (isIts(life)) {
				return life;
			}
			unasked.push(life);
		}
	};
	return {
		folder,
		write,
		remove: name => rm(join(folder, name)),
		lifeOf,
		lives: () => puppet.lives,
		signal: name => void child.kill(name),
		words,
		says: async (text, times = 1) => {
			await until(`${text}, ${times} times`, () => {
				assert.ok(words().filter(line => line === text).length >= times, `\n${output}`);
				return true;
			});
		},
		ended,
	};
};

/** uWSGI puts it before some of its lines. */
const date = /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} - /;

const ownWords = /^(?:\[(?:uwsgi-)?emperor[\]-]|\*\*\* starting uWSGI Emp|vassal instance|The Emperor)/;
