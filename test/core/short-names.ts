import assert from 'node:assert/strict';
import test from 'node:test';
import {shortNames} from '../../source/core/short-names.js';

test('a vassal is called by the shortest tail of its path that tells it apart', () => {
	assert.deepEqual(shortNames(['/v/a.ini', '/v/b.ini']), ['a.ini', 'b.ini']);
	assert.deepEqual(shortNames(['/x/a.ini', '/y/a.ini', '/y/b.ini']), ['x/a.ini', 'y/a.ini', 'b.ini']);
	assert.deepEqual(shortNames(['/a.ini', '/x/a.ini']), ['/a.ini', 'x/a.ini']);
});
