import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readPlace} from '../../source/control/place.js';

const refusalOf = (text: string): string => {
	const place = readPlace(text, '/srv');
	return 'refusal' in place ? place.refusal : '';
};

test('an address with a colon is a port of this machine, with or without a host', () => {
	for (const text of [':9191', '127.0.0.1:9191', 'localhost:9191']) {
		assert.deepEqual(readPlace(text, '/srv'), {kind: 'tcp', host: '127.0.0.1', port: 9191}, text);
	}
	assert.deepEqual(readPlace('127.0.0.9:1', '/srv'), {kind: 'tcp', host: '127.0.0.9', port: 1});
});

test('anything else is a path, from the emperor’s folder', () => {
	assert.deepEqual(readPlace('run/s.sock', '/srv'), {kind: 'unix', path: '/srv/run/s.sock'});
	assert.deepEqual(readPlace('/run/s.sock', '/srv'), {kind: 'unix', path: '/run/s.sock'});
});

test('an address that others could reach is refused, with one that they cannot', () => {
	for (const text of [
		'0.0.0.0:9191',
		'10.1.2.3:9191',
		'[::]:9191',
		'example.org:9191',
		'127.evil.org:9191',
	]) {
		assert.match(refusalOf(text), /could be reached from other machines\. Write 127\.0\.0\.1:9191, or/, text);
	}
});

test('what is no address is refused with one', () => {
	for (const text of [':', ':0', ':65536', ':x', '127.0.0.1:']) {
		assert.match(refusalOf(text), /does not end with a port from 1 to 65535\. Write, .*\.$/, text);
	}
	for (const text of ['@stats', 'a\0b']) {
		assert.match(refusalOf(text), /is not the path of a socket\. Write, .*\.$/, text);
	}
	assert.match(refusalOf('x'.repeat(107)), /is longer than the \d+ bytes .* Choose a shorter one\.$/);
});
