/**
 * Whether the figures on the screen are those that wrk measures: requests a second, p95, and what uWSGI says of its workers.
 *
 *     npx tsc && node build/bench/load.js [SECONDS]
 *
 * Exits with 1 when one is more than 10 % off (issue 5, Show 3).
 */
import {execFile} from 'node:child_process';
import {setTimeout as pause} from 'node:timers/promises';
import {promisify} from 'node:util';
import {openEmperor} from '../test/helpers/emperor.js';
import {freePort} from '../test/helpers/scratch.js';
import {scoped} from './scoped.js';
import {judge} from './verdicts.js';

const seconds = Number(process.argv[2] ?? 20);

/** Half of them are answered at once, the others sooner or later. */
const app = `import random, time
def application(environ, start_response):
    if random.random() < 0.5:
        time.sleep(random.uniform(0.005, 0.05))
    start_response('200 OK', [])
    return [b'hi']
`;

const script = `done = function(summary, latency)
	io.write(string.format("%f %f\\n", summary.requests / (summary.duration / 1e6), latency:percentile(95) / 1000))
end
`;

const isTrue = await scoped(async scope => {
	const port = await freePort();
	const config = `[uwsgi]\nplugin = python3\nhttp-socket = 127.0.0.1:${port}\nwsgi-file = app.py\nprocesses = 2\nthreads = 4\nlog-micros = true\n`;
	const emperor = await openEmperor(scope, {
		args: ['--layout', 'table', 'shop.ini'],
		files: {'app.py': app, 'shop.ini': config, 'p95.lua': script},
		columns: 120,
		rows: 30,
	});
	await emperor.shows('ready');
	const rates: number[] = [];
	let p95 = 0;
	const wrk = promisify(execFile)('wrk', [
		...['-t1', '-c8', `-d${seconds}s`, '-s', `${emperor.folder}/p95.lua`, `http://127.0.0.1:${port}/`],
	]);
	// The first five seconds have not been five of load yet.
	for (let second = 7; second < seconds; second += 1) {
		await pause(second === 7 ? 7000 : 1000);
		const screen = await emperor.screen();
		const [, rate, time] = /shop\.ini +([\d.]+) req\/s +([\d.]+) ms/.exec(screen) ?? [];
		rates.push(Number(rate));
		p95 = Number(time);
	}
	const {stdout} = await wrk;
	const [rate = 0, time = 0] = (stdout.trimEnd().split('\n').at(-1) ?? '').split(' ').map(Number);
	console.log(`wrk: ${rate.toFixed(1)} req/s, p95 ${time.toFixed(1)} ms; screen: p95 ${p95} ms`);
	return judge([
		{
			what: 'requests a second, off by',
			unit: '%',
			goal: 10,
			samples: rates.map(each => 100 * Math.abs(each / rate - 1)),
		},
		{what: 'p95, off by', unit: '%', goal: 10, samples: [100 * Math.abs(p95 / time - 1)]},
	]);
});
process.exit(isTrue ? 0 : 1);
