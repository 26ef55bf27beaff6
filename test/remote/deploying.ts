import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {freePort} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));

const app = (answer: string) => `def application(env, respond):
    respond('200 OK', [('Connection', 'close')])
    return [b'${answer}']
`;

const vassal = (port: number) => `[uwsgi]
plugins = python3
need-app = true
http-socket = 127.0.0.1:${port}
module = app
`;

test(
	'a rolling reload under load fails nobody, and a broken release halts it with its traceback',
	await needs('uwsgi'),
	async t => {
		const ports = [await freePort(), await freePort(), await freePort()];
		const names = ports.map((_, index) => `app-${index + 1}.ini`);
		const files = Object.fromEntries(ports.map((port, index) => [names[index] ?? '', vassal(port)]));
		const emperor = await pipeEmperor(t, {args: ['*.ini'], files: {...files, 'app.py': app('old')}});
		const ask = (...args: readonly string[]) =>
			new Promise<{code: number; out: string; err: string}>(resolve => {
				const env = {...process.env, XDG_RUNTIME_DIR: join(emperor.folder, '.run'), TMPDIR: emperor.folder};
				execFile(
					process.execPath,
					[program, ...args],
					{cwd: emperor.folder, env, timeout: 30_000},
					(error, out, err) => resolve({code: error === null ? 0 : Number(error.code), out, err}),
				);
			});
		const get = async (port: number) => (await fetch(`http://127.0.0.1:${port}/`)).text();
		await until(
			'the emperor to answer',
			async () => (await ask('wait', '--all', '--timeout', '8')).code === 0,
		);

		const answers: string[] = [];
		let isOver = false;
		const load = ports.map(async port => {
			while (!isOver) {
				answers.push(await get(port).catch(error => `failed: ${error.cause ?? error}`));
			}
		});
		await emperor.write('app.py', app('the new one'));
		const rolled = await ask('reload', '--rolling', 'app-*.ini');
		isOver = true;
		await Promise.all(load);
		assert.deepEqual([rolled.code, rolled.err], [0, '']);
		assert.deepEqual(rolled.out.replaceAll(/\d+\.\d s/g, 'a while').split('\n'), [
			...names.map(name => `${name}: loyal after a while`),
			'',
		]);
		assert.deepEqual([...new Set(answers)].sort(), ['old', 'the new one']);
		assert.ok(answers.length > 100, `${answers.length} answers`);
		assert.deepEqual(
			await Promise.all(ports.map(get)),
			ports.map(() => 'the new one'),
		);

		await emperor.write('app.py', 'raise ValueError("broken release")\n');
		const broken = await ask('reload', '--rolling', 'app-*.ini');
		assert.deepEqual([broken.code, broken.out], [1, '']);
		assert.match(broken.err, /^app-1\.ini: throttled · .*\n(.*\n)* {2}ValueError: broken release\n/);
		assert.match(broken.err, /\nhalted: app-2\.ini, app-3\.ini left as before\.\n$/);
		assert.deepEqual(await Promise.all(ports.slice(1).map(get)), ['the new one', 'the new one']);
	},
);
