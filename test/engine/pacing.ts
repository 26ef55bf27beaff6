import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {onceATurn} from '../../source/engine/once-a-turn.js';
import {startPacing} from '../../source/engine/pacing.js';
import {until} from '../helpers/wait.js';

const busyFor = (milliseconds: number): void => {
	const end = performance.now() + milliseconds;
	while (performance.now() < end) {}
};

test('what takes long is done in its order, and turns of the event loop come in between', async () => {
	const pace = startPacing();
	const done: number[] = [];
	for (let number = 0; number < 20; number++) {
		pace(() => {
			busyFor(3);
			done.push(number);
		});
	}
	const atOnce = done.length;
	assert.ok(atOnce > 0 && atOnce < 5, `${atOnce} at once`);
	await nextTurn();
	assert.ok(done.length < 10, `${done.length} after a turn`);
	await until('all', () => done.length === 20);
	assert.deepEqual(
		done,
		Array.from({length: 20}, (_, number) => number),
	);
	await nextTurn();
	pace(() => done.push(20));
	assert.equal(done.length, 21);
});

test('what is asked for while something is done comes after it, also what that asks for', async () => {
	const pace = startPacing();
	const done: string[] = [];
	pace(() => {
		pace(() => done.push('second'));
		done.push('first');
	});
	await until('both', () => done.length === 2);
	assert.deepEqual(done, ['first', 'second']);
});

test('what is asked for often in a turn is done once, at its end, and again when it is asked for again', async () => {
	let times = 0;
	const {ask, cancel} = onceATurn(() => {
		times += 1;
	});
	ask();
	ask();
	assert.equal(times, 0);
	await nextTurn();
	assert.equal(times, 1);
	ask();
	await nextTurn();
	assert.equal(times, 2);
	ask();
	cancel();
	await nextTurn();
	assert.equal(times, 2);
	ask();
	await nextTurn();
	assert.equal(times, 3);
});
