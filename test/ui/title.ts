import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {selectTitle} from '../../source/ui/selectors/title.js';
import {chooseLook} from '../../source/ui/theme.js';
import {Story, sight} from '../helpers/story.js';

const titleOf = (story: Story, isAscii = false): string =>
	selectTitle(takeSnapshot(story.empire), story.at, chooseLook(isAscii, 'dark'));

test('a window is called by the worst that there is: whose it is if it is one, else how many', () => {
	const story = new Story();
	assert.equal(titleOf(story), 'emperor');
	for (const name of ['a.ini', 'b.ini', 'c.ini']) {
		story.brings(name);
	}
	story.hears('c.ini', 17);
	assert.equal(titleOf(story), 'emperor: ● 2 ready, ★ c.ini loyal');

	story.commands('a.ini', 'reload');
	assert.equal(titleOf(story), 'emperor: ◐ a.ini reloading');

	story.dies('b.ini');
	assert.equal(titleOf(story), 'emperor: ⧗ b.ini throttled');
	story.dies('c.ini');
	story.dies('c.ini');
	assert.equal(titleOf(story), 'emperor: ⧗ 2 throttled');
	assert.equal(titleOf(story, true), 'emperor: t 2 throttled');

	story.happens({type: 'ragnarok'});
	assert.equal(titleOf(story), 'emperor: 1 vassal left to stop');
});

test('a name with control characters in it sets no title of its own', () => {
	const story = new Story();
	story.finds(sight('a\x1b]2;mine\x07.ini'));
	assert.equal(titleOf(story), 'emperor: ◌ a␛]2;mine␇.ini starting');
});

test('where the line to an emperor is broken, its window says that rather than what was', () => {
	const story = new Story();
	story.brings('a.ini');
	const snapshot = takeSnapshot(story.empire);
	const notices = [
		{source: 'attach', text: 'since 10:00:00 line broken, trying again', outdatesAll: true},
	] as const;
	assert.equal(
		selectTitle({...snapshot, notices}, story.at, chooseLook(false, 'dark')),
		'emperor: since 10:00:00 line broken, trying again',
	);
});
