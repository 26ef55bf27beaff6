import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {noVitals} from '../../source/core/vitals.js';
import {type HeaderView, selectHeader} from '../../source/ui/selectors/header.js';
import {Story, sight} from '../helpers/story.js';

const headerOf = (story: Story): HeaderView =>
	selectHeader(takeSnapshot(story.empire), {...noVitals, emperor: {cpu: 0.024, resident: 75e6}}, story.at);

const counted = (story: Story): string =>
	headerOf(story)
		.counts.map(({count, name}) => `${count} ${name}`)
		.join(', ');

test('vassals are counted by badge, trouble first, then what is on its way, then what is well, then what sleeps', () => {
	const story = new Story();
	story.brings('a.ini');
	story.brings('b.ini');
	story.brings('c.ini');
	story.brings('d.ini');
	story.hears('c.ini', 17);
	story.commands('d.ini', 'stop');
	story.dies('d.ini', 0);
	assert.equal(counted(story), '2 ready, 1 loyal, 1 stopped');

	story.commands('a.ini', 'reload');
	assert.equal(counted(story), '1 reloading, 1 ready, 1 loyal, 1 stopped');

	story.dies('b.ini');
	assert.equal(counted(story), '1 throttled, 1 reloading, 1 loyal, 1 stopped');
});

test('each badge is counted once, whoever comes between', () => {
	const story = new Story();
	for (const name of ['a.ini', 'b.ini', 'c.ini']) {
		story.brings(name);
	}
	story.hears('b.ini', 17);
	assert.equal(counted(story), '2 ready, 1 loyal');
	assert.ok(headerOf(story).counts.every(({tone}) => tone === 'good'));
});

test('the emperor says how many it has, then how many are left, and what it costs', () => {
	const story = new Story();
	assert.equal(headerOf(story).state, '0 vassals');
	story.brings('a.ini');
	assert.equal(headerOf(story).state, '1 vassal');
	story.finds(sight('b.ini'));
	assert.equal(headerOf(story).state, '2 vassals');
	assert.deepEqual(headerOf(story).cost, ['2 % cpu', '75 MB']);

	story.spawns('b.ini');
	story.happens({type: 'ragnarok'});
	story.waits(2500);
	story.dies('a.ini', 0);
	assert.equal(headerOf(story).state, 'ragnarok · 1 left after 2 s');
	assert.equal(counted(story), '1 stopping');
});

test('what the whole screen should say is said, the latest of each source', () => {
	const story = new Story();
	const gone = (text: string) =>
		story.happens({type: 'noticed', source: '/v', notices: text === '' ? [] : [{source: '/v', text}]});
	gone('/v: the folder is gone. Put it back.');
	assert.deepEqual(headerOf(story).notices, ['/v: the folder is gone. Put it back.']);
	gone('/v: unreadable');
	assert.deepEqual(headerOf(story).notices, ['/v: unreadable']);
	gone('');
	assert.deepEqual(headerOf(story).notices, []);
});

test('a notice that quotes a folder cannot do anything to a terminal', () => {
	const story = new Story();
	story.happens({type: 'noticed', source: 'x', notices: [{source: 'x', text: '/v\x1b[2J\n: gone'}]});
	assert.doesNotMatch(headerOf(story).notices.join(), /[\0-\x1f\x7f-\x9f]/);
});

test('a file that is no vassal is not counted among them', () => {
	const story = new Story();
	const problem = {
		kind: 'not-a-vassal',
		what: 'no section',
		where: {file: 'tox.ini'},
		remedy: 'None',
	} as const;
	story.brings('a.ini');
	story.finds(sight('tox.ini', {refusal: problem}));
	assert.equal(headerOf(story).state, '1 vassal');
	assert.equal(counted(story), '1 ready, 1 not a vassal');
});
