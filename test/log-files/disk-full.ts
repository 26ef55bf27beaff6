import {deepEqual, equal, ok} from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {scratch} from '../helpers/scratch.js';
import {shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

/** Runs a command where `dir` is a disk of its own, of so many bytes. */
const onSmallDisk = (dir: string, size: string): readonly string[] => [
	'unshare',
	'-rm',
	'sh',
	'-c',
	`mount -t tmpfs -o size=${size} none "$0" && exec "$@"`,
	dir,
];

test(
	'on a full disk vassals and their lines go on; it is said, and so is what is missing when there is room again',
	await needs('namespaces'),
	async t => {
		const disk = await scratch(t);
		const emperor = await pipeEmperor(t, {
			args: ['--no-tui', '--log-dir', join(disk, 'log'), 'talker.ini'],
			files: {'talker.ini': shellVassal('exec sh ./talker'), talker},
			under: onSmallDisk(disk, '3m'),
		});
		const emperorPid = await emperor.emperorPid();
		const seen = (name: string): string => `/proc/${emperorPid}/root${join(disk, name)}`;
		await emperor.prints('line 1\n');
		await writeFile(seen('ballast'), Buffer.alloc(2800 * 1024));

		await writeFile(join(emperor.folder, 'go'), '');
		await emperor.prints(/^emperor +\| log-dir: disk full since \d\d:\d\d, over [\d.]+ [kM]B not written$/m);
		await emperor.prints('line 200000\n');
		await rm(seen('ballast'));
		await emperor.prints(/^emperor +\| log-dir: written again, [\d.]+ [kM]B are missing$/m);
		await writeFile(join(emperor.folder, 'more'), '');
		await emperor.prints('line 240000\n');
		await writeFile(join(emperor.folder, 'end'), '');
		await emperor.prints('the last line');
		const log = await until('the last line on the disk', () => {
			const text = readFileSync(seen('log/talker.ini.log'), 'utf8');
			return text.includes('the last line') && text;
		});

		const lines = log.split('\n');
		const gap = lines.findIndex(line => /^\[emperor\] [\d.]+ [kM]B were not written here$/.test(line));
		ok(gap > 1000, `the gap is marked:\n${lines.slice(-5).join('\n')}`);
		const before = lines.slice(0, gap - 1);
		const torn = before.findIndex((line, index) => line !== `line ${index + 1}`);
		ok(torn === -1, `${torn} of ${before.length}:\n${lines.slice(torn - 3, torn + 3).join('\n')}`);
		ok(lines.at(-2) === 'the last line');
	},
);

test(
	'where what it prints goes to a disk that is full it rules on, says so, and prints the rest when there is room',
	await needs('namespaces'),
	async t => {
		const disk = await scratch(t);
		const [unshare, user, shell, minusC, script = '', dir] = onSmallDisk(disk, '64k');
		const emperor = await pipeEmperor(t, {
			args: ['--no-tui', 'talker.ini'],
			files: {'talker.ini': shellVassal('exec sh ./talker'), talker: briefTalker},
			under: [unshare, user, shell, minusC, script.replace('exec "$@"', 'exec "$@" >"$0/out"'), dir].map(
				String,
			),
		});
		const emperorPid = await emperor.emperorPid();
		const seen = (name: string): string => `/proc/${emperorPid}/root${join(disk, name)}`;
		const printed = (): string => readFileSync(seen('out'), 'utf8');
		await until('the first line', () => printed().includes('line 1\n'));
		await writeFile(seen('ballast'), Buffer.alloc(56 * 1024));
		await writeFile(join(emperor.folder, 'go'), '');
		await until('the trouble', () =>
			/^stdout: disk full since \d\d:\d\d\. Make room: until then lines wait\.$/m.test(emperor.errors()),
		);
		await until('the flood to be over', () => existsSync(join(emperor.folder, 'over')));
		await rm(seen('ballast'));
		const text = await until('the last line', () => printed().includes('the last line') && printed());
		const numbers = [...text.matchAll(/^talker\.ini \| line (\d+)$/gm)].map(([, number]) => Number(number));
		deepEqual(
			numbers,
			Array.from({length: 600}, (_, index) => index + 1),
		);
		emperor.signal('SIGTERM');
		equal(await emperor.exited(), 143);
	},
);

/** Says a line, floods when it is let, and says a last one. */
const talker = `echo line 1
until [ -e go ]; do sleep 0.05; done
seq -f 'line %.0f' 2 200000
until [ -e more ]; do sleep 0.05; done
seq -f 'line %.0f' 200001 240000
until [ -e end ]; do sleep 0.05; done
echo the last line
exec sleep 1000
`;

/** More than there is room for, and less than is kept. */
const briefTalker = `echo line 1
until [ -e go ]; do sleep 0.05; done
seq -f 'line %.0f' 2 600
echo the last line
touch over
exec sleep 1000
`;
