import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {runTool} from '../helpers/needs.js';
import {ownEnvironment} from '../helpers/piped-emperor.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));
const mixed = fileURLToPath(new URL('../../../test/fixtures/recordings/ugu.log', import.meta.url));

/** Where no folder has the name of the command, which would be meant then. */
const elsewhere = ['-C', tmpdir(), process.execPath, program, 'untangle'] as const;

const untangle = (...args: readonly string[]) => runTool('env', [...elsewhere, ...args]);

/** The program with a pipe that the test writes to. */
const listening = (t: TestContext) => {
	const child = spawn('env', elsewhere, {env: ownEnvironment});
	t.after(() => child.kill('SIGKILL'));
	let output = '';
	child.stdout.setEncoding('utf8').on('data', text => {
		output += text;
	});
	const ended = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
	return {
		stdin: child.stdin,
		output: () => output,
		ended,
		signal: (name: NodeJS.Signals) => child.kill(name),
	};
};

test('a mixed log comes back with names in front, aligned, each line once and in its order', async () => {
	const {exitCode, output} = await untangle(mixed);
	assert.equal(exitCode, 0);
	const lines = output.trimEnd().split('\n');
	assert.match(lines[0] ?? '', /^emperor \| \*\*\* Starting uWSGI /);
	assert.match(output, /^http\.ini {2}\? uWSGI http bound on 127\.0\.0\.1:8000 fd 3$/m);
	assert.match(output, /^uwsgi\.ini \| ValueError: boom: caught$/m);
	const texts = lines.map(line => line.replace(/^(?:\S* +)[|?] /, ''));
	assert.equal(texts.join(''), (await readFile(mixed, 'utf8')).replaceAll('\n', ''));
});

test('with --json each line is an object, with its vassal and what it is', async () => {
	const {output} = await untangle(mixed, '--json');
	const events = output
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	const error = events.find(({text}) => text === 'ValueError: boom: caught');
	assert.deepEqual(
		{...error, number: undefined, entry: undefined},
		{
			v: 1,
			type: 'log',
			name: 'uwsgi.ini',
			number: undefined,
			text: 'ValueError: boom: caught',
			level: 'error',
			report: 'traceback',
			entry: undefined,
		},
	);
	assert.equal(error.number - error.entry, 3);
	assert.equal(events.find(({text}) => text.startsWith('uWSGI http bound'))?.guess, true);
	assert.equal(events.find(({text}) => text.includes('GET /json'))?.worker, 1);
});

test('with --into each vassal has a file, byte for byte, and nothing that is there is touched', async t => {
	const folder = join(await scratch(t), 'apart');
	const {exitCode, output} = await untangle(mixed, '--into', folder);
	assert.equal(exitCode, 0);
	assert.deepEqual((await readdir(folder)).sort(), [
		'emperor.log',
		'http.ini.log',
		'unknown.log',
		'uwsgi.ini.log',
	]);
	assert.match(output, /^http\.ini\.log +\d+ lines, \d+ of them guessed$/m);
	const http = await readFile(join(folder, 'http.ini.log'), 'utf8');
	assert.match(http, /^\[uWSGI\] getting INI configuration from http\.ini$/m);
	assert.match(http, /^\? uWSGI http bound on /m);
	assert.doesNotMatch(http, /\[pid: /);

	const again = await untangle(mixed, '--into', folder);
	assert.equal(again.exitCode, 1);
	assert.match(again.output, /apart: there is something in it\. Give a folder that is new or empty\.\n$/);
	assert.equal(await readFile(join(folder, 'http.ini.log'), 'utf8'), http);
});

test('what is piped in is told as it comes: what waits is given up when nothing comes', async t => {
	const {stdin, output, ended} = listening(t);
	const {output: all} = await untangle(mixed);
	stdin.write(await readFile(mixed));
	await until('the log is told', () => output().includes('The Emperor is buried.'));
	assert.equal(output(), all);
	const start = ['fd: 5', 'fd: 6'].map(fd => `*** has_emperor mode detected (${fd}) ***\n`);
	stdin.write(start.join(''));
	await until('nobody is waited for', () => /\? \*\*\* has_emperor mode detected \(fd: 6\)/.test(output()));
	stdin.end('no newline');
	assert.equal(await ended, 0);
	assert.match(output(), /[|?] no newline\n$/);
});

test('at Ctrl-C what was read is told', async t => {
	const {stdin, output, ended, signal} = listening(t);
	stdin.write(await readFile(mixed));
	await until('the log is told', () => output().includes('The Emperor is buried.'));
	stdin.write('half a line');
	signal('SIGINT');
	assert.equal(await ended, 130);
});

test('a reader that has heard enough ends it without a word', async () => {
	const {exitCode, output} = await runTool('bash', [
		'-c',
		`cd /; set -o pipefail; "$0" "$1" untangle "$2" | head -1`,
		process.execPath,
		program,
		mixed,
	]);
	assert.equal(exitCode, 0);
	assert.match(output, /^emperor \| \*\*\* Starting uWSGI [^\n]*\n$/);
});

test('nothing in a log acts on the terminal that it is shown in', async t => {
	const folder = await scratch(t);
	const file = join(folder, 'hostile.log');
	const name = 'a\x1b[2J\x07.ini';
	await writeFile(
		file,
		`*** has_emperor mode detected (fd: 5) ***\n[uWSGI] getting INI configuration from ${name}\n\x1b]0;title\x07\x1b[31mred\x1b[2J\n`,
	);
	for (const color of ['always', 'never']) {
		const {output} = await untangle(file, '--color', color);
		assert.doesNotMatch(output.replaceAll(/\x1b\[[\d;]*m/g, ''), /[\x00-\x08\x0b-\x1f]/);
		assert.equal(output.includes('\x1b['), color === 'always');
	}
	const apart = join(folder, 'apart');
	await mkdir(apart);
	await untangle(file, '--into', apart);
	assert.deepEqual(
		(await readdir(apart)).filter(found => !/^[\w.-]+$/.test(found)),
		[],
	);
});

test('a log that is none, or cannot be read, is named with what to do', async t => {
	const folder = await scratch(t);
	const plain = join(folder, 'plain.log');
	await writeFile(plain, 'hello\n');
	const none = await untangle(plain);
	assert.equal(none.exitCode, 3);
	assert.match(none.output, /plain\.log: no vassal of a uWSGI Emperor is in it\. Give what /);
	const missing = await untangle(join(folder, 'missing.log'));
	assert.equal(missing.exitCode, 1);
	assert.match(missing.output, /missing\.log: there is no such file\. Give a log that can be read\.\n$/);
	const two = await untangle(plain, plain);
	assert.equal(two.exitCode, 2);
});
