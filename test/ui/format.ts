import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {countdown, duration, memory, percent, plural, rate, responseTime} from '../../source/ui/format.js';

test('durations are written in one style, however long', () => {
	const second = 1000;
	const minute = 60 * second;
	const hour = 60 * minute;
	for (const [milliseconds, text] of [
		[-5, '0 s'],
		[0, '0 s'],
		[999, '0 s'],
		[42 * second, '42 s'],
		[minute - 1, '59 s'],
		[minute, '1m00'],
		[3 * minute + 2 * second, '3m02'],
		[hour - 1, '59m59'],
		[hour, '1h00'],
		[5 * hour + 7 * minute, '5h07'],
		[24 * hour, '1d00h'],
		[52 * hour, '2d04h'],
		[400 * 24 * hour, '400d00h'],
	] as const) {
		assert.equal(duration(milliseconds), text);
	}
});

test('a countdown ends at 1 s, and rounds up so that it is over when it says so', () => {
	assert.deepEqual([-3000, 0, 1, 1000, 1001, 2100, 180_000].map(countdown), [
		'1 s',
		'1 s',
		'1 s',
		'1 s',
		'2 s',
		'3 s',
		'3m00',
	]);
	fc.assert(fc.property(fc.integer({min: -10_000, max: 1e9}), left => countdown(left) !== '0 s'));
});

test('memory is megabytes until it is gigabytes', () => {
	assert.deepEqual([0, 499_999, 38_400_000, 999_000_000, 1.2e9, 12.34e9].map(memory), [
		'0 MB',
		'0 MB',
		'38 MB',
		'999 MB',
		'1.2 GB',
		'12.3 GB',
	]);
});

test('no memory is a thousand megabytes', () => {
	assert.equal(memory(999_999_999), '1.0 GB');
});

test('one is singular', () => {
	assert.deepEqual(
		[0, 1, 2].map(count => plural(count, 'restart')),
		['0 restarts', '1 restart', '2 restarts'],
	);
});

test('rates, times and shares take a few columns, whatever their size', () => {
	assert.deepEqual([0, 0.04, 0.4, 9.94, 9.95, 38.4, 9949, 12_345].map(rate), [
		...['0 req/s', '0.0 req/s', '0.4 req/s', '9.9 req/s', '10 req/s', '38 req/s', '9949 req/s', '12k req/s'],
	]);
	assert.deepEqual([0, 0.4, 1.24, 9.95, 38.2, 999.4, 999.6, 2500, 12_000].map(responseTime), [
		...['<1 ms', '0.4 ms', '1.2 ms', '10 ms', '38 ms', '999 ms', '1.0 s', '2.5 s', '12 s'],
	]);
	assert.deepEqual([0, 0.034, 1.5].map(percent), ['0 %', '3 %', '150 %']);
});
