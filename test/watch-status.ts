import assert from 'node:assert/strict';
import {test} from 'node:test';
import {frameOf} from '../source/watch-status.js';
import {openEmulator} from './helpers/emulator.js';

test('a frame is drawn over the one before, cut to the terminal, and says what is missing', async () => {
	const terminal = await openEmulator(20, 4);
	await terminal.write(frameOf('one\ntwo\nthree\nfour\nfive\nsix\n', 20, 4));
	const rows = () => terminal.rows().map(row => row.trimEnd());
	assert.deepEqual(rows(), ['one', 'two', 'three', '… 3 more lines']);
	await terminal.write(frameOf('a line that is longer than the terminal\n\nend\n', 20, 4));
	assert.deepEqual(rows(), ['a line that is lon…', '', 'end', '']);
});
