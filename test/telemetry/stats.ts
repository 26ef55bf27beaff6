import assert from 'node:assert/strict';
import {createServer, type Server, type Socket} from 'node:net';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {askStats} from '../../source/telemetry/ask-stats.js';
import {readStats} from '../../source/telemetry/read-stats.js';
import {StatsPolls} from '../../source/telemetry/stats-polls.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const worker = (id: number, requests: number, inRequest: readonly number[] = [0]) => ({
	id,
	pid: 100_000_000 + id,
	requests,
	exceptions: id,
	harakiri_count: 0,
	status: inRequest.includes(1) ? 'busy' : 'idle',
	rss: 0,
	respawn_count: 1,
	tx: 47,
	avg_rt: 1234,
	cores: inRequest.map(in_request => ({in_request, vars: []})),
});

const stats = (pid: number, ...workers: readonly ReturnType<typeof worker>[]): string =>
	JSON.stringify({version: '2.0.21', listen_queue: 3, pid, workers});

/** A stats server that says whatever it is told to, to everybody who calls. */
const serve = async (t: TestContext, answer: (caller: Socket) => void): Promise<string> => {
	const path = join(await scratch(t), 's');
	const callers = new Set<Socket>();
	const server: Server = createServer(caller => {
		callers.add(caller.on('error', () => undefined));
		answer(caller);
	});
	await new Promise<void>(resolve => void server.listen(path, resolve));
	t.after(() => {
		for (const caller of callers) {
			caller.destroy();
		}
		server.close();
	});
	return path;
};

test('the stats of an instance are read: workers by their cores, and the sums', () => {
	const read = readStats(stats(7, worker(1, 10, [1, 0]), worker(2, 5, [0, 0])));
	assert.equal(read?.pid, 7);
	assert.deepEqual([read?.queue, read?.requests, read?.exceptions], [3, 15, 3]);
	assert.deepEqual(
		read?.workers.map(({number, state, cores, busy, averageTime, respawns}) => [
			...[number, state, cores, busy, averageTime, respawns],
		]),
		[
			[1, 'busy', 2, 1, 1.234, 0],
			[2, 'idle', 2, 0, 1.234, 0],
		],
	);
});

test('HTTP headers in front and cores left out are no hindrance', () => {
	const {cores: _, ...coreless} = worker(1, 4, [1]);
	const read = readStats(
		`HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({pid: 7, workers: [coreless]})}`,
	);
	assert.deepEqual([read?.workers[0]?.cores, read?.workers[0]?.busy, read?.requests], [1, 1, 4]);
});

test('whatever is said instead of stats, nothing comes of it that is not a number where one belongs', () => {
	const nonsense = [
		'',
		'no',
		'{',
		'[]',
		'null',
		'{"workers":{}}',
		'{"vassals":[]}',
		`${stats(7)}{`,
		'{"workers":',
	];
	for (const text of nonsense) {
		assert.equal(readStats(text), undefined, text);
	}
	const odd = readStats(
		'{"pid":"7","listen_queue":-1,"workers":[null,7,[],{"id":"x","status":"\\u001b[2J","requests":1e999,"cores":[null,{"in_request":"1"}]}]}',
	);
	assert.deepEqual(odd, {
		...{pid: 0, queue: 0, requests: 0, exceptions: 0},
		workers: [
			{
				...{number: 0, pid: 0, state: 'unknown', cores: 2, busy: 0, requests: 0, exceptions: 0},
				...{harakiris: 0, respawns: 0, averageTime: 0, sent: 0},
			},
		],
	});
});

test('a server that is silent, endless, rude or absent is given up', async t => {
	const silent = await serve(t, () => undefined);
	const endless = await serve(t, caller => {
		const pour = (): void => {
			while (caller.writable && caller.write(Buffer.alloc(65_536, 32))) {
				// More.
			}
		};
		caller.on('drain', pour);
		pour();
	});
	const rude = await serve(t, caller => void caller.destroy());
	const answers = [silent, endless, rude, '/nowhere/at/all', '127.0.0.1:1'].map(askStats);
	assert.deepEqual(await Promise.all(answers), [undefined, undefined, undefined, undefined, undefined]);
});

test('requests a second come from the count of the instance, through its reloads', async t => {
	let count = 1000;
	let asked = 0;
	const address = await serve(t, caller => {
		asked += 1;
		caller.end(stats(process.pid, worker(1, count)));
	});
	const polls = new StatsPolls();
	const polled = [{id: '/v/a.ini', pid: process.pid, address}];
	const ask = async () => {
		const before = asked;
		await until('it to be asked again', () => {
			void polls.beat(polled);
			return asked > before;
		});
		await until('its answer', () => polls.instanceOf('/v/a.ini')?.requests === count);
	};
	await ask();
	assert.deepEqual(polls.trafficOf('/v/a.ini')?.rate, 0);
	count = 2000;
	await ask();
	count = 100;
	await ask();
	const counted = (): number =>
		(polls.trafficOf('/v/a.ini')?.history ?? []).reduce((sum, requests) => sum + requests, 0);
	await until('all of it to lie in full seconds', async () => {
		await ask();
		return Math.abs(counted() - 1100) <= 3;
	});
});

test('stats of another instance are not taken for its own, and those who are slow delay nobody', async t => {
	const strange = await serve(t, caller => void caller.end(stats(1, worker(1, 5))));
	const silent = await serve(t, () => undefined);
	const good = await serve(t, caller => void caller.end(stats(process.pid, worker(1, 5))));
	const polls = new StatsPolls();
	const polled = [
		{id: '/v/strange.ini', pid: process.pid, address: strange},
		{id: '/v/silent.ini', pid: process.pid, address: silent},
		{id: '/v/good.ini', pid: process.pid, address: good},
	];
	await until('the good one to be known', () => {
		void polls.beat(polled);
		return polls.instanceOf('/v/good.ini') !== undefined;
	});
	assert.equal(polls.instanceOf('/v/strange.ini'), undefined);
	assert.equal(polls.instanceOf('/v/silent.ini'), undefined);
	void polls.beat([]);
	assert.equal(polls.instanceOf('/v/good.ini'), undefined, 'who runs no more has no stats');
});
