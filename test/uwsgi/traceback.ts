import assert from 'node:assert/strict';
import test from 'node:test';
import {raisedIn} from '../../source/uwsgi/traceback.js';

test('of a traceback, the last exception and the innermost call of it are told', () => {
	assert.deepEqual(
		raisedIn([
			'Traceback (most recent call last):',
			'  File "/srv/a.py", line 3, in outer',
			'    inner()',
			'KeyError: 1',
			'',
			'During handling of the above exception, another exception occurred:',
			'',
			'Traceback (most recent call last):',
			'  File "/srv/shop/cart.py", line 24, in application',
			"    raise Boom('a: b')",
			'shop.errors.Boom: a: b',
		]),
		{exception: 'shop.errors.Boom', text: 'a: b', place: 'cart.py:24'},
	);
});

test('what has no place, or no message, is told without', () => {
	assert.deepEqual(raisedIn(['Traceback (most recent call last):', 'KeyboardInterrupt']), {
		exception: 'KeyboardInterrupt',
		text: '',
	});
	assert.equal(raisedIn(['Traceback (most recent call last):']), undefined);
});
