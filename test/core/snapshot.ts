import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Problem} from '../../source/core/problem.js';
import {takeSnapshot, type VassalSnapshot} from '../../source/core/snapshot.js';
import {Story, sight} from '../helpers/story.js';

const shown = (story: Story, name: string): VassalSnapshot | undefined =>
	takeSnapshot(story.empire).vassals.find(({id}) => id === `/v/${name}`);

test('a vassal to which nothing has happened is the same object in the next snapshot', () => {
	const story = new Story();
	story.finds(sight('a.ini'), sight('b.ini'));
	story.spawns('a.ini');
	story.spawns('b.ini');
	const [a, b] = [shown(story, 'a.ini'), shown(story, 'b.ini')];
	story.hears('a.ini', 1);
	assert.equal(shown(story, 'b.ini'), b);
	assert.notEqual(shown(story, 'a.ini'), a);
	assert.equal(shown(story, 'a.ini')?.state, 'running');
});

test('what changes about it from outside is in the next snapshot: its name beside others, and what is found in its config', () => {
	const story = new Story();
	story.finds(sight('a.ini'));
	assert.equal(shown(story, 'a.ini')?.shortName, 'a.ini');
	const other = {...sight('a.ini', {}, 'other'), id: '/w/a.ini'};
	story.finds(other);
	assert.equal(shown(story, 'a.ini')?.shortName, 'v/a.ini');

	const grave: Problem = {what: 'it is broken', where: {file: '/v/a.ini'}, remedy: 'Mend it'};
	const slight: Problem = {...grave, kind: 'warning', what: 'it is odd'};
	story.happens({type: 'examined', findings: {'/v/a.ini': [slight, grave]}});
	assert.deepEqual(shown(story, 'a.ini')?.problems, [grave, slight]);
	story.happens({type: 'examined', findings: {}});
	assert.deepEqual(shown(story, 'a.ini')?.problems, []);
});

test('vassals stand in the order of the monitors, then as people count, whoever came first', () => {
	const story = new Story();
	const order = () => takeSnapshot(story.empire).vassals.map(({name}) => name);
	for (const name of ['v10.ini', 'v2.ini', 'v1.ini']) {
		story.finds(sight(name));
	}
	assert.deepEqual(order(), ['v1.ini', 'v2.ini', 'v10.ini']);
	story.finds({...sight('v3.ini'), monitor: 1});
	story.finds(sight('v4.ini'));
	assert.deepEqual(order(), ['v1.ini', 'v2.ini', 'v4.ini', 'v10.ini', 'v3.ini']);
});
