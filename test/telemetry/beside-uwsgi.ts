import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {request} from 'node:http';
import {join} from 'node:path';
import test from 'node:test';
import {needs} from '../helpers/needs.js';
import {type PipedEmperor, pipeEmperor} from '../helpers/piped-emperor.js';
import {until} from '../helpers/wait.js';

const app = `def application(environ, start_response):
    start_response('200 OK', [])
    return [b'hi']
`;
const config =
	'[uwsgi]\nplugin = python3\nsocket = %n.sock\nwsgi-file = app.py\nprocesses = 2\nthreads = 3\n';

type Report = {
	readonly name: string;
	readonly pid: number;
	readonly state: string;
	readonly restarts: number;
	readonly telemetry: {
		readonly workers: readonly {readonly pid: number; readonly cores: number; readonly rss: number}[] | null;
		readonly listen_queue: number | null;
	};
};

const runtimeOf = ({folder}: PipedEmperor): string => join(folder, '.run/emperor');

const reportOf = (emperor: PipedEmperor, name: string): Promise<Report> =>
	new Promise((resolve, reject) => {
		let text = '';
		const socketPath = join(runtimeOf(emperor), `${emperor.pid}.sock`);
		request({socketPath, path: `/vassals/${name}`, agent: false}, response => {
			response.setEncoding('utf8').on('data', chunk => {
				text += chunk;
			});
			response.on('end', () => resolve(JSON.parse(text)));
		})
			.on('error', reject)
			.end();
	});

/** Once its workers are known. */
const workersOf = (emperor: PipedEmperor, name: string) =>
	until(
		`the workers of ${name}`,
		async () => (await reportOf(emperor, name)).telemetry.workers ?? undefined,
		20_000,
	);

const commandLineOf = (pid: number): readonly string[] =>
	readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);

const statsIn = (emperor: PipedEmperor): readonly string[] =>
	readdirSync(runtimeOf(emperor)).filter(name => name.endsWith('.stats'));

test(
	'the workers of a vassal are known with nothing to configure, and where it has stats of its own they stay there',
	await needs('uwsgi'),
	async t => {
		const emperor = await pipeEmperor(t, {
			args: ['*.ini'],
			files: {'app.py': app, 'a.ini': config, 'b.ini': `${config}stats = own.stats\nmemory-report = true\n`},
		});
		const ours = await workersOf(emperor, 'a.ini');
		assert.deepEqual(
			ours.map(({cores}) => cores),
			[3, 3],
		);
		const {pid} = await reportOf(emperor, 'a.ini');
		const masters = ours.map(worker => readFileSync(`/proc/${worker.pid}/stat`, 'utf8').split(' ')[3]);
		assert.deepEqual(masters, [String(pid), String(pid)]);
		assert.ok(ours.every(({rss}) => rss > 1e6));
		assert.equal((await workersOf(emperor, 'b.ini')).length, 2);
		const b = await reportOf(emperor, 'b.ini');
		assert.deepEqual(commandLineOf(b.pid), ['uwsgi', '--ini', 'b.ini']);
		const [option, socket = '', ...others] = commandLineOf(pid).slice(1);
		assert.deepEqual([option, ...others], ['--stats', '--ini', 'a.ini']);
		assert.deepEqual(
			statsIn(emperor).map(name => join(runtimeOf(emperor), name)),
			[socket],
		);
		emperor.signal('SIGTERM');
		await emperor.exited();
		assert.deepEqual(readdirSync(runtimeOf(emperor)), []);
	},
);

test(
	'a config that gets stats of its own is reloaded and asked there; one that becomes another user is started anew, without',
	await needs('uwsgi'),
	async t => {
		const emperor = await pipeEmperor(t, {args: ['*.ini'], files: {'app.py': app, 'a.ini': config}});
		await workersOf(emperor, 'a.ini');
		const {pid} = await reportOf(emperor, 'a.ini');
		await emperor.write('a.ini', `${config}stats = own.stats\nworkers = 3\n`);
		await until('its own stats', async () => (await workersOf(emperor, 'a.ini')).length === 3, 20_000);
		assert.equal((await reportOf(emperor, 'a.ini')).pid, pid);
		await emperor.write('a.ini', `${config}uid = root\n`);
		await until('another process', async () => {
			const {pid: next, state} = await reportOf(emperor, 'a.ini');
			return next > 0 && next !== pid && state === 'ready' && !commandLineOf(next).includes('--stats');
		});
	},
);

test('--no-telemetry tells nobody anything, and asks nobody', await needs('uwsgi'), async t => {
	const emperor = await pipeEmperor(t, {
		args: ['--no-telemetry', '*.ini'],
		files: {'app.py': app, 'a.ini': config, 'b.ini': `${config}stats = own.stats\n`},
	});
	for (const name of ['a.ini', 'b.ini']) {
		const report = await until(`${name} to be ready`, async () => {
			const found = await reportOf(emperor, name);
			return found.state === 'ready' ? found : undefined;
		});
		assert.deepEqual(commandLineOf(report.pid), ['uwsgi', '--ini', name]);
		assert.equal(report.telemetry.workers, null);
	}
	assert.deepEqual(statsIn(emperor), []);
});

test('what a dead emperor has left of stats sockets is removed', async t => {
	const emperor = await pipeEmperor(t, {
		args: ['a.ini'],
		files: {
			'a.ini': '[uwsgi]\nunprivileged-binary-patch-arg = exec sleep 1000\n',
			'.run/emperor/999999999-0abc.stats': '',
			[`.run/emperor/${process.pid}-0abc.stats`]: '',
		},
		under: ['sh', '-c', 'chmod 700 .run/emperor; exec "$@"', 'sh'],
	});
	await until('its socket', () => readdirSync(runtimeOf(emperor)).includes(`${emperor.pid}.sock`));
	assert.deepEqual(statsIn(emperor), [`${process.pid}-0abc.stats`]);
});
