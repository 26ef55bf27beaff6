import assert from 'node:assert/strict';
import {test} from 'node:test';
import {noteRows} from '../../source/ui/note-rows.js';

const notes = ['a.ini:1: one.', 'a.ini:2: two is longer.', 'a.ini:3: three.', 'a.ini:4: four.'];
const rows = (height: number, isInTrouble = false, some = notes, width = 24) =>
	noteRows({notes: some, isInTrouble}, {width, height});

test('notes that fit show whole', () => {
	assert.deepEqual(rows(30), [
		'a.ini:1: one.',
		'a.ini:2: two is',
		'longer.',
		'a.ini:3: three.',
		'a.ini:4: four.',
	]);
	assert.deepEqual(rows(30, false, []), []);
});

test('those that do not fit in a third of the panel are left out whole, and counted', () => {
	assert.deepEqual(rows(12), ['a.ini:1: one.', 'a.ini:2: two is', 'longer.', '2 more: emperor check']);
	assert.deepEqual(rows(9), ['a.ini:1: one.', '3 more: emperor check']);
});

test('a panel in trouble has room for all but a row of its log', () => {
	assert.deepEqual(rows(8, true), [
		'a.ini:1: one.',
		'a.ini:2: two is',
		'longer.',
		'a.ini:3: three.',
		'a.ini:4: four.',
	]);
	assert.equal(rows(7, true).at(-1), '2 more: emperor check');
});

test('of the first note at least the beginning shows, and the log always has a row', () => {
	const long = ['a.ini:1: this is a very long note for such a narrow panel.', 'a.ini:2: two.'];
	assert.deepEqual(rows(6, false, long), ['a.ini:1: this is a', '1 more: emperor check']);
	assert.deepEqual(rows(4, false, long), ['a.ini:1: this is a']);
	assert.deepEqual(rows(3, true, long), []);
	for (let height = 3; height < 40; height++) {
		for (const isInTrouble of [true, false]) {
			assert.ok(rows(height, isInTrouble).length <= height - 3);
		}
	}
});
