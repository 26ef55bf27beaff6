import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Goal, judgeOutcome, type Outcome} from '../../source/remote/outcome.js';

const record = {throttle_level: 1000, attempt: 0, first_attempt: 1, last_attempt: 1};

/** What is thought of each state by who waits for it to be ready, loyal and stopped. */
const verdicts: Readonly<Record<string, Readonly<Record<Goal, Outcome>>>> = {
	starting: {ready: 'pending', loyal: 'pending', stopped: 'pending'},
	reloading: {ready: 'pending', loyal: 'pending', stopped: 'pending'},
	ready: {ready: 'reached', loyal: 'pending', stopped: 'pending'},
	loyal: {ready: 'reached', loyal: 'reached', stopped: 'pending'},
	'on demand': {ready: 'reached', loyal: 'pending', stopped: 'pending'},
	stopping: {ready: 'pending', loyal: 'pending', stopped: 'pending'},
	stopped: {ready: 'hopeless', loyal: 'hopeless', stopped: 'reached'},
	failed: {ready: 'hopeless', loyal: 'hopeless', stopped: 'reached'},
	hung: {ready: 'hopeless', loyal: 'hopeless', stopped: 'pending'},
	'no app': {ready: 'hopeless', loyal: 'hopeless', stopped: 'pending'},
	'not a vassal': {ready: 'hopeless', loyal: 'hopeless', stopped: 'reached'},
	'a state of later versions': {ready: 'pending', loyal: 'pending', stopped: 'pending'},
};

for (const [state, expected] of Object.entries(verdicts)) {
	test(`${state}: ${Object.entries(expected)
		.map(entry => entry.join(' is '))
		.join(', ')}`, () => {
		for (const goal of ['ready', 'loyal', 'stopped'] as const) {
			assert.equal(
				judgeOutcome({state, throttle: null, trouble: state === 'no app'}, goal),
				expected[goal],
				goal,
			);
		}
	});
}

test('who died unloyal has failed; who had been loyal is back at once', () => {
	assert.equal(judgeOutcome({state: 'throttled', throttle: record, trouble: true}, 'ready'), 'hopeless');
	assert.equal(judgeOutcome({state: 'throttled', throttle: null, trouble: true}, 'ready'), 'pending');
});

test('who loaded no application because it needs none is as ready as it gets', () => {
	const none = {state: 'no app', throttle: null, trouble: false};
	assert.equal(judgeOutcome(none, 'ready'), 'reached');
	assert.equal(judgeOutcome(none, 'loyal'), 'pending');
});
