import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Turns} from '../../source/control/turns.js';
import {until} from '../helpers/wait.js';

/** Work that keeps the processor busy for so many milliseconds. */
const toil = (milliseconds: number): void => {
	for (const end = performance.now() + milliseconds; performance.now() < end; ) {}
};

test('a task is asked again while it has more to do, and not without being woken', async () => {
	const turns = new Turns();
	let rounds = 0;
	const {wake} = turns.join(() => {
		rounds += 1;
		return rounds < 3;
	});
	wake();
	wake();
	await until('three rounds', () => rounds === 3);
	let other = 0;
	turns
		.join(() => {
			other += 1;
			return other < 3;
		})
		.wake();
	await until('the other', () => other === 3);
	assert.equal(rounds, 3);
	wake();
	await until('a fourth', () => rounds === 4);
});

test('who has left is not asked', async () => {
	const turns = new Turns();
	const asked: string[] = [];
	const ask = (name: string) =>
		turns.join(() => {
			asked.push(name);
			return false;
		});
	const gone = ask('gone');
	gone.wake();
	gone.leave();
	ask('here').wake();
	await until('somebody', () => asked.length > 0);
	assert.deepEqual(asked, ['here']);
});

test('all get their turn, and together only a small share of the time', async () => {
	const turns = new Turns();
	const spent = new Map<number, number>();
	for (let who = 0; who < 20; who++) {
		turns
			.join(() => {
				toil(1);
				spent.set(who, (spent.get(who) ?? 0) + 1);
				return (spent.get(who) ?? 0) < 5;
			})
			.wake();
	}
	const start = performance.now();
	const busyBefore = performance.eventLoopUtilization();
	await until(
		'all to have had five turns',
		() => [...spent.values()].filter(count => count === 5).length === 20,
	);
	const {utilization} = performance.eventLoopUtilization(busyBefore);
	assert.ok(performance.now() - start > 500, 'a hundred milliseconds of work are spread');
	assert.ok(utilization < 0.6, `utilization ${utilization}`);
});
