import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Pace} from '../../source/ui/pace.js';

/** Draws as often as may be, until an instant; when. */
const drawUntil = (pace: Pace, from: number, until: number): number[] => {
	const drawn: number[] = [];
	for (let at = Math.max(from, pace.next); at < until; at = pace.next) {
		pace.draw(at);
		drawn.push(at);
	}
	return drawn;
};

test('what happens first is drawn at once, and what follows it four times a second', () => {
	assert.deepEqual(drawUntil(new Pace(), 1000, 2000), [1000, 1250, 1500, 1750]);
});

test('where things never end to happen they are drawn once a second', () => {
	const pace = new Pace();
	drawUntil(pace, 0, 10_000);
	assert.equal(drawUntil(pace, 10_000, 20_000).length, 10);
});

test('after a rest of three seconds it is as quick as before', () => {
	const pace = new Pace();
	drawUntil(pace, 0, 10_000);
	assert.deepEqual(drawUntil(pace, 13_000, 14_000), [13_000, 13_250, 13_500, 13_750]);
});
