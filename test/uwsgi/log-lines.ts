import assert from 'node:assert/strict';
import test from 'node:test';
import type {LineFacts} from '../../source/uwsgi/line-facts.js';
import {readLogLine} from '../../source/uwsgi/log-lines.js';

const factsOf = (line: string): LineFacts => readLogLine(line).facts;

test('a line is known with the date that log-date puts in front, in any usual format', () => {
	const line = 'Respawned uWSGI worker 2 (new pid: 4711)';
	for (const date of [
		'',
		'Mon Nov  2 20:59:08 2026 - ',
		'2026-11-23T20:58:40 - ',
		'[23/Nov/2026 20:58:40] - ',
	]) {
		assert.deepEqual(factsOf(date + line), {
			level: 'notice',
			writer: 'master',
			kind: 'worker',
			introduces: {worker: 2, pid: 4711},
		});
	}
});

test('the number and the process of a worker are told where its line has them', () => {
	assert.deepEqual(factsOf('Gracefully killing worker 3 (pid: 12)...'), {
		level: 'info',
		writer: 'worker',
		kind: 'reload',
		number: 3,
		pid: 12,
	});
});

test('what the sources of uWSGI print, though no recording has it, is known', () => {
	const lines: readonly (readonly [string, LineFacts['level'], LineFacts['writer']])[] = [
		['HARAKIRI triggered by worker 2 core 0 !!!', 'error', 'master'],
		[
			'HARAKIRI: Skipping harakiri on worker 1. Listen queue is smaller than the threshold (1 < 5)',
			'warning',
			'master',
		],
		['worker respawning too fast !!! i have to sleep a bit (2 seconds)...', 'warning', 'master'],
		[
			'[uwsgi-http key: 127.0.0.1:8000 client_addr: 127.0.0.1 client_port: 45] hr_instance_read(): Connection reset by peer [plugins/http/http.c line 647]',
			'warning',
			'router',
		],
		['[uwsgi-fastrouter] 127.0.0.1:3031 marked as failed', 'warning', 'router'],
		['lost connection with my emperor !!!', 'error', 'master'],
		['--- MUTINY DETECTED !!! IMPALING REBELS...', 'error', 'emperor'],
		['open("/srv/smart.pid"): No such file or directory [core/daemons.c line 97]', 'info', 'master'],
		['open("/srv/smart.pid"): Permission denied [core/daemons.c line 97]', 'error', 'unknown'],
	];
	assert.deepEqual(
		lines.map(([line]) => [line, factsOf(line).level, factsOf(line).writer]),
		lines,
	);
});

test('an application says its level where loggers say it', () => {
	const lines: readonly (readonly [string, LineFacts['level']])[] = [
		['ERROR:root:no database', 'error'],
		['WARNING:shop.cart:cart 7 is empty', 'warning'],
		['2026-11-23 12:00:01,123 - shop - ERROR - no database', 'error'],
		['2026-11-23 12:00:01,123 INFO shop.cart added 3', 'info'],
		['[2026-11-23 12:00:01,123] ERROR in app: Exception on /boom [GET]', 'error'],
		['[2026-11-23 12:00:01 +0000] [812] [CRITICAL] WORKER TIMEOUT', 'error'],
		['[error] cannot open', 'error'],
		['\x1b[31mERROR\x1b[0m: no database', 'error'],
		['ts=2026-11-23T12:00:01Z level=error msg="no database"', 'error'],
		['{"level": "error", "event": "no database"}', 'error'],
		['{"levelname": "WARNING", "message": "slow"}', 'warning'],
		['DEBUG shop.cart loaded', 'debug'],
		['sqlite3.OperationalError: no such table: cart', 'error'],
		['/srv/shop/app.py:3: DeprecationWarning: the imp module is deprecated', 'warning'],
	];
	assert.deepEqual(
		lines.map(([line]) => [line, factsOf(line).level]),
		lines,
	);
});

