import assert from 'node:assert/strict';
import test from 'node:test';
import {brew} from '../../bench/tempest.js';

test('after a storm of file operations the vassals are the files, and none was ever started twice at once', async t => {
	const seed = Date.now() % 1_000_000;
	t.diagnostic(`seed ${seed}`);
	const {files, running, twice, starts} = await brew(t, {seed, operations: 150, interval: 40});
	assert.deepEqual(running, files, `seed ${seed}`);
	assert.deepEqual(twice, [], `seed ${seed}`);
	assert(starts > 10, `only ${starts} processes were started, seed ${seed}`);
});
