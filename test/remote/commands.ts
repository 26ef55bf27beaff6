import assert from 'node:assert/strict';
import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, chownSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {needs} from '../helpers/needs.js';
import {type PipedEmperor, pipeEmperor} from '../helpers/piped-emperor.js';
import {openTerminal} from '../helpers/tmux.js';
import {until} from '../helpers/wait.js';

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));

const environment = (folder: string) => ({
	...process.env,
	XDG_RUNTIME_DIR: join(folder, '.run'),
	TMPDIR: folder,
	FORCE_COLOR: undefined,
});

/** Asks the emperor of a realm as a person would; `code` is the exit code. */
const ask = ({folder}: PipedEmperor, ...args: readonly string[]) =>
	new Promise<{code: number; out: string; err: string}>(resolve => {
		execFile(
			process.execPath,
			[program, ...args],
			{cwd: folder, env: environment(folder), timeout: 20_000},
			(error, out, err) => resolve({code: error === null ? 0 : Number(error.code), out, err}),
		);
	});

const vassal = (script: string) => `[uwsgi]\nunprivileged-binary-patch-arg = ${script}\n`;

const files = {
	'good.ini': vassal('echo one; echo two; exec sleep 1000'),
	'other.ini': vassal('echo three; exec sleep 1000'),
};

const rule = (t: Parameters<typeof pipeEmperor>[0]) => pipeEmperor(t, {args: ['*.ini'], files});

const isUp = async (emperor: PipedEmperor) => {
	await until('the emperor to answer', async () => (await ask(emperor, 'status')).code === 0);
	assert.equal((await ask(emperor, 'wait', '--all')).code, 0);
};

test('status is a table for people and JSON for programs', async t => {
	const emperor = await rule(t);
	await isUp(emperor);
	const {out} = await ask(emperor, 'status');
	assert.match(out, /^NAME {7}STATE {2,}PID/);
	assert.match(out, /^good\.ini {3}ready +\d+ /m);
	const json = JSON.parse((await ask(emperor, 'status', '--json', 'good.ini')).out);
	assert.equal(json.pid, emperor.pid);
	assert.deepEqual(
		json.vassals.map(({name}: {name: string}) => name),
		['good.ini'],
	);
});

test('a status that is watched comes again every second, until the emperor is gone', async t => {
	const emperor = await rule(t);
	await isUp(emperor);
	const watching = spawn(process.execPath, [program, 'status', '--watch', '--json', 'g*'], {
		cwd: emperor.folder,
		env: environment(emperor.folder),
	});
	t.after(() => void watching.kill());
	let heard = '';
	let said = '';
	watching.stdout.setEncoding('utf8').on('data', text => {
		heard += text;
	});
	watching.stderr.setEncoding('utf8').on('data', text => {
		said += text;
	});
	const reports = () =>
		heard
			.split('\n')
			.slice(0, -1)
			.map(line => JSON.parse(line));
	await until('two of them', () => reports().length >= 2);
	const [first, second] = reports();
	assert.ok(second.time - first.time >= 0.9);
	assert.deepEqual(
		first.vassals.map(({name}: {name: string}) => name),
		['good.ini'],
	);
	emperor.signal('SIGTERM');
	const [code] = await once(watching, 'exit');
	assert.equal(code, 1);
	assert.match(said, /\.sock: (?:nobody answers there|there is no such socket|.*hang up)/);
});

test(
	'in a terminal a watched status is drawn over, and the last of it stays',
	await needs('tmux'),
	async t => {
		const emperor = await rule(t);
		await isUp(emperor);
		const terminal = await openTerminal(t, {
			columns: 60,
			rows: 6,
			cwd: emperor.folder,
			command: [
				`XDG_RUNTIME_DIR=${emperor.folder}/.run`,
				`TMPDIR=${emperor.folder}`,
				'sh',
				'-c',
				`trap : INT; ${process.execPath} ${program} status --watch; echo code $?; exec sleep 1000`,
			],
		});
		await terminal.shows(/^good\.ini +ready .*\nother\.ini +ready/m);
		await ask(emperor, 'stop', 'other.ini', '--wait');
		const screen = await terminal.shows(/^other\.ini +stopped/m);
		assert.equal(screen.split('NAME').length, 2);
		await terminal.keys('C-c');
		const after = await terminal.shows('code 130');
		assert.match(after, /^other\.ini +stopped/m);
	},
);

