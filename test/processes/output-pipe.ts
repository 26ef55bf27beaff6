import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {type OutputPipe, openOutputPipe} from '../../source/processes/output-pipe.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const onLinux = {skip: process.platform === 'linux' ? false : 'needs /proc'};

const open = async (t: TestContext, onData: (chunk: Buffer) => void = () => {}): Promise<OutputPipe> => {
	const pipe = await openOutputPipe(onData);
	t.after(pipe.close);
	return pipe;
};

const run = (script: string, {writeEnd}: OutputPipe) =>
	spawn('/bin/sh', ['-c', script], {stdio: ['ignore', writeEnd, writeEnd]});

const runToItsEnd = (script: string, {writeEnd}: OutputPipe) =>
	spawnSync('/bin/sh', ['-c', script], {stdio: ['ignore', writeEnd, writeEnd]});

const countFds = () => readdirSync('/proc/self/fd').length;

test('what several lives print, on stdout and stderr, is one stream in order', async t => {
	let printed = '';
	const pipe = await open(t, chunk => {
		printed += chunk.toString();
	});
	for (const life of [1, 2, 3]) {
		await once(run(`echo out ${life}; echo err ${life} >&2`, pipe), 'exit');
	}
	await until('the third life', () => printed.includes('err 3'));
	assert.equal(printed, 'out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n');
});

test('a child can open its output by name', async t => {
	let printed = '';
	const pipe = await open(t, chunk => {
		printed += chunk.toString();
	});
	const [exitCode] = await once(run('echo a > /dev/stdout && echo b >> /dev/stderr', pipe), 'exit');
	await until('both lines', () => printed.includes('b'));
	assert.deepEqual({exitCode, printed}, {exitCode: 0, printed: 'a\nb\n'});
});

test('even a child that has become another user can', {
	skip: process.getuid?.() === 0 ? false : 'only root changes users',
}, async t => {
	let printed = '';
	const pipe = await open(t, chunk => {
		printed += chunk.toString();
	});
	const child = spawn('/bin/sh', ['-c', 'echo a > /dev/stdout'], {
		stdio: ['ignore', pipe.writeEnd, pipe.writeEnd],
		uid: 65_534,
		gid: 65_534,
		cwd: '/',
	});
	await once(child, 'exit');
	await until('its line', () => printed.endsWith('\n'));
	assert.equal(printed, 'a\n');
});

test('writing blocks, even after a life that had made its output non-blocking', onLinux, async t => {
	let printed = '';
	const pipe = await open(t, chunk => {
		printed += chunk.toString();
	});
	const node = spawn(process.execPath, ['-e', 'process.stdout.write("")'], {
		stdio: ['ignore', pipe.writeEnd, 2],
	});
	await once(node, 'exit');
	await once(run('grep flags /proc/self/fdinfo/1', pipe), 'exit');
	await until('the flags', () => printed.includes('\n'));
	const flags = Number.parseInt(printed.split(':')[1] ?? '', 8);
	assert.equal(flags & 0o4000, 0, printed);
});

test('a flood arrives whole, at most 64 KB per stream in each turn of the loop', async t => {
	const streams = [0, 0, 0];
	const mostPerTurn = [0, 0, 0];
	const total = 30_000_000;
	const thisTurn = [0, 0, 0];
	for (const index of streams.keys()) {
		const pipe = await open(t, ({length}) => {
			streams[index] = (streams[index] ?? 0) + length;
			thisTurn[index] = (thisTurn[index] ?? 0) + length;
			mostPerTurn[index] = Math.max(mostPerTurn[index] ?? 0, thisTurn[index]);
		});
		run(`exec head -c ${total} /dev/zero`, pipe);
	}
	await new Promise<void>(resolve => {
		const turn = () => {
			thisTurn.fill(0);
			if (streams.every(got => got >= total)) {
				resolve();
			} else {
				setImmediate(turn);
			}
		};
		turn();
	});
	assert.deepEqual(streams, [total, total, total]);
	assert.ok(
		mostPerTurn.every(most => most > 4096 && most <= 65_536),
		`most per turn: ${mostPerTurn}`,
	);
});

test('a stream whose child has enlarged its pipe is paced all the same', onLinux, async t => {
	let got = 0;
	let thisTurn = 0;
	let most = 0;
	const pipe = await open(t, ({length}) => {
		got += length;
		thisTurn += length;
		most = Math.max(most, thisTurn);
	});
	const total = 10_000_000;
	const enlarge = `import fcntl, os
assert fcntl.fcntl(1, 1031, 1 << 20) == 1 << 20
for _ in range(${total} // 500000): os.write(1, b"x" * 500000)`;
	const python = spawn('python3', ['-c', enlarge], {stdio: ['ignore', pipe.writeEnd, 'inherit']});
	const ended = once(python, 'exit');
	let isOver = false;
	while (!isOver) {
		thisTurn = 0;
		isOver = await new Promise(resolve =>
			setImmediate(() => resolve(python.exitCode !== null && got >= total)),
		);
	}
	assert.deepEqual(await ended, [0, null]);
	assert.equal(got, total);
	assert.ok(most <= 65_537, `most per turn: ${most}`);
});

