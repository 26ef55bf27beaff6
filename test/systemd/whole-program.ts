import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {lastFirst} from '../helpers/last-first.js';
import {needs, runTool} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {scratch} from '../helpers/scratch.js';
import {listenAsManager} from '../helpers/service-manager.js';
import {shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const vassal = '[uwsgi]\nunprivileged-binary-patch-arg = echo up; exec sleep 1000\n';
const files = {'a.ini': vassal, 'b.ini': vassal};

/** An emperor as a service that says what it does. */
const serve = async (
	t: TestContext,
	{isAbstract = false, env = {}, under = [] as readonly string[], args = [] as readonly string[]} = {},
) => {
	const scope = lastFirst(t);
	const place = await scratch(scope);
	const socket = isAbstract ? `@emperor-test-${process.pid}-${place.slice(-6)}` : join(place, 'notify');
	const manager = await listenAsManager(scope, socket);
	const emperor = await pipeEmperor(scope, {
		args: [...args, '*.ini'],
		files,
		env: {NOTIFY_SOCKET: socket, ...env},
		under,
	});
	return {manager, emperor, place};
};

/** Everything that is in the folders of $PATH, but for one program. */
const pathWithout = (program: string, folder: string): string => {
	mkdirSync(folder);
	for (const place of (process.env.PATH ?? '').split(':').filter(existsSync)) {
		for (const name of readdirSync(place)) {
			if (name !== program && !existsSync(join(folder, name))) {
				symlinkSync(join(place, name), join(folder, name));
			}
		}
	}
	return folder;
};

for (const isAbstract of [false, true]) {
	test(
		`a service manager hears of its start, reload and end, ${isAbstract ? 'by an abstract name and without systemd-notify' : 'at a path'}`,
		await needs('perl'),
		async t => {
			const env = isAbstract ? {PATH: pathWithout('systemd-notify', join(await scratch(t), 'bin'))} : {};
			const {manager, emperor} = await serve(t, {isAbstract, env});
			const ready = await manager.hears(/^READY=1\nSTATUS=2 vassals · 2 (starting|ready)$/);
			assert.equal(ready, 1);
			await emperor.prints(/up[\s\S]*up/);
			for (const {pid} of await emperor.family()) {
				assert.doesNotMatch(readFileSync(`/proc/${pid}/environ`, 'latin1'), /NOTIFY_SOCKET|WATCHDOG/);
			}
			const socket = join(emperor.folder, '.run/emperor', `${emperor.pid}.sock`);
			assert.ok(existsSync(socket), 'whoever was told may ask');

			await until('both to be ready', async () =>
				/("state": "ready"[\s\S]*){2}/.test(await askStatus(socket)),
			);
			const before = process.hrtime.bigint() / 1000n;
			emperor.signal('SIGHUP');
			const reloading = await manager.hears(/^RELOADING=1\nMONOTONIC_USEC=\d+\nSTATUS=reloading$/, ready);
			const [, told = '0'] = /MONOTONIC_USEC=(\d+)/.exec(manager.heard()[reloading - 1] ?? '') ?? [];
			assert.ok(BigInt(told) >= before && BigInt(told) <= process.hrtime.bigint() / 1000n, told);
			await manager.hears(/^READY=1\nSTATUS=2 vassals · 2 ready$/, reloading);
			assert.equal(emperor.output().match(/\| up$/gm)?.length, 4);

			emperor.signal('SIGTERM');
			await manager.hears(/^STOPPING=1\nSTATUS=ragnarok · /, reloading);
			assert.equal(await emperor.exited(), 143);
			assert.equal(existsSync(socket), false);
		},
	);
}

const askStatus = async (socket: string): Promise<string> =>
	(await runTool('curl', ['-sS', '--unix-socket', socket, 'http://emperor/vassals'])).output;

/** A line of the unit in the docs, as words for an emperor; `run` is where systemd has its folders for services. */
const wordsOf = (line: string, run: string): readonly string[] => {
	const [, words = ''] = new RegExp(`^${line}=/usr/bin/env emperor (.*)$`, 'm').exec(unit) ?? [];
	return words.replaceAll('%t', run).split(' ');
};

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));
const unit = readFileSync(fileURLToPath(new URL('../../../docs/emperor.service', import.meta.url)), 'utf8');

