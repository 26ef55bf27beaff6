import assert from 'node:assert/strict';
import {test} from 'node:test';
import {RemoteClock} from '../../source/attach/remote-clock.js';

test('the clock over there is as far ahead as the quickest of its words say', () => {
	let here = 1000;
	const clock = new RemoteClock(() => here);
	clock.hear(5000);
	assert.equal(clock.now(), 5000);
	here = 2000;
	clock.hear(5900);
	assert.equal(clock.now(), 6000, 'these words were on their way for longer');
	clock.hear(6050);
	assert.equal(clock.now(), 6050);
});

test('a clock that was stopped over there is followed, and ours stops while nothing is heard', () => {
	let here = 0;
	const clock = new RemoteClock(() => here);
	clock.hear(100_000);
	here = 60_000;
	clock.hear(101_000);
	assert.equal(clock.now(), 101_000);
	clock.stop();
	here = 70_000;
	assert.equal(clock.now(), 101_000);
	clock.hear(111_500);
	assert.equal(clock.now(), 111_500);
});
