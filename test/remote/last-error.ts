import assert from 'node:assert/strict';
import {test} from 'node:test';
import {lastErrorIn} from '../../source/remote/last-error.js';

const linesOf = (...texts: readonly string[]) =>
	texts.map((text, index) => ({number: index + 7, time: 1, arrival: index, text}));

test('a traceback is told by what was raised and where, before anything said after it', () => {
	assert.equal(
		lastErrorIn(
			linesOf(
				'ERROR:root:before',
				'Traceback (most recent call last):',
				'  File "/srv/app.py", line 1, in <module>',
				'    raise ValueError("broken")',
				'ValueError: broken',
				"unable to load app 0 (mountpoint='') (callable not found or import error)",
				'*** no app loaded. GAME OVER ***',
			),
		),
		'ValueError: broken (app.py:1)',
	);
});

test('without one it is the last line that is an error, and without that nothing', () => {
	assert.equal(lastErrorIn(linesOf('ERROR:root:one', 'ERROR:root:two', 'fine')), 'ERROR:root:two');
	assert.equal(lastErrorIn(linesOf('fine')), undefined);
	assert.equal(lastErrorIn([]), undefined);
});