test('what other languages and shells print of a program that fails is an error', () => {
	for (const line of [
		'Error: listen EADDRINUSE: address already in use :::3000',
		'TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string',
		'Uncaught TypeError: x is not a function',
		'Uncaught (in promise) Error: no database',
		'panic: runtime error: index out of range [5] with length 3',
		"thread 'main' panicked at src/main.rs:2:5:",
		'Segmentation fault (core dumped)',
		'/srv/run.sh: line 3:  4711 Segmentation fault      (core dumped) ./app',
		'MemoryError',
		'KeyboardInterrupt',
		'java.lang.NullPointerException',
		'E0102 15:04:05.678901       1 main.go:12] no database',
		'Exception ignored in: <function Cart.__del__ at 0x7f0>',
		'Exception in thread Thread-1 (work):',
	]) {
		assert.equal(factsOf(line).level, 'error', line);
	}
	assert.equal(factsOf('W0102 15:04:05.678901       1 main.go:12] slow').level, 'warning');
});

test('a request in JSON is one however its fields are spelt', () => {
	for (const fields of [
		{request_method: 'GET', request_uri: '/shop', response_status: 502},
		{requestMethod: 'GET', requestUri: '/shop', status_code: '502'},
		{method: 'GET', path: '/shop', statusCode: 502},
	]) {
		const {request, facts} = readLogLine(JSON.stringify(fields));
		assert.deepEqual(request, {method: 'GET', uri: '/shop', status: 502});
		assert.deepEqual([facts.kind, facts.level], ['request', 'error']);
	}
});

test('a sentence that mentions an error is none', () => {
	for (const line of [
		'0 errors, 2 warnings',
		'no ERROR was found',
		'Error handler installed',
		'ERRORS are mailed to root',
		'processed error.log',
		'user said: ValueError: boom',
		'error',
		'loglevel is error',
		'INFO: 0 errors found',
		'errors: none',
		'error=nil',
		'GET /error/fatal 200',
		'Error handling enabled',
		'Segmentation faults are mailed to root',
		'Exception',
		'I0102 15:04:05.678901       1 main.go:12] Error: none',
		'GET /error 200 3ms',
		'{"message": "an error is mentioned", "level": "info"}',
	]) {
		assert.equal(factsOf(line).level, 'info', line);
	}
});

test('the gravest of many JSON objects in one line counts, and what is wrapped is read', () => {
	const wrapped = (message: string): string => JSON.stringify({src: 'x', msg: message});
	const many = `${wrapped('spawned uWSGI worker 1 (pid: 12, cores: 1)')}${wrapped('bind(): Address already in use [core/socket.c line 769]')}${wrapped('a brace } and {"quotes" inside')}${wrapped('cut').slice(0, 9)}`;
	assert.equal(factsOf(many).level, 'error');
	assert.deepEqual(factsOf(wrapped('spawned uWSGI worker 1 (pid: 12, cores: 1)')).introduces, {
		worker: 1,
		pid: 12,
	});
	assert.equal(readLogLine(wrapped('  File "a.py", line 1')).text, '  File "a.py", line 1');
});

const timeToRead = (line: string): number => {
	const start = performance.now();
	readLogLine(line);
	return performance.now() - start;
};

test('no line, however long or odd, takes more than a few milliseconds', () => {
	const long = 60_000;
	for (const line of [
		'a(): '.repeat(long / 5),
		'['.repeat(long),
		`[pid: 1|app: 0|req: 1/1] ${' => generated 1 bytes in '.repeat(long / 25)}`,
		`127.0.0.1 - - ${'"GET '.repeat(long / 5)}`,
		`{"msg":${'{"msg":'.repeat(long / 7)}`,
		`{"msg":"${'"}{"msg":"'.repeat(long / 10)}`,
		`[emperor] vassal ${'has been spawned '.repeat(long / 17)}`,
		`[uwsgi-cron] command "${'" running with pid 1 '.repeat(long / 20)}`,
		`2026-11-23 ${'a.b '.repeat(long / 4)}`,
		`realpath() of ${' failed: '.repeat(long / 9)}`,
		`${'A.'.repeat(long / 2)}Error`,
		`${'Error'.repeat(long / 5)} [`,
		`Traceback ${'A.'.repeat(long / 2)}Error: `,
	]) {
		// The best of three: what the machine does beside it is not the line's fault.
		const took = Math.min(...[1, 2, 3].map(() => timeToRead(line)));
		assert(took < 50, `${line.slice(0, 30)}… took ${took} ms`);
	}
});
