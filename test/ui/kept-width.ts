import assert from 'node:assert/strict';
import {test} from 'node:test';
import {KeptWidth} from '../../source/ui/kept-width.js';

test('a width grows at once, and shrinks when it was too much for ten seconds', () => {
	const width = new KeptWidth();
	assert.equal(width.of(7, 0), 7);
	assert.equal(width.of(11, 1000), 11);
	assert.equal(width.of(7, 2000), 11);
	assert.equal(width.of(11, 9000), 11);
	assert.equal(width.of(10, 19_000), 11);
	assert.equal(width.of(10, 19_001), 10);
	assert.equal(width.of(7, 19_002), 10);
	assert.equal(width.of(12, 19_003), 12);
});