test('drain hands over the last words at once', async t => {
	let printed = '';
	const pipe = await open(t, chunk => {
		printed += chunk.toString();
	});
	runToItsEnd('printf "%060000d" 7; echo last words', pipe);
	assert.equal(printed, '');
	pipe.drain();
	assert.equal(printed.length, 60_000 + 'last words\n'.length);
	assert.ok(printed.endsWith('7last words\n'));
	pipe.drain();
	assert.equal(printed.length, 60_000 + 'last words\n'.length);
});

test('drain ends even while others keep writing', async t => {
	let got = 0;
	const pipe = await open(t, ({length}) => {
		got += length;
	});
	const writers = [1, 2, 3].map(() => run('exec cat /dev/zero', pipe));
	const ends = Promise.all(writers.map(writer => once(writer, 'exit')));
	await until('the flood', () => got > 0);
	for (let time = 0; time < 20; time++) {
		const before = got;
		pipe.drain();
		assert.ok(got - before <= 1024 * 1024 + 65_536, `${got - before} bytes`);
	}
	pipe.close();
	assert.deepEqual(
		(await ends).map(([, signal]) => signal),
		['SIGPIPE', 'SIGPIPE', 'SIGPIPE'],
	);
});

test('close drains, and gives both descriptors back', onLinux, async t => {
	let printed = '';
	const pipe = await open(t, chunk => {
		printed += chunk.toString();
	});
	runToItsEnd('echo goodbye', pipe);
	const before = countFds();
	pipe.close();
	assert.equal(countFds(), before - 2);
	pipe.close();
	pipe.drain();
	assert.equal(printed, 'goodbye\n');
});

test(
	'a hundred pipes asked for at once are a hundred different ones, and leave no folder',
	onLinux,
	async t => {
		const temporary = await scratch(t);
		const usual = process.env.TMPDIR;
		process.env.TMPDIR = temporary;
		t.after(() => {
			if (usual === undefined) {
				delete process.env.TMPDIR;
			} else {
				process.env.TMPDIR = usual;
			}
		});
		const printed = Array.from({length: 100}, () => '');
		const pipes = await Promise.all(
			printed.map((_, index) =>
				open(t, chunk => {
					printed[index] += chunk.toString();
				}),
			),
		);
		const {status} = runToItsEnd('true', pipes[0] as OutputPipe);
		assert.equal(status, 0);
		for (const [index, pipe] of pipes.entries()) {
			spawnSync('/bin/echo', [String(index)], {stdio: ['ignore', pipe.writeEnd, 'inherit']});
			pipe.drain();
		}
		assert.deepEqual(
			printed,
			printed.map((_, index) => `${index}\n`),
		);
		await until('an empty temporary folder', () => readdirSync(temporary).length === 0);
	},
);

test('when no more files may be open it says so, and what it had works on', async () => {
	const fixture = fileURLToPath(new URL('../fixtures/opens-pipes-for-ever.js', import.meta.url));
	const {stdout, stderr} = spawnSync(
		'/bin/sh',
		['-c', `ulimit -n 80; exec "${process.execPath}" "${fixture}"`],
		{
			encoding: 'utf8',
			timeout: 20_000,
		},
	);
	assert.equal(
		stdout,
		'emperor: cannot make a pipe for output: too many open files. ' +
			'Raise the limit before starting the emperor, for example ulimit -n 65536.\nstill here\n',
		stderr,
	);
});

test('where no pipe can be made it says what to install or where to look', async t => {
	const fixture = fileURLToPath(new URL('../fixtures/opens-pipes-for-ever.js', import.meta.url));
	const complaintWith = (env: Record<string, string>) =>
		spawnSync(process.execPath, [fixture], {encoding: 'utf8', env, timeout: 20_000}).stdout;
	assert.equal(
		complaintWith({PATH: await scratch(t)}),
		'emperor: cannot make a pipe for output: cannot find "mkfifo". On Debian: apt install coreutils.\n',
	);
	assert.match(
		complaintWith({PATH: process.env.PATH ?? '', TMPDIR: '/does/not/exist'}),
		/^emperor: cannot make a pipe for output: ENOENT.*See that \/does\/not\/exist can be written, or set TMPDIR\.\n$/,
	);
});
