import assert from 'node:assert/strict';
import {test} from 'node:test';
import {editLine, insert, type Line, lineOf} from '../../source/ui/line-edit.js';

const after = (line: Line, ...keys: readonly string[]): Line =>
	keys.reduce((now, key) => editLine(now, key) ?? now, line);

test('what is typed stands where the cursor is', () => {
	assert.deepEqual(after(lineOf(''), 'a', 'space', 'ü', '日', '🚀'), lineOf('a ü日🚀'));
	assert.deepEqual(after(lineOf('ac'), 'left', 'b'), {text: 'abc', cursor: 2});
	assert.deepEqual(after(lineOf('bc'), 'home', 'a'), {text: 'abc', cursor: 1});
	assert.deepEqual(after(lineOf('abc'), 'home', 'end', 'd'), lineOf('abcd'));
});

test('characters are passed and removed whole', () => {
	assert.deepEqual(after(lineOf('a🚀e\u0301'), 'backspace', 'backspace'), lineOf('a'));
	assert.deepEqual(after(lineOf('a🚀b'), 'left', 'left', 'delete'), {text: 'ab', cursor: 1});
	assert.deepEqual(after(lineOf('🚀'), 'home', 'right', 'x'), lineOf('🚀x'));
	assert.deepEqual(after(lineOf(''), 'backspace', 'delete', 'left', 'right'), lineOf(''));
});

test('words and ends are removed as in a shell', () => {
	assert.deepEqual(after(lineOf('one two  '), 'ctrl+w'), lineOf('one '));
	assert.deepEqual(after(lineOf('one two'), 'left', 'left', 'left', 'ctrl+u'), {text: 'two', cursor: 0});
	assert.deepEqual(after(lineOf('one two'), 'home', 'right', 'right', 'right', 'ctrl+k'), lineOf('one'));
});

test('other keys write nothing', () => {
	for (const key of ['tab', 'up', 'f1', 'pageup', 'ctrl+l', 'alt+x', 'shift+tab', 'enter', 'escape']) {
		assert.equal(editLine(lineOf('a'), key), undefined, key);
	}
});

test('of a text that is put in, the first line is taken, without what cannot be seen', () => {
	assert.deepEqual(insert({text: 'ad', cursor: 1}, 'b\x1bc\nand more'), {text: 'abcd', cursor: 3});
	assert.deepEqual(insert(lineOf('a'), '\nb'), lineOf('a'));
});
