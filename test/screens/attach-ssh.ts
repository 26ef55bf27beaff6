import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {openAttached} from '../helpers/attached-screen.js';
import {panelOf, panelsOn} from '../helpers/frame.js';
import {isRunning} from '../helpers/is-running.js';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import type {Scope} from '../helpers/scratch.js';
import {type SshServer, startSshServer} from '../helpers/ssh-server.js';
import {until} from '../helpers/wait.js';

const withBoth = await needs('tmux', 'sshd');

const vassal = (script: string) => `[uwsgi]\nunprivileged-binary-patch-arg = ${script}\n`;

const files = {
	'good.ini': vassal('echo one; echo two; exec sleep 1000'),
	'many.ini': vassal('seq 1 3000 | sed "s/^/line /"; exec sleep 1000'),
};

/** An emperor without a screen behind an sshd, and how to attach to it from "another machine". */
const rule = async (t: Scope, args: readonly string[] = []) => {
	const emperor = await pipeEmperor(t, {args: ['--no-tui', ...args, '*.ini'], files});
	await emperor.prints('line 3000');
	const server = await startSshServer(t, {
		XDG_RUNTIME_DIR: join(emperor.folder, '.run'),
		TMPDIR: emperor.folder,
	});
	const attach = (target = `ssh://127.0.0.1:${server.port}`, env = {}) =>
		openAttached(t, emperor, [target], {env: environment(server, join(emperor.folder, '.here'), env)});
	return {emperor, server, attach};
};

const environment = ({path}: SshServer, runtime: string, env: Record<string, string>) => ({
	PATH: `${path}:${process.env.PATH}`,
	XDG_RUNTIME_DIR: runtime,
	...env,
});

/** The ssh that an attached screen has started. */
const sshOf = (pid: number): number => {
	const found = readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.find(name => {
			try {
				const [, parent] = /\) \S+ (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
				return (
					Number(parent) === pid && readFileSync(`/proc/${name}/cmdline`, 'utf8').startsWith('/usr/bin/ssh')
				);
			} catch {
				return false;
			}
		});
	assert.ok(found, `no ssh of ${pid}`);
	return Number(found);
};

test(
	'over ssh the panels are those of the emperor there, which is found, commanded, and left to rule on',
	withBoth,
	async t => {
		const {emperor, attach} = await rule(t);
		const screen = await attach();
		await screen.shows('q detach');
		await screen.shows(/│ .*two/);
		await screen.shows('line 3000');
		assert.match(await screen.shows('● 2 ready'), / emperor at 127\.0\.0\.1 +2 vassals +● 2 ready/);
		assert.deepEqual(
			panelsOn(await screen.screen()).map(({title}) => title),
			['1 good.ini ● ready', '2 many.ini ● ready'],
		);
		await screen.keys('2');
		await until('the oldest line', async () => {
			await screen.keys('g');
			return (await screen.screen()).includes('line 1 ');
		});
		await screen.keys('1', 'x');
		await until('it to stop', async () =>
			panelOf(await screen.screen(), 'good.ini').title.includes('■ stopped'),
		);
		await screen.keys('o');
		await screen.shows('editor: good.ini is on 127.0.0.1. Edit it there.');

		const ssh = sshOf(screen.pid);
		await screen.keys('q');
		assert.equal(await screen.exited(), 0);
		await screen.shows('emperor: detached from 127.0.0.1, where it rules on');
		await until('ssh to end', async () => !(await isRunning(ssh)));
		assert.deepEqual(readdirSync(join(emperor.folder, '.here/emperor')), []);
		assert.ok(await isRunning(emperor.pid));
	},
);

test(
	'a line that breaks is said to, tried again, and goes on with everything in its place',
	withBoth,
	async t => {
		const {server, attach, emperor} = await rule(t);
		const screen = await attach();
		await screen.shows('line 3000');
		await screen.keys('2', 'z');
		await until('the oldest line', async () => {
			await screen.keys('g');
			return (await screen.screen()).includes('line 1 ');
		});
		await server.stop();
		process.kill(sshOf(screen.pid), 'SIGKILL');
		await screen.shows(/since \d\d:\d\d:\d\d line broken, trying again/);
		await screen.shows('refused');
		const broken = await screen.screen();
		assert.equal(panelOf(broken, 'many.ini').lines[0]?.slice(9), 'line 1');
		await screen.keys('r');

		await server.start();
		await screen.gone('broken', 30_000);
		const mended = await screen.screen();
		assert.equal(panelsOn(mended).length, 1, 'still zoomed');
		assert.equal(panelOf(mended, 'many.ini').lines[0]?.slice(9), 'line 1');
		await screen.keys('R', 'G');
		await screen.shows('1 restart ');
		await screen.shows('line 3000');
		assert.ok(await isRunning(emperor.pid));
	},
);

