import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {countNewlines, countOneByOne} from '../../source/logs/count-newlines.js';

test('newlines are counted wherever they stand, among few bytes and among many', () => {
	const sizes = fc.oneof(
		fc.nat(40),
		fc.integer({min: 500, max: 600}),
		fc.integer({min: 65_500, max: 200_000}),
	);
	const values = fc.constantFrom(10, 11, 0, 255, 138);
	fc.assert(
		fc.property(
			sizes,
			values,
			fc.array(fc.nat(200_000), {maxLength: 400}),
			fc.nat(40),
			(size, filling, places, from) => {
				const bytes = Buffer.alloc(size, filling);
				for (const place of places) {
					bytes[place % Math.max(1, size)] = 10;
				}
				const piece = bytes.subarray(from);
				const expected = piece.filter(byte => byte === 10).length;
				assert.deepEqual([countNewlines(piece), countOneByOne(piece)], [expected, expected]);
			},
		),
	);
});

test('nothing but newlines is counted as well, and what was counted before does not count again', () => {
	assert.equal(countNewlines(Buffer.alloc(65_536, 10)), 65_536);
	assert.equal(countNewlines(Buffer.alloc(1000)), 0);
	assert.equal(countNewlines(Buffer.alloc(65_536 * 3 + 1, 10)), 65_536 * 3 + 1);
});
