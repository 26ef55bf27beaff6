import assert from 'node:assert/strict';
import test from 'node:test';
import {startClock} from '../../source/engine/clock.js';

/** A signal that nobody gives. */
const never = () => new AbortController().signal;

test('nobody wakes before the deadline, not by a fraction of a millisecond', async () => {
	const clock = startClock();
	await Promise.all(
		Array.from({length: 300}, async (_, index) => {
			const deadline = clock.now() + 1 + index / 7;
			await clock.sleepUntil(deadline, never());
			const woke = clock.now();
			assert.ok(woke >= deadline, `${deadline - woke} ms too early`);
		}),
	);
});

test('time begins at the start and never goes back', () => {
	const clock = startClock();
	let last = clock.now();
	assert.ok(last >= 0 && last < 1000);
	for (let look = 0; look < 10_000; look += 1) {
		const now = clock.now();
		assert.ok(now >= last);
		last = now;
	}
});

test('a deadline that has passed is not waited for', async () => {
	const clock = startClock();
	await clock.sleepUntil(-1, never());
	await clock.sleepUntil(Number.NEGATIVE_INFINITY, never());
});

test('who is called off wakes at once, however far the deadline', async () => {
	const clock = startClock();
	// Beyond what one of Node’s timers can hold, which would fire after a millisecond.
	const sleep = new AbortController();
	let isAwake = false;
	const sleeping = clock.sleepUntil(2 ** 40, sleep.signal).then(() => {
		isAwake = true;
	});
	await clock.sleepUntil(clock.now() + 20, never());
	assert.equal(isAwake, false);
	sleep.abort();
	await sleeping;
	await clock.sleepUntil(2 ** 40, sleep.signal);
});

test('time in which the process was stopped can be left out, and is waited for in full', async () => {
	const clock = startClock();
	await clock.sleepUntil(30, never());
	const before = clock.now();
	clock.leaveOut(25);
	const after = clock.now();
	assert.ok(after < before, `${before} → ${after}`);
	await clock.sleepUntil(before, never());
	assert.ok(clock.now() >= before);
});