test(
	'an emperor that is killed and started again behind a line that holds is there again, at another socket too',
	withBoth,
	async t => {
		const {emperor, server, attach} = await rule(t);
		const screen = await attach();
		await screen.shows('line 3000');
		const ssh = sshOf(screen.pid);
		const other = await pipeEmperor(t, {
			args: ['--no-tui', '*.ini'],
			files: {'other.ini': vassal('echo another; exec sleep 1000')},
			env: {XDG_RUNTIME_DIR: join(emperor.folder, '.run')},
		});
		await other.prints('another');
		emperor.signal('SIGKILL');
		await screen.shows('line broken');
		await screen.shows('to another.');

		const next = emperor.again();
		await next.prints('line 3000');
		await screen.gone('broken', 30_000);
		await screen.keys('R');
		await screen.shows('1 restart ');
		assert.equal(sshOf(screen.pid), ssh, 'over the same line');

		const given = join(emperor.folder, '.run/emperor', `${next.pid}.sock`);
		const chosen = await attach(`ssh://127.0.0.1:${server.port}${given}`);
		await chosen.shows('line 3000');
		next.signal('SIGTERM');
		await chosen.shows('awaiting the next');
		await next.exited();
		const last = next.again();
		await last.prints('line 3000');
		for (const one of [screen, chosen]) {
			await one.gone('awaiting', 30_000);
			await one.shows('● 2 ready');
		}
	},
);

test('the socket may be given, and ssh ends even with a screen that is killed', withBoth, async t => {
	const {emperor, server, attach} = await rule(t, ['--socket', 'c: sock']);
	await until('the socket', () => existsSync(join(emperor.folder, 'c: sock')));
	const lost = await attach();
	assert.equal(await lost.exited(), 1);
	await lost.shows('127.0.0.1: no emperor of that user is running there.');

	const named = await pipeEmperor(t, {
		args: ['--no-tui', '--socket', join(emperor.folder, '.run/emperor/named.sock'), '*.ini'],
		files,
	});
	await until('its socket', () => existsSync(join(emperor.folder, '.run/emperor/named.sock')));
	const found = await attach();
	await found.shows(/emperor at 127\.0\.0\.1/);
	await found.shows('● 2 ready');
	named.signal('SIGTERM');
	await named.exited();
	await found.shows('awaiting the next');

	const screen = await attach(`ssh://127.0.0.1:${server.port}${encodeURI(emperor.folder)}/c%3A%20sock`);
	await screen.shows('● 2 ready');
	const ssh = sshOf(screen.pid);
	process.kill(screen.pid, 'SIGKILL');
	await until('ssh to end', async () => !(await isRunning(ssh)));
});

test(
	'a host that cannot be reached, and a name that is more than a name, are refused before there is a screen',
	withBoth,
	async t => {
		const {server, attach, emperor} = await rule(t);
		await server.stop();
		const refused = await attach();
		assert.equal(await refused.exited(), 1);
		await refused.shows(/127\.0\.0\.1: .*refused/);

		const marker = join(emperor.folder, 'marker');
		for (const target of [
			`ssh://-oProxyCommand=touch${'$'}{IFS}${marker}`,
			'ssh://$(touch marker)',
			'ssh://a;touch marker',
		]) {
			const screen = await attach(target);
			assert.equal(await screen.exited(), 2);
			await screen.shows('cannot be the name of a host');
		}
		assert.equal(existsSync(marker), false);
	},
);

test('what ssh asks is asked before there is a screen', withBoth, async t => {
	const {server, attach} = await rule(t);
	const screen = await attach(`ssh://127.0.0.1:${server.port}`, {SSH_OPTION: 'StrictHostKeyChecking=ask'});
	await screen.shows('continue connecting (yes/no');
	assert.equal(await screen.alternateOn(), false);
	await screen.type('yes\r');
	await screen.shows('● 2 ready');

	const other = await attach(`ssh://localhost:${server.port}`, {SSH_OPTION: 'StrictHostKeyChecking=ask'});
	await other.shows('continue connecting (yes/no');
	await other.keys('C-c');
	assert.equal(await other.exited(), 130);
});
