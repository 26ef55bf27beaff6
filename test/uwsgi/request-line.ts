import assert from 'node:assert/strict';
import test from 'node:test';
import {readLogLine} from '../../source/uwsgi/log-lines.js';
import {parseRequestLine, placesInRequestLine} from '../../source/uwsgi/request-line.js';

const plain =
	'[pid: 24087|app: 0|req: 2/3] 127.0.0.1 () {24 vars in 246 bytes} [Mon Nov 23 20:59:08 2026] GET /a?b=c d => generated 55 bytes in 12 msecs (HTTP/1.1 404) 1 headers in 44 bytes (1 switches on core 0)';

/** Of the fields of a line, those that are expected. */
const fieldsOf = (line: string, expected: object): object =>
	Object.fromEntries(
		Object.entries(parseRequestLine(line) ?? {}).filter(([field]) => Object.hasOwn(expected, field)),
	);

test('the default format is understood whole', () => {
	assert.deepEqual(parseRequestLine(plain), {
		method: 'GET',
		uri: '/a?b=c d',
		status: 404,
		time: 12,
		bytes: 55,
		address: '127.0.0.1',
		pid: 24087,
	});
});

test('the default format is understood with memory in front, a user, microseconds, sendfile and no status', () => {
	const variants: readonly (readonly [string, object])[] = [
		[`{address space usage: 1 bytes/2MB} {rss usage: 3 bytes/4MB} ${plain}`, {status: 404, pid: 24087}],
		[plain.replace('()', '(fred)'), {status: 404}],
		[plain.replace('msecs', 'micros'), {time: 0.012}],
		[plain.replace('msecs ', 'msecs via sendfile() '), {status: 404, time: 12}],
		[plain.replace('(HTTP/1.1 404)', '(HTTP/1.1 0)'), {status: 0}],
		[plain.replace('app: 0|req: 2/3', 'app: -1|req: -1/3'), {status: 404}],
		[plain.replace('/a?b=c d', '/x => generated 9 bytes in 9 msecs (HTTP/1.1 500)'), {status: 404, time: 12}],
	];
	for (const [line, expected] of variants) {
		assert.deepEqual(fieldsOf(line, expected), expected, line);
	}
});

test('formats of web servers and short ones are understood', () => {
	const lines: readonly (readonly [string, object])[] = [
		[
			'127.0.0.1 - fred [23/Nov/2026:20:58:32 +0000] "POST /cart HTTP/1.1" 201 99 "http://x/" "Mozilla/5.0 (X11)"',
			{method: 'POST', uri: '/cart', status: 201, bytes: 99, address: '127.0.0.1'},
		],
		[
			'[pid: 22914] 127.0.0.1 - - [23/Nov/2026:20:58:32 +0000] "GET /missing HTTP/1.1" 404 55 3ms wid=2',
			{status: 404, bytes: 55, time: 3, worker: 2, pid: 22914},
		],
		['127.0.0.1 GET /slow?1 200 1002ms worker=4', {status: 200, time: 1002, worker: 4, address: '127.0.0.1'}],
		['GET /slow 500 800 micros', {status: 500, time: 0.8}],
		['::1 - - [x] "GET / HTTP/2" 200 -', {status: 200, address: '::1'}],
	];
	for (const [line, expected] of lines) {
		assert.deepEqual(fieldsOf(line, expected), expected, line);
	}
});

test('a request in JSON is understood, wrapped or not, its numbers quoted or not', () => {
	for (const line of [
		'{"method":"GET","uri":"/","status":503,"ms":0,"pid":25813,"wid":1}',
		'{"method":"GET","uri":"/","status":"503","ms":"0","pid":"25813","wid":"1"}',
		'{"src":"x","msg":"{\\"method\\":\\"GET\\",\\"uri\\":\\"/\\",\\"status\\":503,\\"pid\\":25813,\\"wid\\":1}"}',
	]) {
		assert.deepEqual(readLogLine(line).facts, {
			level: 'error',
			writer: 'worker',
			kind: 'request',
			number: 1,
			pid: 25813,
		});
	}
});

test('the status says how grave a request is', () => {
	const levelOf = (status: string): string => readLogLine(plain.replace('404', status)).facts.level;
	assert.deepEqual(['200', '302', '400', '404', '499', '500', '503', '0'].map(levelOf), [
		'info',
		'info',
		'warning',
		'warning',
		'warning',
		'error',
		'error',
		'info',
	]);
});

test('what only looks like a request is none', () => {
	for (const line of [
		'GET out of here',
		'GET /page',
		'I said "GET / HTTP/1.1" loud',
		'[pid: 12] started',
		'GET /a 2000',
	]) {
		assert.equal(parseRequestLine(line), undefined, line);
	}
});

test('it is known where in a line the method and the status stand', () => {
	for (const line of [plain, '127.0.0.1 - - [x] "GET /404 HTTP/1.1" 404 55', '127.0.0.1 GET /404 404']) {
		const places = placesInRequestLine(line);
		assert(places);
		assert.deepEqual([line.slice(...places.method), line.slice(...places.status)], ['GET', '404']);
		assert.equal(places.status[0], line.lastIndexOf('404'));
	}
	assert.equal(placesInRequestLine('fine'), undefined);
});
