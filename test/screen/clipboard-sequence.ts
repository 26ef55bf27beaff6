import assert from 'node:assert/strict';
import {test} from 'node:test';
import {clipboardSequence, mostBytes} from '../../source/screen/clipboard-sequence.js';

test('the text is in the sequence as base64, whatever is in it', () => {
	const [, encoded] =
		/^\x1b\]52;c;([\w+/=]*)\x07$/.exec(clipboardSequence('zwei\n\x1b]52;c;\x07 Zeilen ✓') ?? '') ?? [];
	assert.equal(Buffer.from(encoded ?? '', 'base64').toString(), 'zwei\n\x1b]52;c;\x07 Zeilen ✓');
});

test('no sequence is longer than every terminal takes', () => {
	const longest = clipboardSequence('x'.repeat(mostBytes)) ?? '';
	assert.ok(longest.length > 99_000 && longest.length <= 100_000, `${longest.length}`);
	assert.equal(clipboardSequence('x'.repeat(mostBytes + 1)), undefined);
	assert.equal(clipboardSequence('ä'.repeat(mostBytes / 2 + 1)), undefined);
});
