import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {scheduleLooks} from '../../source/monitors/look-schedule.js';
import {until} from '../helpers/wait.js';

const never = {freq: 1_000_000, quiet: 40, patience: 200};

/** Looks that end when they are told to. */
const heldLooks = (t: TestContext, pace = never) => {
	const begun: (() => void)[] = [];
	const schedule = scheduleLooks(() => new Promise<void>(end => void begun.push(end)), pace);
	t.after(async () => {
		begun.at(-1)?.();
		await schedule.close();
	});
	return {...schedule, begun};
};

test('looks never overlap, and what asks during a look gets one more, together', async t => {
	const {lookNow, begun} = heldLooks(t);
	const first = lookNow();
	const [second, third] = [lookNow(), lookNow()];
	assert.equal(begun.length, 1);
	begun[0]?.();
	await first;
	await until('the second look', () => begun.length === 2);
	begun[1]?.();
	await Promise.all([second, third]);
	assert.equal(begun.length, 2);
});

test('many hints at once are one look', async t => {
	const {hint, begun} = heldLooks(t);
	for (let count = 0; count < 50; count++) {
		hint();
	}
	assert.equal(begun.length, 0);
	await until('a look', () => begun.length > 0);
	assert.equal(begun.length, 1);
});

test('hints that do not end cannot put a look off', async t => {
	const {hint, begun} = heldLooks(t);
	const hinting = setInterval(hint, 5);
	t.after(() => clearInterval(hinting));
	await until('a look in spite of the hints', () => begun.length === 1);
});

test('without any hint it looks every so often', async t => {
	const {lookNow, begun} = heldLooks(t, {...never, freq: 20});
	void lookNow();
	begun[0]?.();
	await until('a regular look', () => begun.length === 2);
});

test('a look that fails is followed by others', async t => {
	let looks = 0;
	const schedule = scheduleLooks(
		async () => {
			looks++;
			if (looks === 1) {
				throw new Error('the disk is away');
			}
		},
		{...never, freq: 20},
	);
	t.after(() => schedule.close());
	await assert.rejects(schedule.lookNow(), /the disk is away/);
	await until('the next look', () => looks > 1);
});

test('after closing, nothing looks any more, and the look under way has ended', async t => {
	const {lookNow, hint, close, begun} = heldLooks(t);
	void lookNow();
	let isClosed = false;
	const closing = close().then(() => {
		isClosed = true;
	});
	await new Promise(setImmediate);
	assert.equal(isClosed, false);
	begun[0]?.();
	await closing;
	hint();
	await lookNow();
	assert.equal(begun.length, 1);
});
