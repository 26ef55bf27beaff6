import assert from 'node:assert/strict';
import path from 'node:path';
import {test} from 'node:test';
import {readAddress} from '../../source/sockets/socket-address.js';

test('an address with a colon is TCP over IPv4, and without a host every address of the machine', () => {
	assert.deepEqual(readAddress('127.0.0.1:8015'), {
		kind: 'tcp',
		name: '127.0.0.1:8015',
		host: '127.0.0.1',
		port: 8015,
	});
	assert.deepEqual(readAddress(':8015'), {kind: 'tcp', name: '0.0.0.0:8015', host: '0.0.0.0', port: 8015});
	assert.equal(readAddress('127.0.0.1:08015').name, '127.0.0.1:8015');
});

test('anything else is a path, the same one however it is spelled', () => {
	assert.deepEqual(readAddress('/run/x/../shop.sock'), {
		kind: 'unix',
		name: '/run/shop.sock',
		path: '/run/shop.sock',
	});
	assert.equal(readAddress('shop.sock').name, path.resolve('shop.sock'));
});

for (const [address, complaint] of [
	[
		'localhost:8015',
		/emperor: the socket "localhost:8015" does not begin with a numeric IPv4 .*\. Write, .*\.$/,
	],
	['[::1]:8015', /does not begin with a numeric IPv4 address/],
	['/run/a:b.sock', /does not begin with a numeric IPv4 address/],
	['127.0.0.1:', /does not end with a port from 1 to 65535\. Write, for example, 127\.0\.0\.1:8015\.$/],
	['127.0.0.1:0', /does not end with a port/],
	[':65536', /does not end with a port/],
	[':80x', /does not end with a port/],
	['', /the socket "" is not a path/],
	['@shop', /"@shop" is not a path/],
	[`/${'x'.repeat(107)}`, /is longer than the \d+ bytes the system allows\. Choose a shorter one\.$/],
] as const) {
	test(`${JSON.stringify(address.slice(0, 20))} is refused with what to write instead`, () => {
		assert.throws(() => readAddress(address), complaint);
	});
}
