import assert from 'node:assert/strict';
import test from 'node:test';
import type {Traffic} from '../../source/core/vitals.js';
import {LogStore} from '../../source/logs/log-store.js';
import {Studies} from '../../source/study/studies.js';
import {ResponseTimes} from '../../source/telemetry/response-times.js';
import {Seconds} from '../../source/telemetry/seconds.js';
import {RequestLines} from '../../source/telemetry/traffic.js';
import {until} from '../helpers/wait.js';

const request = (status: number, time: string): string =>
	`[pid: 12|app: 0|req: 1/1] 127.0.0.1 () {24 vars in 246 bytes} [Mon Nov 23 20:59:08 2026] GET / => generated 55 bytes in ${time} (HTTP/1.1 ${status}) 1 headers in 44 bytes (1 switches on core 0)\n`;

/** What is known of a log once all of it has been studied. */
const trafficOf = async (log: LogStore, fill: () => void, now: number): Promise<Traffic | undefined> => {
	const studies = new Studies();
	const lines = new RequestLines(studies);
	assert.equal(lines.read('/v/a.ini', log, now), undefined);
	fill();
	const study = studies.of(log);
	await until('the log to be studied', () => study.behind === undefined);
	return lines.read('/v/a.ini', log, now);
};

test('requests are counted by the second in which their lines came', async () => {
	const log = new LogStore();
	const traffic = await trafficOf(
		log,
		() => {
			for (let second = 100; second < 110; second++) {
				log.append(Buffer.from(request(200, '12 msecs').repeat(second - 90)), second * 1000 + 500);
			}
		},
		110_400,
	);
	assert.deepEqual(traffic?.history.slice(-11), [0, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
	assert.equal(traffic?.history.length, 60);
	assert.equal(traffic?.rate, 17);
	assert.equal(traffic?.errors, 0);
});

test('answers of 5xx and exceptions are errors of the last minute, and what is both counts once', async () => {
	const log = new LogStore();
	const traceback = 'Traceback (most recent call last):\n  File "a.py", line 2, in f\nValueError: x\n';
	const fill = () => {
		log.append(Buffer.from(request(500, '1 msecs').repeat(7)), 20_000);
		log.append(Buffer.from(`${traceback}${request(500, '1 msecs')}`.repeat(3)), 100_000);
		log.append(Buffer.from(request(503, '1 msecs').repeat(2)), 100_000);
	};
	assert.equal((await trafficOf(log, fill, 101_000))?.errors, 5);
	const caught = new LogStore();
	const logged = () => caught.append(Buffer.from(`ERROR: failed\n${traceback}`.repeat(4)), 100_000);
	assert.equal((await trafficOf(caught, logged, 101_000))?.errors, 4);
});

test('response times are known to within 2 %, of the last minute only', () => {
	const times = new ResponseTimes();
	times.add(1000, 90_000);
	for (let count = 1; count <= 1000; count++) {
		times.add(70_000 + count, count / 10);
	}
	const [p50 = 0, p95 = 0] = times.percentiles(72_000, [0.5, 0.95]) ?? [];
	assert.ok(Math.abs(p50 / 50 - 1) < 0.021, `${p50}`);
	assert.ok(Math.abs(p95 / 95 - 1) < 0.021, `${p95}`);
	assert.equal(times.percentiles(200_000, [0.5]), undefined);
	times.add(200_000, 0);
	assert.deepEqual(times.percentiles(200_000, [0.5]), [0]);
});

test('a second without anything counts nothing, however long it takes until the next', () => {
	const seconds = new Seconds();
	seconds.add(5000);
	assert.deepEqual(seconds.before(6000, 3), [0, 0, 1]);
	assert.deepEqual(seconds.before(8000, 3), [1, 0, 0]);
	assert.deepEqual(seconds.before(5_000_000, 3), [0, 0, 0]);
	seconds.add(4_999_500, 2);
	assert.deepEqual(seconds.before(5_000_000, 3), [0, 0, 2]);
	seconds.add(1000);
	assert.deepEqual(seconds.before(5_000_000, 60).at(-1), 2);
});

test('lines that a flood let go unread are made up for by those that were read', async () => {
	const log = new LogStore({maxLines: 100, maxBytes: 100_000});
	const studies = new Studies();
	const lines = new RequestLines(studies);
	const second = async (at: number) => {
		log.append(Buffer.from(request(200, '1 msecs').repeat(400)), at);
		await until('what is left to be studied', () => studies.of(log).behind === undefined);
		return lines.read('/v/a.ini', log, at + 1000);
	};
	lines.read('/v/a.ini', log, 0);
	await second(100_000);
	const traffic = await second(101_000);
	assert.deepEqual(traffic?.history.slice(-2), [100, 400]);
});
