import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wallClockOf} from '../../source/control/wall-clock.js';
import {toldClient} from '../helpers/told-client.js';

/** An emperor of ten seconds, at a time of day that the test can set. */
const start = () => {
	const {client, story} = toldClient();
	story.at = 10_000;
	const day = {now: 1_000_000};
	return {story, day, wallClock: wallClockOf(client, () => day.now)};
};

test('an instant has the time that the wall clock showed then', () => {
	const {wallClock} = start();
	assert.equal(wallClock(10_000), 1_000_000);
	assert.equal(wallClock(4000), 994_000);
});

test('what has happened keeps its time while the two clocks drift apart', () => {
	const {wallClock, day, story} = start();
	story.at += 5000;
	day.now += 5900;
	assert.equal(wallClock(4000), 994_000);
});

test('once the wall clock was set, everything moves with it', () => {
	const {wallClock, day} = start();
	day.now += 3_600_000;
	assert.equal(wallClock(4000), 4_594_000);
});
