import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Annals} from '../../source/engine/annals.js';
import {Story, sight} from '../helpers/story.js';

/** A story whose every event is noted. */
class NotedStory extends Story {
	readonly annals = new Annals();

	override happens(event: Parameters<Story['happens']>[0]) {
		const before = this.empire;
		const effects = super.happens(event);
		this.annals.note(before, event, this.empire, effects, this.at);
		return effects;
	}

	deeds(name: string): readonly string[] {
		return this.annals.deedsOf(`/v/${name}`).map(({text}) => text);
	}
}

test('the timeline of a life says what happened and what came of it', () => {
	const story = new NotedStory();
	story.brings('shop.ini');
	story.hears('shop.ini', 17, 17, 26, 26);
	story.commands('shop.ini', 'reload');
	story.hears('shop.ini', 5);
	story.changes(sight('shop.ini'));
	story.hears('shop.ini', 5);
	story.commands('shop.ini', 'stop');
	story.dies('shop.ini', 0);
	assert.deepEqual(story.deeds('shop.ini'), [
		'file found',
		'started, pid 101',
		'says that it has started',
		'accepts requests: ready',
		'has served a request: loyal',
		'first heartbeat',
		'reload asked: told to reload',
		'accepts requests: reloaded',
		'file changed: told to reload',
		'accepts requests: reloaded',
		'stop asked: stops',
		'exit 0 of pid 101: stays stopped',
	]);
});

test('deaths say when it comes back, and a refused start what to do', () => {
	const story = new NotedStory();
	story.finds(sight('shop.ini'));
	story.spawns('shop.ini');
	story.dies('shop.ini', 1);
	story.waits(1000);
	story.tells('shop.ini', {
		type: 'spawn-failed',
		problem: {what: 'no program', where: {file: 'emperor'}, remedy: 'Install it'},
	});
	assert.deepEqual(story.deeds('shop.ini'), [
		'file found',
		'started, pid 101',
		'exit 1 of pid 101: comes back in 1 s',
		'emperor: no program. Install it: tried again in 1 s',
	]);
});

test('a vassal that does not stop is told of as killed, and a lost heartbeat as such', () => {
	const story = new NotedStory({requiredHeartbeat: 5000, curseTolerance: 3000});
	story.brings('shop.ini');
	story.hears('shop.ini', 26);
	story.waits(5000);
	assert.equal(story.deeds('shop.ini').at(-1), 'no heartbeat, SIGKILL');
	story.dies('shop.ini', null, 'SIGKILL');
	story.spawns('shop.ini');
	story.waits(1000);
	story.tells('shop.ini', {type: 'spawned', pid: 9});
	story.commands('shop.ini', 'stop');
	story.waits(3000);
	assert.equal(story.deeds('shop.ini').at(-1), 'too slow to stop, SIGKILL');
});

test('fifty deeds are kept of each, none of one that is gone, and none of a neighbour', () => {
	const story = new NotedStory();
	story.brings('shop.ini');
	story.brings('blog.ini');
	for (let count = 0; count < 40; count += 1) {
		story.commands('shop.ini', 'reload');
		story.hears('shop.ini', 5);
	}
	assert.equal(story.deeds('shop.ini').length, 50);
	assert.equal(story.deeds('blog.ini').at(-1), 'accepts requests: ready');
	assert.deepEqual(story.annals.orderOf('/v/shop.ini')?.args, ['--ini', 'shop.ini']);
	story.loses('shop.ini');
	story.dies('shop.ini', 0);
	assert.deepEqual(story.deeds('shop.ini'), []);
	assert.equal(story.annals.orderOf('/v/shop.ini'), undefined);
});

test('a name with a newline forges no line of a timeline', () => {
	const story = new NotedStory();
	story.finds(
		sight('shop.ini', {refusal: {what: 'holds\nlines', where: {file: 'shop.ini'}, remedy: 'Mend it'}}),
	);
	assert.deepEqual(story.deeds('shop.ini'), ['file found: not started, holds␊lines']);
});
