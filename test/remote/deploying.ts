import assert from 'node:assert/strict';
import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {needs} from '../helpers/needs.js';
import {ownEnvironment, type PipedEmperor, pipeEmperor} from '../helpers/piped-emperor.js';
import {freePort} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));
const page = fileURLToPath(new URL('../../../docs/deploy.md', import.meta.url));

/** The scripts of the page, in order. */
const scripts = [...readFileSync(page, 'utf8').matchAll(/```sh\n(set -e\n.*?)```/gs)].map(
	([, script = '']) => script,
);

/**
 * Answers like any application, with its length, and in the words of its release. No two releases are as long: Python
 * takes the compiled old one for the new where second and size are the same.
 */
const app = (words: string, status = '200 OK') => `def application(env, respond):
    body = b'${words}'
    respond('${status}', [('Connection', 'close'), ('Content-Length', str(len(body)))])
    return [body]
`;

const vassal = (port: number) => `[uwsgi]
plugins = python3
need-app = true
disable-logging = true
listen = 64
http-socket = 127.0.0.1:${port}
http-socket = run/%n.sock
module = app
`;

/** Each connection asks 200 times a second at most: constant, and bounded, load. */
const pace = `function delay() return 5 end
`;

/** Vassals of one application, on a port each. Its releases lie in a folder of their own until they are pulled. */
const start = async (t: TestContext, names: readonly string[]) => {
	const ports: number[] = [];
	for (const _ of names) {
		ports.push(await freePort());
	}
	const files = Object.fromEntries(names.map((name, index) => [name, vassal(ports[index] ?? 0)]));
	const emperor = await pipeEmperor(t, {
		args: ['*.ini'],
		files: {
			...files,
			'app.py': app('old'),
			'pace.lua': pace,
			'run/here': '',
			'bin/emperor': `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`,
			// Pulls what lies ready, whatever it is told.
			'bin/git': '#!/bin/sh\nexec cp release app.py\n',
		},
	});
	for (const command of ['emperor', 'git']) {
		chmodSync(join(emperor.folder, 'bin', command), 0o755);
	}
	const deployment = {emperor, ports, ...inFolder(emperor)};
	await until(
		'all to be up',
		async () => (await deployment.run('emperor wait --all --timeout 8')).code === 0,
	);
	return deployment;
};

const inFolder = ({folder}: PipedEmperor) => ({
	/** Runs a script as the page has it, but for its folders. */
	run: (script: string) =>
		new Promise<{code: number; out: string; err: string}>(resolve => {
			const env = {
				...ownEnvironment,
				PATH: `${folder}/bin:${process.env['PATH']}`,
				XDG_RUNTIME_DIR: join(folder, '.run'),
				TMPDIR: folder,
			};
			const moved = script.replaceAll('/srv/shop', folder).replaceAll('/run/shop', `${folder}/run`);
			execFile('sh', ['-c', moved], {cwd: folder, env, timeout: 60_000}, (error, out, err) =>
				resolve({code: error === null ? 0 : Number(error.code), out, err}),
			);
		}),
	get: async (port: number) => (await fetch(`http://127.0.0.1:${port}/`)).text(),
	/** Loads a port until it is told to end; answers how many requests there were, and what wrk complains of. */
	load: (t: TestContext, port: number) => {
		const wrk = spawn(
			'wrk',
			['-t1', '-c2', '-d300', '--timeout', '30', '-s', 'pace.lua', `http://127.0.0.1:${port}/`],
			{cwd: folder, env: ownEnvironment},
		);
		t.after(() => void wrk.kill('SIGKILL'));
		let said = '';
		wrk.stdout.setEncoding('utf8').on('data', text => {
			said += text;
		});
		const exited = once(wrk, 'exit');
		return async () => {
			wrk.kill('SIGINT');
			await exited;
			return {
				requests: Number(/(\d+) requests in/.exec(said)?.[1] ?? 0),
				failures: said.split('\n').filter(line => /Socket errors|Non-2xx/.test(line)),
			};
		};
	},
});

test('the page has a script for one vassal and one for several', () => assert.equal(scripts.length, 2));

