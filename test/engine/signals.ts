import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {heedSignals} from '../../source/engine/signals.js';

/** What is heard of the words to stop that this process is sent, at times that the test decides. */
const listen = (t: TestContext) => {
	const stops: string[] = [];
	const clock = {time: 1000};
	const nothing = () => undefined;
	const deeds = {hangUp: nothing, forgiveAll: nothing, sayStatus: nothing, rescan: nothing};
	t.after(heedSignals({...deeds, stop: signal => stops.push(signal)}, () => clock.time));
	return {stops, clock};
};

test('the same signal twice in a moment is one; later, or another, it is a second', t => {
	const {stops, clock} = listen(t);
	process.emit('SIGINT', 'SIGINT');
	clock.time += 49;
	process.emit('SIGINT', 'SIGINT');
	assert.deepEqual(stops, ['SIGINT']);
	process.emit('SIGTERM', 'SIGTERM');
	assert.deepEqual(stops, ['SIGINT', 'SIGTERM']);
	clock.time += 50;
	process.emit('SIGINT', 'SIGINT');
	assert.deepEqual(stops, ['SIGINT', 'SIGTERM', 'SIGINT']);
});