test('logs are those of one vassal as they are, or of several with their names, and follow what comes', async t => {
	const emperor = await rule(t);
	await isUp(emperor);
	assert.equal((await ask(emperor, 'logs', 'good.ini')).out, 'one\ntwo\n');
	assert.equal((await ask(emperor, 'logs', '-n', '1', 'good.ini')).out, 'two\n');
	assert.deepEqual((await ask(emperor, 'logs')).out.split('\n').sort(), [
		'',
		'good.ini  | one',
		'good.ini  | two',
		'other.ini | three',
	]);

	const following = spawn(process.execPath, [program, 'logs', '-f', '-n', '1', 'good.ini'], {
		cwd: emperor.folder,
		env: environment(emperor.folder),
	});
	t.after(() => void following.kill());
	let heard = '';
	following.stdout.setEncoding('utf8').on('data', text => {
		heard += text;
	});
	let said = '';
	following.stderr.setEncoding('utf8').on('data', text => {
		said += text;
	});
	await until('the last line', () => heard === 'two\n');
	await ask(emperor, 'restart', 'good.ini');
	await until('its next life', () => heard === 'two\none\ntwo\n');
	emperor.signal('SIGTERM');
	const [code] = await once(following, 'exit');
	assert.equal(code, 0);
	assert.equal(said, 'emperor: it has ended, and its vassals with it.\n');
});

test('logs as JSON are those of docs/json.md, and may be sifted', async t => {
	const emperor = await pipeEmperor(t, {
		args: ['*.ini'],
		files: {'a.ini': vassal('echo fine; echo ERROR:root:boom; printf "\\033[31mred\\n"; exec sleep 1000')},
	});
	await isUp(emperor);
	const {out} = await ask(emperor, 'logs', '--json', '--level', 'error', '--since', '1h', 'a.ini');
	const {time, ...event} = JSON.parse(out);
	assert.ok(Math.abs(time - Date.now() / 1000) < 60);
	assert.deepEqual(event, {
		v: 1,
		type: 'log',
		name: 'a.ini',
		path: join(emperor.folder, 'a.ini'),
		number: 2,
		text: 'ERROR:root:boom',
		level: 'error',
	});
	assert.deepEqual(await ask(emperor, 'logs', '--grep', '^RED$|BOOM', 'a.ini'), {code: 0, out: '', err: ''});
	assert.equal((await ask(emperor, 'logs', '--grep', '^red$|boom', 'a.ini')).out, 'ERROR:root:boom\nred\n');
});

test('an expression that would never end is given up, with its line, whether one follows or not', async t => {
	const emperor = await pipeEmperor(t, {
		args: ['*.ini'],
		files: {'a.ini': vassal(`echo fine; echo ${'a'.repeat(40)}b; exec sleep 1000`)},
	});
	await isUp(emperor);
	await until('its lines', async () => (await ask(emperor, 'logs', 'a.ini')).out.endsWith('b\n'));
	const err = '--grep: "(a+)+$" takes too long on a line of a.ini. Write it without nested repetition.\n';
	for (const follow of [[], ['-f']]) {
		assert.deepEqual(await ask(emperor, 'logs', ...follow, '--grep', '(a+)+$', 'a.ini'), {
			code: 2,
			out: '',
			err,
		});
	}
	assert.equal((await ask(emperor, 'logs', '--grep', 'f.*e', 'a.ini')).out, 'fine\n');
});

test('who follows an emperor that is killed is told so', async t => {
	const emperor = await rule(t);
	await isUp(emperor);
	const following = spawn(process.execPath, [program, 'logs', '-f'], {
		cwd: emperor.folder,
		env: environment(emperor.folder),
	});
	t.after(() => void following.kill());
	let heard = '';
	let said = '';
	following.stdout.setEncoding('utf8').on('data', text => {
		heard += text;
	});
	following.stderr.setEncoding('utf8').on('data', text => {
		said += text;
	});
	await until('what was before', () => heard.includes('good.ini  | two'));
	await ask(emperor, 'restart', 'good.ini');
	await until('its next life', () => heard.split('good.ini  | two').length === 3);
	emperor.signal('SIGKILL');
	const [code] = await once(following, 'exit');
	assert.equal(code, 1);
	assert.match(said, /^\S+\.sock: the emperor has gone\. See what became of it\.\n$/);
});

test('a command that waits ends well once it is done', async t => {
	const emperor = await rule(t);
	await isUp(emperor);
	const stopped = await ask(emperor, 'stop', '--wait', 'g*');
	assert.deepEqual([stopped.code, stopped.err], [0, '']);
	assert.match(stopped.out, /^good\.ini: stopped after \d+\.\d s\n$/);
	assert.match((await ask(emperor, 'status', 'good.ini')).out, /^good\.ini {2}stopped {4}- /m);
	const started = await ask(emperor, 'start', '--wait', '--all');
	assert.equal(started.code, 0);
	assert.match(started.out, /^good\.ini: ready after/m);
});

