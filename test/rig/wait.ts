import assert from 'node:assert/strict';
import {test} from 'node:test';
import {until} from '../helpers/wait.js';

test('the first answer that is something ends the wait and is given', async () => {
	const answers = [0, '', undefined, 'this', 'not this'];
	assert.equal(await until('an answer', () => answers.shift()), 'this');
});

test('a probe that throws has no answer yet', async () => {
	let calls = 0;
	const probe = () => {
		calls += 1;
		assert.ok(calls > 2);
		return calls;
	};
	assert.equal(await until('the third call', probe), 3);
});

test('a wait in vain fails with what was waited for and what was seen last', async () => {
	await assert.rejects(
		until('rain', () => '', 50),
		/waited 0.05 s for rain; last seen: ''/,
	);
	await assert.rejects(
		until('snow', () => Promise.reject(new Error('too warm')), 50),
		/for snow; last seen: too warm/,
	);
});
