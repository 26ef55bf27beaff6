import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {mkdir, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import fc from 'fast-check';
import {LogCopy} from '../../source/log-files/log-copy.js';
import {type LogDir, openLogDir} from '../../source/log-files/log-dir.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const roomy = {maxBytes: 1_000_000, maxFiles: 10};

type TestLogDir = LogDir & {readonly trouble: () => string | undefined; readonly words: readonly string[]};

const openIn = (dir: string, rotation = roomy): TestLogDir => {
	let trouble: string | undefined;
	const words: string[] = [];
	const logDir = openLogDir(
		{dir, ...rotation},
		sentence => {
			trouble = sentence;
		},
		sentence => words.push(sentence),
	);
	return {...logDir, trouble: () => trouble, words};
};

const scratchDir = async (t: TestContext): Promise<string> => path.join(await scratch(t), 'made', 'log');

/** One reign: prints, and ends. */
const reign = async (
	dir: string,
	printed: Readonly<Record<string, string>>,
	rotation = roomy,
): Promise<void> => {
	const logDir = openIn(dir, rotation);
	for (const [id, text] of Object.entries(printed)) {
		logDir.of(id).write(Buffer.from(text));
	}
	await logDir.close();
};

const textOf = (dir: string, name: string): string => readFileSync(path.join(dir, name), 'utf8');

const logsIn = (dir: string): string[] =>
	readdirSync(dir)
		.filter(name => !name.startsWith('.'))
		.sort();

test('what a vassal prints is kept byte for byte under its name, and the next reign adds to it', async t => {
	const dir = await scratchDir(t);
	const hostile = '\x1b[31mred\x00\r\n\xff';
	await reign(dir, {'/srv/http.ini': `${hostile}\n`, '/srv/app.ini': 'hello\n'});
	await reign(dir, {'/srv/http.ini': 'again\n'});
	assert.deepEqual(logsIn(dir), ['app.ini.log', 'http.ini.log']);
	assert.equal(textOf(dir, 'http.ini.log'), `${hostile}\nagain\n`);
	assert.equal(textOf(dir, 'app.ini.log'), 'hello\n');
});

test('folder and files are closed to strangers', async t => {
	const dir = await scratchDir(t);
	await reign(dir, {'/srv/app.ini': 'secret\n'});
	assert.equal(statSync(dir).mode & 0o777 & ~0o750, 0);
	assert.equal(statSync(path.join(dir, 'app.ini.log')).mode & 0o777 & ~0o640, 0);
});

test('vassals of one name in two folders never share a file, whoever speaks first in the next reign', async t => {
	const dir = await scratchDir(t);
	await reign(dir, {'/srv/a/app.ini': 'a 1\n', '/srv/b/app.ini': 'b 1\n'});
	await reign(dir, {'/srv/b/app.ini': 'b 2\n'});
	await reign(dir, {'/srv/b/app.ini': 'b 3\n', '/srv/a/app.ini': 'a 2\n'});
	assert.equal(logsIn(dir).length, 2);
	const texts = logsIn(dir).map(name => textOf(dir, name));
	assert.deepEqual(texts.sort(), ['a 1\na 2\n', 'b 1\nb 2\nb 3\n']);
});

test('half a line that a killed emperor left is not completed by somebody else', async t => {
	const dir = await scratchDir(t);
	await reign(dir, {'/srv/app.ini': 'half'});
	await reign(dir, {'/srv/app.ini': 'whole\n'});
	assert.equal(textOf(dir, 'app.ini.log'), 'half\nwhole\n');
});

test('files are rotated between lines, none grows too large, and only so many are kept', async t => {
	const dir = await scratchDir(t);
	const lines = Array.from({length: 1000}, (_, index) => `line ${index + 1}\n`);
	await reign(dir, {'/srv/app.ini': lines.join('')}, {maxBytes: 4096, maxFiles: 3});
	assert.deepEqual(logsIn(dir), ['app.ini.log', 'app.ini.log.1', 'app.ini.log.2']);
	const kept = ['app.ini.log.2', 'app.ini.log.1', 'app.ini.log'].map(name => textOf(dir, name));
	for (const text of kept) {
		assert.ok(text.length <= 4096 && text.endsWith('\n'));
	}
	assert.ok(lines.join('').endsWith(kept.join('')));
	assert.ok(kept.join('').length > 8000);
});

test('however output is cut, rotation loses and doubles nothing', async t => {
	const dir = await scratch(t);
	const lines = fc.array(fc.oneof(fc.string({maxLength: 9}), fc.constant('x'.repeat(70))), {maxLength: 20});
	let reigns = 0;
	await fc.assert(
		fc.asyncProperty(lines, fc.integer({min: 1, max: 50}), async (texts, size) => {
			const printed = Buffer.from(texts.map(text => `${text}\n`).join(''));
			const own = path.join(dir, String(reigns++));
			await mkdir(own);
			const copy = new LogCopy(own, '/a', {
				rotation: {maxBytes: 64, maxFiles: 1000},
				takeTurn: write => write(),
				onTrouble: () => undefined,
			});
			for (let start = 0; start < printed.length; start += size) {
				copy.write(printed.subarray(start, start + size));
				if (start % 3 === 0) {
					await new Promise(setImmediate);
				}
			}
			await copy.close();
			const names = logsIn(own);
			const age = (name: string): number => Number(/\d+$/.exec(name)?.[0] ?? 0);
			const kept = names.sort((a, b) => age(b) - age(a)).map(name => readFileSync(path.join(own, name)));
			assert.ok(kept.every(file => file.length <= 64));
			assert.equal(Buffer.concat(kept).toString(), printed.toString());
		}),
		{numRuns: 40},
	);
});

test('of a vassal that keeps many files, a new one costs no more than those that are there', async t => {
	const dir = await scratchDir(t);
	const lines = Array.from({length: 12}, (_, index) => `line ${index + 1}\n`);
	await reign(dir, {'/srv/app.ini': lines.join('')}, {maxBytes: 8, maxFiles: 10_000_000});
	assert.equal(textOf(dir, 'app.ini.log'), 'line 12\n');
	assert.equal(textOf(dir, 'app.ini.log.11'), 'line 1\n');
});

test('with a file that somebody took from the middle, no older one is lost', async t => {
	const dir = await scratchDir(t);
	const rotation = {maxBytes: 4, maxFiles: 4};
	await reign(dir, {'/srv/app.ini': 'a 1\na 2\na 3\na 4\n'}, rotation);
	await rm(path.join(dir, 'app.ini.log.2'));
	await reign(dir, {'/srv/app.ini': 'a 5\n'}, rotation);
	assert.deepEqual(
		logsIn(dir).map(name => textOf(dir, name)),
		['a 5\n', 'a 4\n', 'a 3\n', 'a 1\n'],
	);
	await reign(dir, {'/srv/app.ini': 'a 6\n'}, rotation);
	assert.deepEqual(
		logsIn(dir).map(name => textOf(dir, name)),
		['a 6\n', 'a 5\n', 'a 4\n', 'a 3\n'],
	);
});

test('what an earlier reign kept beyond what is kept now goes with the next file', async t => {
	const dir = await scratchDir(t);
	await reign(dir, {'/srv/app.ini': 'a 1\na 2\na 3\na 4\na 5\n'}, {maxBytes: 4, maxFiles: 9});
	await reign(dir, {'/srv/app.ini': 'a 6\n'}, {maxBytes: 4, maxFiles: 2});
	assert.deepEqual(
		logsIn(dir).map(name => textOf(dir, name)),
		['a 6\n', 'a 5\n'],
	);
});

test('of a vassal that keeps one file, that is begun anew', async t => {
	const dir = await scratchDir(t);
	await reign(dir, {'/srv/app.ini': 'a 1\na 2\na 3\n'}, {maxBytes: 8, maxFiles: 1});
	assert.deepEqual(
		logsIn(dir).map(name => textOf(dir, name)),
		['a 3\n'],
	);
});

test('when a file was exchanged for another, or its folder removed, the next second writes a new one', async t => {
	const dir = await scratchDir(t);
	const logDir = openIn(dir);
	const copy = logDir.of('/srv/app.ini');
	const file = path.join(dir, 'app.ini.log');
	const arrives = (word: string) =>
		until(`"${word}" in a new file`, () => {
			copy.write(Buffer.from(`${word}\n`));
			return readFileSync(file, 'utf8').includes(word);
		});
	await arrives('first');
	await rename(file, `${file}.moved`);
	writeFileSync(file, '');
	await arrives('second');
	await rm(dir, {recursive: true});
	await arrives('third');
	await logDir.close();
	assert.equal(logDir.trouble(), undefined);
});

test('who prints faster than the disk is told to wait, and when to go on', async t => {
	const logDir = openIn(await scratchDir(t));
	t.after(() => logDir.close());
	const copy = logDir.of('/srv/app.ini');
	const chunk = Buffer.alloc(65_536, 'line\n');
	let isGoing = false;
	copy.onRoom(() => {
		isGoing = true;
	});
	const taken = Array.from({length: 17}, () => copy.write(chunk));
	assert.deepEqual([taken[0], taken[16]], [true, false]);
	await until('room', () => isGoing);
	assert.ok(copy.write(chunk));
});

test('last words that are taken while the disk is behind do not keep a vassal waiting for ever', async t => {
	const turns: (() => void)[] = [];
	let isQuick = false;
	const copy = new LogCopy(await scratchDir(t), '/srv/app.ini', {
		rotation: roomy,
		takeTurn: async write => {
			if (!isQuick) {
				await new Promise<void>(resolve => turns.push(resolve));
			}
			return write();
		},
		onTrouble: () => undefined,
	});
	let isGoing = false;
	copy.onRoom(() => {
		isGoing = true;
	});
	assert.equal(copy.write(Buffer.alloc(1_100_000, 'line\n')), false);
	copy.write(Buffer.alloc(700_000, 'last\n'));
	turns.shift()?.();
	await until('the first part to be written', () => turns.length > 0);
	copy.write(Buffer.from('\n'));
	assert.equal(isGoing, false);
	await until('room', () => {
		turns.shift()?.();
		return isGoing;
	});
	assert.equal(copy.write(Buffer.from('next\n')), true);
	isQuick = true;
	turns.shift()?.();
	await copy.close();
});

test('a vassal that is buried and comes back at once goes on in the same file', async t => {
	const dir = await scratchDir(t);
	const logDir = openIn(dir);
	const copy = logDir.of('/srv/app.ini');
	let printed = '';
	let trouble: string | undefined;
	for (let life = 1; life <= 300; life++) {
		const words = `${'x'.repeat(life)} ${life}\n`;
		printed += words;
		copy.write(Buffer.from(words));
		copy.rest();
		if (life % 3 === 0) {
			await new Promise(setImmediate);
		}
		trouble ??= logDir.trouble();
	}
	await logDir.close();
	assert.equal(trouble, undefined);
	assert.equal(textOf(dir, 'app.ini.log'), printed);
});

test('nothing is written through a symbolic link, or into a FIFO, that somebody put in the way', async t => {
	const dir = await scratchDir(t);
	await mkdir(dir, {recursive: true});
	const target = path.join(dir, '..', 'target');
	writeFileSync(target, '');
	symlinkSync(target, path.join(dir, 'link.ini.log'));
	execFileSync('mkfifo', [path.join(dir, 'fifo.ini.log')]);
	const logDir = openIn(dir);
	t.after(() => logDir.close());
	logDir.of('/srv/link.ini').write(Buffer.from('secret\n'));
	await until('trouble', () =>
		/^log-dir: a symbolic link is in the way since \d\d:\d\d$/.test(logDir.trouble() ?? ''),
	);
	logDir.of('/srv/fifo.ini').write(Buffer.from('secret\n'));
	await rm(path.join(dir, 'link.ini.log'));
	await until('the FIFO', () => /^log-dir: not a plain file since \d\d:\d\d$/.test(logDir.trouble() ?? ''));
	await rm(path.join(dir, 'fifo.ini.log'));
	await until(
		'the end of trouble',
		() => logDir.trouble() === undefined && textOf(dir, 'fifo.ini.log') === 'secret\n',
	);
	assert.equal(textOf(dir, 'link.ini.log'), 'secret\n');
	assert.equal(readFileSync(target, 'utf8'), '');
	assert.deepEqual(logDir.words, ['log-dir: written again, nothing is missing']);
});

test('where no folder can be made that is said, and not tried all the time', async () => {
	const logDir = openIn('/proc/self/log');
	logDir.of('/srv/app.ini').write(Buffer.from('words\n'));
	await until('trouble', () => logDir.trouble()?.startsWith('log-dir: folder is not there since'));
	await logDir.close();
});

test('what is missing is marked though nothing comes any more: as soon as it can be written, or else at the end', async t => {
	const folder = await scratch(t);
	const dir = path.join(folder, 'log');
	writeFileSync(dir, 'in the way');
	const logDir = openIn(dir);
	const line = `${'x'.repeat(999)}\n`;
	const flood = async (id: string, end: string): Promise<void> => {
		const copy = logDir.of(id);
		copy.write(Buffer.from(line.repeat(1100)));
		await until('trouble', () => copy.trouble);
		copy.write(Buffer.from(line.repeat(1100)));
		copy.write(Buffer.from(`lost${end}`));
	};
	await flood('/srv/silent.ini', '\n');
	await flood('/srv/torn.ini', '');
	await rm(dir);
	await until('the end of trouble', () => logDir.trouble() === undefined);
	const lastOf = (name: string): string | undefined => textOf(dir, name).split('\n').at(-2);
	await until('the mark', () =>
		/^\[emperor\] 1\.1 MB were not written here$/.test(lastOf('silent.ini.log') ?? ''),
	);
	await until('the torn one', () => /^x+$/.test(lastOf('torn.ini.log') ?? ''));
	await logDir.close();
	assert.match(lastOf('torn.ini.log') ?? '', /^\[emperor\] 1\.1 MB were not written here$/);
});

test('what a folder that cannot be made costs is counted, and marked between whole lines when it can', async t => {
	const folder = await scratch(t);
	const dir = path.join(folder, 'log');
	writeFileSync(dir, 'in the way');
	const logDir = openIn(dir);
	t.after(() => logDir.close());
	const copy = logDir.of('/srv/app.ini');
	const line = `${'x'.repeat(999)}\n`;
	copy.write(Buffer.from(line.repeat(100)));
	await until('trouble', () => logDir.trouble()?.startsWith('log-dir: '));
	for (let sent = 100; sent < 3000; sent += 100) {
		assert.ok(copy.write(Buffer.from(line.repeat(100))), 'the vassal goes on');
	}
	copy.write(Buffer.from('half a line'));
	assert.match(logDir.trouble() ?? '', /^log-dir: .* since \d\d:\d\d, over [12]\.[0-9] MB not written$/);
	await rm(dir);
	await until('the end of trouble', () => logDir.trouble() === undefined);
	copy.write(Buffer.from(' that was lost\nfrom here on\n'));
	await until('the rest', () => textOf(dir, 'app.ini.log').includes('from here on'));
	const [gap, ...others] = textOf(dir, 'app.ini.log')
		.split('\n')
		.filter(text => !/^x{999}$/.test(text));
	assert.match(gap ?? '', /^\[emperor\] [12]\.[0-9] MB were not written here$/);
	assert.deepEqual(others, ['from here on', '']);
	assert.match(logDir.words[0] ?? '', /^log-dir: written again, [12]\.[0-9] MB are missing$/);
});
