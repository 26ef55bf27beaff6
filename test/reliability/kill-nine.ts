import assert from 'node:assert/strict';
import test from 'node:test';
import {killEmperor} from '../../bench/regicide.js';
import {needs} from '../helpers/needs.js';

const options = await needs('uwsgi');

test('when the emperor is killed, nothing of ten vassals is left after five seconds', options, async t => {
	const {bereaved, lasted} = await killEmperor(t);
	assert.ok(bereaved >= 18, `only ${bereaved} processes to be left behind`);
	assert.ok(lasted <= 5000, `the last one was there for ${lasted} ms`);
});

test('nor when it is killed while it starts them', options, async t => {
	const {bereaved, lasted} = await killEmperor(t, 3);
	assert.ok(bereaved >= 3);
	assert.ok(lasted <= 5000, `the last one was there for ${lasted} ms`);
});
