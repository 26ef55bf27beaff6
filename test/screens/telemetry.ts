import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {freePort} from '../../source/demo/free-port.js';
import {askStats} from '../../source/telemetry/ask-stats.js';
import {openEmperor} from '../helpers/emperor.js';
import {lastFirst} from '../helpers/last-first.js';
import {putUnderLoad} from '../helpers/load.js';
import {needs} from '../helpers/needs.js';
import {until} from '../helpers/wait.js';

const app = `import random, time
def application(environ, start_response):
    time.sleep(random.uniform(0.1, 0.3))
    start_response('200 OK', [])
    return [b'hi']
`;

const isWithin = (share: number, found: number, expected: number): boolean =>
	Math.abs(found / expected - 1) <= share;

test(
	'under load the screen agrees with the clients on requests a second and p95, and with uWSGI on its workers',
	await needs('tmux', 'uwsgi'),
	async t => {
		const scope = lastFirst(t);
		const port = await freePort();
		const config = `[uwsgi]\nplugin = python3\nhttp-socket = 127.0.0.1:${port}\nwsgi-file = app.py\nprocesses = 2\nthreads = 4\n`;
		const emperor = await openEmperor(scope, {
			args: ['--layout', 'table', 'shop.ini'],
			files: {'app.py': app, 'shop.ini': config},
			columns: 120,
			rows: 30,
		});
		await emperor.shows('ready');
		const load = putUnderLoad(scope, port, 8);
		await emperor.shows('★ loyal');
		await until(
			'the figures to agree',
			async () => {
				const screen = await emperor.screen();
				const [, rate, p95, marks] =
					/★ loyal +1 shop\.ini +([\d.]+) req\/s +(\d+) ms +0 err +(\d\/8 busy|[▮▯]+)/.exec(screen) ?? [];
				const said = `the clients: ${load.rate()} req/s, p95 ${load.percentile(0.95)} ms\n${screen}`;
				assert.ok(load.served() > 250, said);
				assert.ok(isWithin(0.1, Number(rate), load.rate()), said);
				assert.ok(isWithin(0.1, Number(p95), load.percentile(0.95)), said);
				assert.match(marks ?? '', /[5-8]\/8 busy/, said);
				return true;
			},
			30_000,
		);
		const runtime = join(emperor.folder, '.run/emperor');
		const socket = readdirSync(runtime).find(name => name.endsWith('.stats')) ?? '';
		const {workers} = JSON.parse((await askStats(join(runtime, socket))) ?? '{}');
		assert.equal(workers.length, 2);
		for (const {id, pid} of workers) {
			await emperor.shows(new RegExp(`^ +w${id} +${pid} +busy +[1-4]/4 +\\d{2,} `, 'm'));
		}
	},
);