test('a release that does not start is said on stderr with its last words, and exit code 1', async t => {
	const emperor = await rule(t);
	await isUp(emperor);
	await emperor.write('good.ini', vassal('echo Traceback; printf "\\033[2JValueError: boom\\n"; exit 3'));
	const {code, out, err} = await ask(emperor, 'restart', 'good.ini', '--wait');
	assert.deepEqual([code, out], [1, '']);
	assert.match(err, /^good\.ini: throttled · \d s · exit 3\. What it printed last:\n/);
	assert.match(err, /\n {2}Traceback\n {2}ValueError: boom\n$/);
	const late = await ask(emperor, 'wait', 'good.ini', '--timeout', '0.2');
	assert.equal(late.code, 1);
	assert.match(late.err, /^good\.ini: not ready after 0\.\d s, but throttled/);
});

test('an emperor that was started without a runtime folder is found as well', async t => {
	const emperor = await rule(t);
	const other = await pipeEmperor(t, {
		args: ['*.ini'],
		files,
		env: {XDG_RUNTIME_DIR: '', TMPDIR: emperor.folder},
	});
	await other.prints('three');
	emperor.signal('SIGTERM');
	await emperor.exited();
	const {code, out} = await ask(emperor, 'status', '--json');
	assert.deepEqual([code, JSON.parse(out).pid], [0, other.pid]);
});

test('what is no vassal is told nothing, and why is said', async t => {
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files: {...files, 'tox.ini': '[tox]\n'}});
	await isUp(emperor);
	for (const command of ['start', 'reload', 'restart', 'stop']) {
		const {code, out, err} = await ask(emperor, command, 'tox.ini');
		assert.deepEqual([code, out], [1, '']);
		assert.match(err, /^tox\.ini: .*no \[uwsgi\] section, so this is not a vassal\. Write \[uwsgi\]/);
	}
});

test('what cannot be done is a sentence, and its kind the exit code', async t => {
	const emperor = await rule(t);
	await isUp(emperor);
	for (const [args, code, sentence] of [
		[['stop', 'no.ini'], 3, 'no.ini: no such vassal. emperor status lists them.'],
		[['stop'], 2, 'stop: no vassals given. Write their names, or --all.'],
		[['stop', '--all', 'good.ini'], 2, 'stop: names and --all. Give either.'],
		[['stop', 'good.ini', '--timeout', '3'], 2, '--timeout: there is nothing to wait for. Give --wait too.'],
		[['status', '--wait'], 2, '--wait: means nothing to status. Leave it out, or see emperor --help.'],
		[
			['status', '--socket', 'no.sock'],
			1,
			`${emperor.folder}/no.sock: there is no such socket. Has its emperor ended? emperor status without --socket looks for another.`,
		],
	] as const) {
		assert.deepEqual(await ask(emperor, ...args), {code, out: '', err: `${sentence}\n`}, args.join(' '));
	}
	const second = await pipeEmperor(t, {
		args: ['--no-tui', '*.ini'],
		files,
		env: {XDG_RUNTIME_DIR: join(emperor.folder, '.run')},
	});
	const {code, err} = await until('the second to be noticed', async () => {
		const answer = await ask(emperor, 'status');
		return answer.code === 2 && answer;
	});
	assert.equal(code, 2);
	assert.match(
		err,
		/^emperor: 2 are running\. Say which one is meant:\n( {2}--socket \S+ {3}\*\.ini in \S+\n){2}$/,
	);
	const socket = join(emperor.folder, '.run/emperor', `${second.pid}.sock`);
	assert.equal((await ask(emperor, 'status', '--socket', socket)).code, 0);
	emperor.signal('SIGTERM');
	second.signal('SIGTERM');
	await Promise.all([emperor.exited(), second.exited()]);
	const alone = await ask(emperor, 'status');
	assert.equal(alone.code, 1);
	assert.match(
		alone.err,
		/^emperor: none of this user's is running: nobody answers in \S+ or \S+\. Start one, or give its --socket\.\n$/,
	);
});

test('root is told of the emperors of others, which it has to name', {
	skip: process.getuid?.() === 0 ? false : 'only root can have a folder of somebody else',
}, async t => {
	const nobody = 65_534;
	const emperor = await pipeEmperor(t, {
		args: ['--socket', `emperor-${nobody}/7.sock`, '*.ini'],
		files: {...files, [`emperor-${nobody}/kept`]: ''},
	});
	const folder = join(emperor.folder, `emperor-${nobody}`);
	const named = ['--socket', join(folder, '7.sock')];
	await until('the emperor to answer', async () => (await ask(emperor, 'status', ...named)).code === 0);
	const silent = await ask(emperor, 'status');
	assert.match(silent.err, /^emperor: none of this user's is running: .*give its --socket\.\n$/);
	chmodSync(folder, 0o700);
	chownSync(folder, nobody, nobody);
	const {code, err} = await ask(emperor, 'status');
	assert.equal(code, 1);
	assert.match(
		err,
		/^emperor: none of this user's is running: .*give its --socket:\n {2}--socket \S+\/emperor-65534\/7\.sock {3}\*\.ini in \S+\n$/,
	);
	assert.match((await ask(emperor, 'info')).out, /^running .*\/emperor-65534\/7\.sock/m);
});
