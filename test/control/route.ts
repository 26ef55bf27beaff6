import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type Rejection, type Route, readRoute} from '../../source/control/route.js';

const routes: readonly (readonly [string, Route])[] = [
	['GET /vassals', {kind: 'list'}],
	['HEAD /vassals', {kind: 'list'}],
	['GET http://emperor/vassals', {kind: 'list'}],
	['GET HTTP://127.0.0.1:80/vassals/a.ini?x', {kind: 'vassal', name: 'a.ini'}],
	['GET /events', {kind: 'events'}],
	['GET /vassals/shop.ini', {kind: 'vassal', name: 'shop.ini'}],
	['GET /vassals/%2Fv%2Fa%20b.ini', {kind: 'vassal', name: '/v/a b.ini'}],
	['GET /vassals/a.ini/log', {kind: 'log', name: 'a.ini', lines: 1000, follow: false}],
	['GET /vassals/a.ini/log?from=7&lines=2', {kind: 'log', name: 'a.ini', from: 7, lines: 2, follow: false}],
	['GET /vassals/a.ini/log?follow=1&lines=0', {kind: 'log', name: 'a.ini', lines: 0, follow: true}],
	['POST /vassals/a.ini/reload', {kind: 'command', name: 'a.ini', command: 'reload'}],
	['POST /vassals/log/forgive', {kind: 'command', name: 'log', command: 'forgive'}],
];

const read = (line: string): Route | Rejection => {
	const [method = '', target = ''] = line.split(' ');
	return readRoute(method, target);
};

for (const [line, route] of routes) {
	test(line, () => assert.deepEqual(read(line), route));
}

const rejections: readonly (readonly [string, number, RegExp])[] = [
	['GET /', 404, /^\/: no such place\. There are \/vassals, /],
	['GET /vassals/', 404, /no such place/],
	['GET /vassals/a.ini/', 404, /no such place/],
	['GET /vassals/a.ini/log/x', 404, /no such place/],
	['GET /events/x', 404, /no such place/],
	['GET /vassals/%zz', 400, /a % that two hexadecimal digits do not follow/],
	['GET /vassals/%c3%28', 400, /^\/vassals\/%c3%28: what is written with % is not UTF-8\. Write /],
	['GET http://emperor', 404, /^\/: no such place/],
	['HEAD /vassals/a.ini/stop', 405, /is asked for by POST, not HEAD/],
	['POST /vassals', 405, /^\/vassals: is asked for by GET, not POST\.$/],
	['GET /vassals/a.ini/stop', 405, /is asked for by POST, not GET/],
	['POST /vassals/a.ini/explode', 404, /^explode: no such command\. There are start, stop, reload, /],
	[
		'GET /vassals/a.ini/log?lines=many',
		400,
		/^lines: "many" is not a number of lines\. Write, .*lines=100\.$/,
	],
	['GET /vassals/a.ini/log?from=-1', 400, /^from: "-1" is not/],
	['GET /vassals/a.ini/log?follow=yes', 400, /^follow: "yes" is neither 0 nor 1\./],
	[
		'GET /vassals/a.ini/log?tail=1',
		400,
		/^tail: no such parameter of a log\. There are from, lines and follow\.$/,
	],
];

for (const [line, status, error] of rejections) {
	test(`${line} is ${status}, with a sentence`, () => {
		const rejection = read(line);
		assert.ok('status' in rejection, JSON.stringify(rejection));
		assert.equal(rejection.status, status);
		assert.match(rejection.error, error);
	});
}

test('a place that is asked for in another way says in which', () => {
	assert.equal(Reflect.get(read('GET /vassals/a.ini/stop'), 'allow'), 'POST');
});

test('no request makes it throw', () => {
	const pieces = fc.array(
		fc.constantFrom('/', 'vassals', 'log', '%', '%2F', '?', '=', 'from', '&', '\0', '..', '__proto__'),
	);
	fc.assert(
		fc.property(fc.string(), pieces, fc.string(), (method, parts, rest) => {
			readRoute(method, parts.join('') + rest);
		}),
	);
});