test(
	'the script for one vassal takes a release under load without one failed request, and stops at a broken one',
	await needs('uwsgi', 'wrk'),
	async t => {
		const {emperor, ports, run, get, load} = await start(t, ['shop.ini']);
		const [port = 0] = ports;
		const end = load(t, port);
		await emperor.write('release', app('newer'));
		const deployed = await run(scripts[0] ?? '');
		assert.deepEqual([deployed.code, deployed.err], [0, '']);
		assert.match(deployed.out, /^shop\.ini: (?:ready|loyal) after \d+\.\d s, gap \d+ ms\n$/);
		assert.equal(await get(port), 'newer');
		const {requests, failures} = await end();
		assert.deepEqual(failures, []);
		assert.ok(requests > 20, `${requests} requests`);

		await emperor.write('release', 'raise ValueError("broken release")\n');
		const broken = await run(scripts[0] ?? '');
		assert.deepEqual([broken.code, broken.out], [1, '']);
		assert.match(
			broken.err,
			/^shop\.ini: throttled · .*\. Its last error: ValueError: broken release \(app\.py:1\)\. What it printed last:\n/,
		);
	},
);

test(
	'the script for several rolls through five under load without one failed request, and halts at a broken release',
	await needs('uwsgi', 'wrk'),
	async t => {
		const names = [1, 2, 3, 4, 5].map(number => `shop-${number}.ini`);
		const {emperor, ports, run, get, load} = await start(t, names);
		const ends = ports.map(port => load(t, port));
		await emperor.write('release', app('newer'));
		const rolled = await run(scripts[1] ?? '');
		assert.deepEqual([rolled.code, rolled.err], [0, '']);
		const lines = rolled.out.trimEnd().split('\n');
		assert.deepEqual(
			lines.map(line => line.replaceAll(/\d+(?:\.\d)? (?=m?s)/g, 'N ').replace('ready', 'loyal')),
			[
				...names.map(name => `${name}: loyal after N s, gap N ms, probe 200 in N ms`),
				'all 5, the longest gap N ms',
			],
		);
		const gaps = lines.map(line => Number(/gap (\d+) ms/.exec(line)?.[1]));
		assert.equal(gaps.at(-1), Math.max(...gaps.slice(0, -1)));
		assert.deepEqual(
			await Promise.all(ports.map(get)),
			ports.map(() => 'newer'),
		);
		for (const {requests, failures} of await Promise.all(ends.map(end => end()))) {
			assert.deepEqual(failures, []);
			assert.ok(requests > 20, `${requests} requests`);
		}

		const spared = ports.slice(1).map(port => load(t, port));
		await emperor.write('release', 'raise ValueError("broken release")\n');
		const broken = await run(scripts[1] ?? '');
		assert.deepEqual([broken.code, broken.out], [1, '']);
		assert.match(
			broken.err,
			/^shop-1\.ini: throttled · .*\. Its last error: ValueError: broken release \(app\.py:1\)\. /,
		);
		assert.match(
			broken.err,
			/\nhalted: shop-2\.ini, shop-3\.ini, shop-4\.ini, shop-5\.ini left as before\.\n$/,
		);
		for (const {failures} of await Promise.all(spared.map(end => end()))) {
			assert.deepEqual(failures, []);
		}
		assert.deepEqual(
			await Promise.all(ports.slice(1).map(get)),
			ports.slice(1).map(() => 'newer'),
		);
	},
);

test('a release that starts and answers badly halts the rest as well', await needs('uwsgi'), async t => {
	const names = ['shop-1.ini', 'shop-2.ini'];
	const {emperor, ports, run, get} = await start(t, names);
	await emperor.write('release', app('sorry', '500 Oops'));
	const {code, err} = await run((scripts[1] ?? '').replace('--rolling', '--rolling --timeout 2'));
	assert.equal(code, 1);
	assert.match(
		err,
		/^shop-1\.ini: (?:ready|loyal).*, but http:\/\/unix:\/\S+\/run\/shop-1\.sock:\/health answered 500 after \d+\.\d s\. /,
	);
	assert.match(err, /\nhalted: shop-2\.ini left as before\.\n$/);
	assert.equal(await get(ports[1] ?? 0), 'old');
});