test('the unit’s reload ends when all are back, and fails where one is not', await needs('curl'), async t => {
	const run = await scratch(t);
	mkdirSync(join(run, 'emperor'));
	const started = wordsOf('ExecStart', run);
	assert.equal(started.at(-1), '/etc/uwsgi/vassals');
	const emperor = await pipeEmperor(t, {
		args: [...started.slice(0, -1), '*.ini'],
		files: {'a.ini': vassal, 'b.ini': shellVassal('[ -e broken ] && exit 1; exec sleep 1000')},
	});
	const socket = join(run, 'emperor/control.sock');
	const states = async (): Promise<readonly (readonly [state: string, pid: number])[]> =>
		JSON.parse(await askStatus(socket)).vassals.map(({state, pid}: {state: string; pid: number}) => [
			state,
			pid,
		]);
	const isUp = ([state]: readonly [string, number]): boolean => state === 'ready' || state === 'loyal';
	const before = await until('both to be ready', async () => {
		const now = await states();
		return now.length === 2 && now.every(isUp) && now;
	});
	const reload = () => runTool(process.execPath, [program, ...wordsOf('ExecReload', run)]);
	assert.equal((await reload()).exitCode, 0);
	const after = await states();
	assert.ok(after.every(isUp), String(after));
	assert.ok(after.every(([, pid], index) => pid !== before[index]?.[1]));
	writeFileSync(join(emperor.folder, 'broken'), '');
	const {exitCode, output} = await reload();
	assert.equal(exitCode, 1);
	assert.match(output, /^b\.ini: throttled · .* · exit 1/m);
});

test('a watchdog hears that it lives, for as long as its loop turns', await needs('perl'), async t => {
	const {manager, emperor} = await serve(t, {env: {WATCHDOG_USEC: '400000'}});
	const first = await manager.hears(/^WATCHDOG=1$/);
	const second = await manager.hears(/^WATCHDOG=1$/, first);
	emperor.signal('SIGSTOP');
	t.after(() => emperor.signal('SIGCONT'));
	await until('it to be stopped', () => / T /.test(readFileSync(`/proc/${emperor.pid}/stat`, 'latin1')));
	assert.ok(manager.heard().length >= second);
	emperor.signal('SIGCONT');
	await manager.hears(/^WATCHDOG=1$/, manager.heard().length);
});

test(
	'killed and started again, it takes its socket back, and each vassal is there once',
	await needs('perl', 'curl'),
	async t => {
		const {manager, emperor} = await serve(t, {
			args: ['--socket', 'c.sock'],
			// Restart=on-failure, without the cgroup that systemd would empty.
			under: ['/bin/sh', '-c', '"$@"; exec "$@"', 'sh'],
		});
		const first = await manager.hears(/^READY=1\n/);
		await emperor.prints(/up[\s\S]*up/);
		const before = await emperor.family();
		process.kill(await emperor.emperorPid(), 'SIGKILL');
		await manager.hears(/^READY=1\nSTATUS=2 vassals · 2 (starting|ready)$/, first);
		await until('the old vassals to be gone', async () => {
			const now = (await emperor.family()).map(({pid}) => pid);
			return before.every(({pid}) => !now.includes(pid));
		});
		const socket = join(emperor.folder, 'c.sock');
		const pids = await until('both to be back', async () => {
			const {vassals} = JSON.parse(await askStatus(socket));
			return (
				vassals.every(({state}: {state: string}) => state === 'ready') &&
				vassals.map(({pid}: {pid: number}) => pid)
			);
		});
		const sleepers = (await emperor.family()).filter(({command}) => command.startsWith('sleep 1000'));
		assert.deepEqual(sleepers.map(({pid}) => pid).sort(), [...pids].sort());
		emperor.signal('SIGTERM');
		assert.equal(await emperor.exited(), 143);
		assert.equal(existsSync(socket), false);
	},
);

test('where nobody can be told, the vassals run and a line says why', async t => {
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files, env: {NOTIFY_SOCKET: '/nowhere/notify'}});
	await emperor.prints(
		/NOTIFY_SOCKET: \/nowhere\/notify was not told that the emperor runs: .*No such file or directory/,
	);
	await emperor.prints(/up[\s\S]*up/);
});
