import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {examine} from '../../source/check/examine.js';
import {askLoggers, askUwsgi} from '../../source/check/known-options.js';
import type {World} from '../../source/check/world.js';
import {describeProblem, isTrouble} from '../../source/core/problem.js';
import {disk} from '../../source/monitors/disk.js';
import {readText} from '../../source/monitors/read-text.js';
import {needs} from '../helpers/needs.js';
import {freePort, scratch} from '../helpers/scratch.js';

const world: World = {
	env: {},
	readText,
	disk,
	knownOptions: askUwsgi('uwsgi'),
	knownLoggers: askLoggers('uwsgi'),
	isOnItsOwn: true,
	isRoot: process.getuid?.() === 0,
};

/** For each config what `check` must say of it, an error; nothing, where uWSGI starts it. PORT is a free one, CWD its folder. */
const configs: readonly (readonly [lines: string, error: string | undefined])[] = [
	['plugin = python3', 'a.ini: names no socket and nothing else to do, at which uWSGI ends. Write socket'],
	['processes = 0', 'names no socket'],
	['mule = ', 'names no socket'],
	['stats = 127.0.0.1:PORT', 'names no socket'],
	['shared-socket = 127.0.0.1:PORT', 'names no socket'],
	['chmod-socket = 660', 'names no socket'],
	[
		'http = 127.0.0.1:PORT',
		'a.ini:3: http means nothing to uWSGI without the plugin http, and there is no other socket, at which it ends. Write plugin = http above it.',
	],
	['plugin = http\nhttp = 127.0.0.1:PORT', undefined],
	['plugin = http\nhttp = 127.0.0.1:PORT\nprocesses = 0', undefined],
	['http-socket = 127.0.0.1:PORT', undefined],
	['socket = a.sock', undefined],
	['cron = -1 -1 -1 -1 -1 true', undefined],
	['legion-cron = a -1 -1 -1 -1 -1 true', undefined],
	['attach-daemon = sleep 10', undefined],
	['spooler = CWD', undefined],
	['udp = 127.0.0.1:PORT', undefined],
	['emperor = none', undefined],
	['plugin = fastrouter\nfastrouter = 127.0.0.1:PORT', undefined],
	['plugin = zergpool\nzerg-pool = CWD/a.sock:CWD/b.sock', undefined],
	[
		'socket = a.sock\nlogger = syslog',
		'a.ini:4: logger = syslog: the logger syslog comes with the plugin syslog, which is not loaded, and uWSGI ends. Write plugin = syslog, or take the line out: the emperor keeps the log.',
	],
	['socket = a.sock\nlog-syslog = x', 'a.ini:4: log-syslog = x: the logger syslog comes with the plugin'],
	['socket = a.sock\nlogger = mine file:a.log', 'the logger file comes with the plugin logfile'],
	['socket = a.sock\nreq-logger = stdio', 'the logger stdio comes with the plugin logfile'],
	['socket = a.sock\nplugin = logfile\nlogger = file:a.log', undefined],
	[
		'socket = CWD/none/a.sock',
		'a.ini:3: socket = none/a.sock: there is no folder none to make it in, and uWSGI ends. Create it, or mend the path.',
	],
	['socket = none/a.sock', 'there is no folder none to make it in'],
	['socket = a.sock\nchdir = sub\nlogto = CWD/none/a.log', 'there is no folder none to make it in'],
	['socket = a.sock\ndaemonize = CWD/none/a.log', 'there is no folder none to make it in'],
	['socket = a.sock\npidfile = CWD/none/a.pid', 'there is no folder none to make it in'],
	['socket = sub/a.sock\nlogto = sub/a.log', undefined],
];

const place = async (t: TestContext, lines: string) => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'sub'));
	const text = lines.replaceAll('CWD', cwd).replaceAll('PORT', String(await freePort()));
	await writeFile(join(cwd, 'a.ini'), `[uwsgi]\nmaster = true\n${text}\n`);
	return cwd;
};

const errorsIn = async (cwd: string): Promise<string> => {
	const {findings} = await examine({path: join(cwd, 'a.ini'), name: 'a.ini', cwd}, world);
	const texts = findings.filter(isTrouble).map(problem => describeProblem(problem));
	return texts.join('\n').replaceAll(`${cwd}/`, '').replaceAll(cwd, '.');
};

/** Whether uWSGI gets as far as its master process, or ends before. */
const startsInUwsgi = async (cwd: string): Promise<boolean> => {
	const child = spawn('uwsgi', ['--ini', 'a.ini'], {cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true});
	let output = '';
	const starts = await new Promise<boolean>(resolve => {
		const isUp = () => /spawned uWSGI master|starting uWSGI Emperor/.test(output);
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', text => {
				output += text;
				if (isUp()) {
					resolve(true);
				}
			});
		}
		child.once('exit', () => resolve(false));
		child.once('error', () => resolve(false));
	});
	if (child.pid !== undefined && child.exitCode === null) {
		process.kill(-child.pid, 'SIGKILL');
	}
	return starts;
};

const uwsgiIsHere = await needs('uwsgi');

for (const [lines, error] of configs) {
	test(
		`${lines.replaceAll('\n', ', ')}: ${error === undefined ? 'starts' : 'ends'}, and check says so`,
		uwsgiIsHere,
		async t => {
			const cwd = await place(t, lines);
			const said = await errorsIn(cwd);
			assert.ok(error === undefined ? said === '' : said.includes(error), said);
			if (!/logger = file|logto/.test(lines)) {
				assert.equal(await startsInUwsgi(cwd), error === undefined, 'uWSGI itself');
			}
		},
	);
}

test(
	'a socket where the user of the vassal may not write is an error, as uWSGI ends',
	process.getuid?.() === 0 ? uwsgiIsHere : {skip: 'only root can become another user'},
	async t => {
		const cwd = await place(t, 'uid = 33\nsocket = CWD/sub/a.sock');
		assert.match(
			await errorsIn(cwd),
			/^a\.ini:4: socket = sub\/a\.sock: 33 \(uid\) may not write in sub, and uWSGI ends\. /,
		);
		assert.equal(await startsInUwsgi(cwd), false);
		const {findings} = await examine(
			{path: join(cwd, 'a.ini'), name: 'a.ini', cwd},
			{...world, isRoot: false},
		);
		assert.deepEqual(findings, [], 'who is not root stays who it is');
	},
);

test('what may get its socket elsewhere is not complained of', async t => {
	const cwd = await place(t, 'processes = 1');
	const {isOnItsOwn: _, ...elsewhere} = world;
	const {findings} = await examine({path: join(cwd, 'a.ini'), name: 'a.ini', cwd}, elsewhere);
	assert.deepEqual(findings, []);
});
