import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {noVitals} from '../../source/core/vitals.js';
import {type PanelView, selectPanel} from '../../source/ui/selectors/panel.js';
import {Story, sight} from '../helpers/story.js';

const panelOf = (story: Story, resident?: number): PanelView => {
	const [vassal] = takeSnapshot(story.empire).vassals;
	assert.ok(vassal);
	return selectPanel(vassal, story.at, {
		...noVitals,
		resident: resident === undefined ? {} : {[vassal.id]: resident},
	});
};

const unreadable = {what: 'cannot be read', where: {file: 'shop.ini', line: 3}, remedy: 'Make it readable'};

test('the footer of a running vassal is its pid, age, memory and restarts, the most important first', () => {
	const story = new Story();
	story.brings('shop.ini');
	story.waits(182_000);
	assert.deepEqual(panelOf(story, 38_400_000).facts, ['pid 101', 'up 3m02', '38 MB', '0 restarts']);
	assert.deepEqual(panelOf(story).facts, ['pid 101', 'up 3m02', '0 restarts']);
});

test('while it stops, its age is still that of its process', () => {
	const story = new Story();
	story.brings('shop.ini');
	story.waits(60_000);
	story.commands('shop.ini', 'stop');
	story.waits(2000);
	assert.deepEqual(panelOf(story).facts, ['pid 101', 'up 1m02', '0 restarts']);
});

test('restarts are lives but the first', () => {
	const story = new Story();
	story.finds(sight('shop.ini'));
	assert.deepEqual(panelOf(story).facts, []);
	story.spawns('shop.ini');
	story.dies('shop.ini');
	assert.deepEqual(panelOf(story).facts, ['0 restarts']);
	story.waits(1000);
	story.tells('shop.ini', {type: 'spawned', pid: 7});
	assert.deepEqual(panelOf(story).facts, ['pid 7', 'up 0 s', '1 restart']);
});

test('the panel is in trouble where its badge is bad', () => {
	const story = new Story();
	story.brings('shop.ini');
	assert.equal(panelOf(story).isInTrouble, false);
	story.dies('shop.ini');
	assert.equal(panelOf(story).isInTrouble, true);
});

test('problems are said as place, what happened, what to do; what keeps it from running first', () => {
	const story = new Story();
	const problem = {what: 'unknown option "proceses"', where: {file: 'shop.ini', line: 7}, remedy: 'Mend it'};
	story.finds(sight('shop.ini', {refusal: unreadable, problems: [problem]}));
	assert.deepEqual(panelOf(story).notes, [
		'shop.ini:3: cannot be read. Make it readable.',
		'shop.ini:7: unknown option "proceses". Mend it.',
	]);
});

test('a vassal that runs on with a bad file says so', () => {
	const story = new Story();
	story.brings('shop.ini');
	story.changes(sight('shop.ini', {refusal: unreadable}));
	const {badge, notes} = panelOf(story);
	assert.equal(badge.name, 'ready');
	assert.deepEqual(notes, ['shop.ini:3: cannot be read. Make it readable.']);
});

test('a spawn that the world refused leaves its reason, through every further try', () => {
	const story = new Story();
	const problem = {what: 'cannot find "uwsgi"', where: {file: 'emperor'}, remedy: 'Install it'};
	story.finds(sight('shop.ini'));
	story.waits(0);
	story.tells('shop.ini', {type: 'spawn-failed', problem});
	assert.deepEqual(panelOf(story).notes, ['emperor: cannot find "uwsgi". Install it.']);
	story.waits(1000);
	assert.equal(story.state('shop.ini'), 'spawning');
	assert.deepEqual(panelOf(story).notes, ['emperor: cannot find "uwsgi". Install it.']);
});

test('an empty log says why it is empty', () => {
	const story = new Story();
	story.brings('shop.ini');
	story.waits(3000);
	assert.equal(panelOf(story).emptiness, 'no output yet · started 3 s ago');
	story.commands('shop.ini', 'stop');
	assert.equal(panelOf(story).emptiness, 'no output yet');
	story.dies('shop.ini', 0);
	assert.equal(panelOf(story).emptiness, 'no output · stopped, s starts it');
	story.changes(sight('shop.ini', {refusal: unreadable}));
	assert.equal(panelOf(story).emptiness, '');
});

test('neither a file name nor a sentence that quotes it can do anything to a terminal', () => {
	const story = new Story();
	const name = 'a\x1b[2Jb\nc\x9b31m\u202e.ini';
	const problem = {what: `"${name}" is odd`, where: {file: name}, remedy: `Rename ${name}`};
	story.finds(sight(name, {problems: [problem]}));
	const view = panelOf(story);
	for (const text of [view.name, ...view.notes]) {
		assert.doesNotMatch(text, /[\0-\x1f\x7f-\x9f\u202e]/);
		assert.match(text, /a.*2Jb.*c.*31m.*\.ini/);
	}
});

test('a stop that takes long says who is still there, and of many who comes first', () => {
	const story = new Story();
	story.brings('shop.ini');
	story.commands('shop.ini', 'stop');
	const factsWith = (...names: readonly string[]) => {
		const [vassal] = takeSnapshot(story.empire).vassals;
		assert.ok(vassal);
		return selectPanel(vassal, story.at, {...noVitals, staying: {[vassal.id]: names}}).badge.facts;
	};
	assert.equal(factsWith('uwsgi', 'worker 2'), undefined);
	story.waits(3000);
	assert.deepEqual(factsWith('uwsgi', 'worker 2'), ['3 s', 'uwsgi, worker 2']);
	assert.deepEqual(factsWith(), ['3 s']);
	const many = ['uwsgi', 'worker 1', 'worker 2', 'worker 3', 'worker 4'];
	assert.deepEqual(factsWith(...many.slice(0, 4)), ['3 s', 'uwsgi, worker 1, worker 2, worker 3']);
	assert.deepEqual(factsWith(...many), ['3 s', 'uwsgi, worker 1, worker 2 and 2 more']);
	assert.doesNotMatch(factsWith('a\x1b[2J')?.join() ?? '', /[\0-\x1f]/);
});

test('a zerg has a panel of its own, and the file of the vassal it helps', () => {
	const story = new Story({broodlord: 1});
	story.brings('shop.ini');
	story.hears('shop.ini', 30);
	const panels = takeSnapshot(story.empire).vassals.map(vassal => selectPanel(vassal, story.at, noVitals));
	assert.deepEqual(
		panels.map(({name, file}) => [name, file]),
		[
			['shop.ini', '/v/shop.ini'],
			['shop.ini:zerg1', '/v/shop.ini'],
		],
	);
});
