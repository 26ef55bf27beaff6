import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {naturalOrder} from '../../source/core/natural-order.js';

test('names are in the order in which people count', () => {
	const names = [
		'/v/app.ini',
		'/v/app1.ini',
		'/v/app002b.ini',
		'/v/app2.ini',
		'/v/app2b.ini',
		'/v/app10.ini',
		'/v/app10a.ini',
		'/v/app99999999999999999998.ini',
		'/v/app99999999999999999999.ini',
		'/v/b/1.ini',
		'/v1/a.ini',
		'/v02/a.ini',
		'/v2/a.ini',
		'/v10/a.ini',
	];
	assert.deepEqual(names.toSorted().toSorted(naturalOrder), names);
	assert.deepEqual(names.toReversed().toSorted(naturalOrder), names);
});

test('it is an order: of any three texts, and only a text and itself are equal', () => {
	const text = fc
		.array(fc.constantFrom('a', 'b', '.', '0', '1', '2', '9', 'é'), {maxLength: 6})
		.map(parts => parts.join(''));
	const signOf = (a: string, b: string) => Math.sign(naturalOrder(a, b));
	fc.assert(
		fc.property(text, text, text, (a, b, c) => {
			assert.equal(signOf(a, b) === 0, a === b);
			assert.equal(signOf(a, b), 0 - signOf(b, a));
			if (signOf(a, b) <= 0 && signOf(b, c) <= 0) {
				assert.ok(signOf(a, c) <= 0, `${a} ${b} ${c}`);
			}
		}),
		{numRuns: 2000},
	);
});
