import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {areBack, runningVassals} from '../../source/systemd/reloading.js';
import {Story, sight} from '../helpers/story.js';

/** A uWSGI that accepts, a program that has lived for a while and one that is not started yet, all told to reload. */
const reloading = () => {
	const story = new Story();
	story.brings('a.ini');
	story.finds(sight('program.ini', {obeys: 'SIGTERM', readiness: 'alive'}));
	story.spawns('program.ini');
	story.waits(2000);
	story.finds(sight('new.ini'));
	const away = runningVassals(takeSnapshot(story.empire));
	for (const name of ['a.ini', 'program.ini', 'new.ini']) {
		story.commands(name, 'reload');
	}
	return {story, away, isOver: () => areBack(away, takeSnapshot(story.empire))};
};

test('a reload of all is over when each that ran accepts again, by itself or as a new process', () => {
	const {story, away, isOver} = reloading();
	assert.deepEqual(away, ['/v/a.ini', '/v/program.ini']);
	story.hears('a.ini', 5);
	assert.equal(isOver(), false);
	story.dies('program.ini', null, 'SIGTERM');
	assert.equal(isOver(), false);
	story.spawns('program.ini');
	assert.equal(isOver(), false);
	story.waits(2000);
	assert.equal(isOver(), true);
});

test('one that died of it, was stopped or has lost its file is not waited for', () => {
	const {story, isOver} = reloading();
	story.dies('a.ini', 22);
	assert.equal(story.state('a.ini'), 'throttled');
	story.loses('program.ini');
	assert.equal(isOver(), true);
});
