import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {chmod, chown, mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {endFamily, markName, newMark} from '../helpers/family.js';
import {lastFirst} from '../helpers/last-first.js';
import {needs} from '../helpers/needs.js';
import {ownEnvironment, pipeEmperor} from '../helpers/piped-emperor.js';
import {until} from '../helpers/wait.js';

/** Takes uWSGI's place, and writes down once what it was given, by the name of its config. */
const probe = `#!/bin/sh
for argument; do
	case $argument in *.ini|*.conf) name=\${argument##*/};; esac
done
out=$PROBED/$name
mkdir "$out" || exit
printf '%s\\n' "$0" "$@" > "$out/args"
cat /proc/$$/environ > "$out/env"
readlink /proc/$$/cwd > "$out/cwd"
(ls -l /proc/$$/fd > "$out/fds")
(grep -E '^(Uid|Gid|Groups|SigBlk|SigIgn|CapBnd|NoNewPrivs):' /proc/$$/status > "$out/status")
umask >> "$out/status"
: > "$out/done"
`;

type Probed = {
	readonly args: readonly string[];
	readonly env: ReadonlyMap<string, string>;
	readonly cwd: string;
	/** What each descriptor is, without numbers of inodes. */
	readonly fds: ReadonlyMap<number, string>;
	readonly status: string;
};

const readProbed = async (folder: string, name: string): Promise<Probed> => {
	const read = (file: string) => readFile(join(folder, name, file), 'utf8');
	await until(`${name} to be started into ${folder}`, async () => (await read('done')) === '');
	const env = (await read('env')).split('\0').filter(entry => entry !== '');
	const fds = [...(await read('fds')).matchAll(/ (\d+) -> (.*)$/gm)];
	return {
		args: (await read('args')).trimEnd().split('\n'),
		env: new Map(env.map(entry => [entry.replace(/=.*/s, ''), entry.replace(/^[^=]*=/, '')])),
		cwd: (await read('cwd')).trimEnd(),
		fds: new Map(fds.map(([, fd, what = '']) => [Number(fd), what.replace(/:\[\d+\]$/, '')])),
		status: await read('status'),
	};
};

/** What the same child is given by us and by uWSGI, for each config. */
const probeBoth = async (
	t: TestContext,
	names: readonly string[],
	options: readonly string[],
	prepare: (folder: string) => Promise<void> = async () => undefined,
): Promise<readonly (readonly [ours: Probed, theirs: Probed])[]> => {
	const scope = lastFirst(t);
	const mark = newMark();
	scope.after(() => endFamily(mark));
	const env = {UWSGI_VASSAL_PROMISE: 'kept', UWSGI_RELOADS: '3', NOTIFY_SOCKET: '/run/n', GREETING: 'a b=c'};
	const args = ['--emperor', 'vassals', '--emperor-wrapper', '../probe', ...options];
	const files = Object.fromEntries(names.map(name => [`vassals/${name}`, '[uwsgi]\n']));
	const emperor = await pipeEmperor(scope, {
		args,
		files: {...files, probe},
		env: {...env, PROBED: 'ours'},
		under: ['/bin/sh', '-c', 'until [ -e ready ]; do sleep 0.01; done; PROBED=$PWD/ours exec "$@"', 'sh'],
	});
	const {folder} = emperor;
	await chmod(join(folder, 'probe'), 0o755);
	for (const place of ['ours', 'theirs']) {
		await mkdir(join(folder, place));
		await chmod(join(folder, place), 0o777);
	}
	await prepare(folder);
	await emperor.write('ready', '');
	const theirs = spawn('uwsgi', args, {
		cwd: folder,
		env: {...ownEnvironment, ...env, PROBED: join(folder, 'theirs'), [markName]: mark},
		stdio: 'ignore',
	});
	const isGone = () => theirs.exitCode !== null || theirs.signalCode !== null;
	scope.after(async () => {
		theirs.kill('SIGINT');
		await until('uWSGI to end', isGone);
	});
	return Promise.all(
		names.map(
			async name =>
				[
					await readProbed(join(folder, 'ours'), name),
					await readProbed(join(folder, 'theirs'), name),
				] as const,
		),
	);
};

/** Of the two runs, not of the two emperors. */
const ofTheTest = [markName, 'PROBED', 'XDG_RUNTIME_DIR', 'PWD', 'OLDPWD', '_', 'SHLVL'];

const without = (env: ReadonlyMap<string, string>, ...names: readonly string[]) =>
	Object.fromEntries(
		[...env]
			.filter(([name]) => ![...ofTheTest, ...names].includes(name))
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	);

const everything = [
	...['--vassals-inherit', 'i1', '--vassals-inherit', 'i2', '--vassals-include', 'c'],
	...['--vassals-inherit-before', 'ib', '--vassals-include-before', 'cb', '--vassals-set', 'x=a b=c'],
	...['--vassal-set', 'y=1', '--emperor-extra-ext', '.conf'],
];

test(
	'a vassal is given what uWSGI gives it: arguments, environment, folder, descriptors, signals, rights',
	await needs('uwsgi'),
	async t => {
		const pairs = await probeBoth(t, ['a.ini', '-we ird.ini', 'b.conf'], everything);
		for (const [ours, theirs] of pairs) {
			assert.deepEqual(ours.args, theirs.args);
			assert.ok(ours.args.length > 15);
			assert.equal(ours.cwd, theirs.cwd);
			assert.deepEqual(
				without(ours.env, 'EMPEROR_VASSAL', 'UWSGI_EMPEROR_FD', 'UWSGI_PROMISE'),
				without(theirs.env, 'UWSGI_EMPEROR_FD', 'UWSGI_ORIGINAL_PROC_NAME'),
			);
			assert.equal(ours.env.get('GREETING'), 'a b=c');
			assert.equal(ours.env.get('UWSGI_PROMISE'), 'kept', 'which uWSGI loses');

			for (const {env, fds} of [ours, theirs]) {
				assert.equal(fds.get(0), '/dev/null');
				assert.equal(fds.get(Number(env.get('UWSGI_EMPEROR_FD'))), 'socket');
				const others = [...fds].filter(([fd, what]) => fd > 2 && !what.endsWith('/probe'));
				assert.equal(others.length, 1, String([...fds]));
			}
			// uWSGI sets it for itself in any case.
			assert.equal(
				ours.status,
				theirs.status.replace('SigIgn:\t0000000000001000', 'SigIgn:\t0000000000000000'),
			);
		}
	},
);

test(
	'a tyrant gives each vassal to the owner of its file, without any other group, as uWSGI does',
	process.getuid?.() === 0 ? await needs('uwsgi') : {skip: 'only root can give files away'},
	async t => {
		const owners = {'a.ini': [65_534, 65_533], 'b.ini': [12_345, 54_321]} as const;
		const pairs = await probeBoth(t, Object.keys(owners), ['--emperor-tyrant'], async folder => {
			for (const [name, [uid, gid]] of Object.entries(owners)) {
				await chown(join(folder, 'vassals', name), uid, gid);
			}
		});
		for (const [index, [uid, gid]] of Object.values(owners).entries()) {
			const [ours, theirs] = pairs[index] ?? [];
			const rights = (probed?: Probed) => probed?.status.replace(/^Sig.*\n/gm, '');
			assert.equal(rights(ours), rights(theirs));
			assert.match(
				String(ours?.status),
				new RegExp(`^Uid:(\t${uid}){4}\nGid:(\t${gid}){4}\nGroups:\\s*$`, 'm'),
			);
		}
	},
);
