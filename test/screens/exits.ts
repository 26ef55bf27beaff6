import assert from 'node:assert/strict';
import {readdir, readFile, readlink} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {openEmperor} from '../helpers/emperor.js';
import {isRunning} from '../helpers/is-running.js';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {freePort, type Scope} from '../helpers/scratch.js';
import {deafVassal, quietVassal, shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');
const withBoth = await needs('tmux', 'uwsgi');

/** One has a child in a session of its own, which no signal to its group reaches. */
const vassals = {
	'quiet.ini': quietVassal(),
	'parent.ini': shellVassal('setsid sleep 1001 & echo here; exec sleep 1000'),
};

const openPrograms = async (t: Scope, more: Readonly<Record<string, string>> = {}) => {
	const emperor = await openEmperor(t, {columns: 100, args: ['*.ini'], files: {...vassals, ...more}});
	await emperor.shows(`● ${Object.keys({...vassals, ...more}).length} ready`);
	await until('all processes', async () => (await emperor.family()).length >= 3);
	return emperor;
};

/** Two uWSGI with all their processes, and two other programs. */
const openBothKinds = async (t: Scope) => {
	const ports = {http: await freePort(), uwsgi: await freePort()};
	const emperor = await openEmperor(t, {columns: 200, rows: 50, args: ['*.ini'], files: vassals, ports});
	await emperor.shows('● 4 ready');
	await until('all processes', async () => (await emperor.family()).length >= 7);
	return emperor;
};

/** Marks of guards that live: one for each emperor, outside of its family. */
const guardsOf = async (emperor: number): Promise<string[]> => {
	const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
	const lines = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
	return lines.filter(line => line.includes(`\0emperor-guard\0${emperor}-`));
};

for (const [signal, code] of [
	['SIGTERM', 143],
	['SIGINT', 130],
	['SIGQUIT', 131],
] as const) {
	test(`${signal} stops everything, puts the terminal back and exits with ${code}`, withTmux, async t => {
		const emperor = await openPrograms(t);
		const pid = await emperor.emperorPid();
		assert.equal((await guardsOf(pid)).length, 1);
		process.kill(pid, signal);
		const {code: actual, words} = await emperor.ended();
		assert.equal(actual, code);
		assert.match(words[0] ?? '', /^emperor ruled 2 vassals/);
		assert.deepEqual(await emperor.family(), []);
		await until('its guard to go', async () => (await guardsOf(pid)).length === 0, 6000);
	});
}

test('a second SIGTERM does not wait for a vassal that ignores its stop', withTmux, async t => {
	const emperor = await openPrograms(t, {'deaf.ini': deafVassal()});
	const pid = await emperor.emperorPid();
	process.kill(pid, 'SIGTERM');
	await emperor.shows('1 left');
	process.kill(pid, 'SIGTERM');
	assert.equal((await emperor.ended(3000)).code, 143);
	assert.deepEqual(await emperor.family(), []);
});

test('a closed terminal ends it, and everything of it is gone within seconds', withBoth, async t => {
	const emperor = await openBothKinds(t);
	const pid = await emperor.emperorPid();
	await emperor.close();
	await until('the emperor to end', async () => !(await isRunning(pid)), 5000);
	await until('its vassals to be gone', async () => (await emperor.family()).length === 0, 2000);
});

test('a SIGHUP while the terminal is there reloads everything, and ends nothing', withTmux, async t => {
	const emperor = await openPrograms(t);
	process.kill(await emperor.emperorPid(), 'SIGHUP');
	await emperor.shows(/1 restart .*1 restart /s);
	await emperor.shows('● 2 ready');
});

test('after a SIGKILL of the emperor its vassals of both kinds are gone within 5 s', withBoth, async t => {
	const emperor = await openBothKinds(t);
	const pid = await emperor.emperorPid();
	process.kill(pid, 'SIGKILL');
	await until('its vassals to be gone', async () => (await emperor.family()).length === 0, 5000);
	assert.equal((await emperor.ended()).code, 137);
	await until('its guard to go', async () => (await guardsOf(pid)).length === 0, 6000);
});

test(
	'a mistake of ours puts the terminal back, leaves a report and no vassal, and exits with 1',
	withTmux,
	async t => {
		const blunder = "process.on('SIGUSR2',()=>{throw(new(Error)('provoked'))})";
		const emperor = await openEmperor(t, {
			columns: 200,
			args: ['*.ini'],
			files: vassals,
			env: {NODE_OPTIONS: `--import=data:text/javascript,${blunder}`, XDG_STATE_HOME: './state'},
		});
		await emperor.shows('● 2 ready');
		process.kill(await emperor.emperorPid(), 'SIGUSR2');
		const {code, words} = await emperor.ended();
		assert.equal(code, 1);
		assert.match(words.join('\n'), /^emperor: a mistake of ours: Error: provoked\b/);
		await until('its vassals to be gone', async () => (await emperor.family()).length === 0, 5000);

		const reports = await readdir(join(emperor.folder, 'state/emperor'));
		assert.equal(reports.length, 1);
		const report = await readFile(join(emperor.folder, 'state/emperor', reports[0] ?? ''), 'utf8');
		assert.match(report, /provoked/);
		assert.match(report, /quiet\.ini/);
		assert.ok(words.join('').includes(reports[0] ?? '?'), words.join('\n'));
	},
);

test('SIGUSR1 opens no port, as it would in other programs of Node', withTmux, async t => {
	const emperor = await openPrograms(t);
	const pid = await emperor.emperorPid();
	process.kill(pid, 'SIGUSR1');
	// Whatever comes of it has come by the time that another vassal is ready, a second later.
	await emperor.write('later.ini', quietVassal());
	assert.doesNotMatch(await emperor.shows('● 3 ready'), /debugger|inspector/i);
	assert.deepEqual(await listeningSockets(pid), []);
});

/** Inodes of the TCP sockets that a process listens on. */
const listeningSockets = async (pid: number): Promise<string[]> => {
	const folder = `/proc/${pid}/fd`;
	const links = await Promise.all(
		(await readdir(folder)).map(fd => readlink(join(folder, fd)).catch(() => '')),
	);
	const rows = (await readFile(`/proc/${pid}/net/tcp`, 'utf8')).trim().split('\n').slice(1);
	return rows
		.map(row => row.trim().split(/ +/))
		.filter(([, , , state]) => state === '0A')
		.map(fields => fields[9] ?? '')
		.filter(inode => links.includes(`socket:[${inode}]`));
};

test('without a terminal SIGTERM stops everything as well', async t => {
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files: vassals});
	await emperor.prints(/(here[\s\S]*){2}/);
	emperor.signal('SIGTERM');
	assert.equal(await emperor.exited(), 143);
	assert.deepEqual(await emperor.family(), []);
});
