import assert from 'node:assert/strict';
import test from 'node:test';
import {vassalOf} from '../../source/core/roll.js';
import {deeds, Story, sight} from '../helpers/story.js';

const ownedBy = (uid: number, gid: number) => ({...sight('app.ini'), owner: {uid, gid}});

test('a tyrant starts nothing that belongs to root or to its group, and says what to do', () => {
	for (const [uid, gid, who] of [
		[0, 0, 'it belongs to root'],
		[0, 5, 'its owner is root'],
		[5, 0, 'its group is root’s'],
	] as const) {
		const story = new Story({tyrant: true});
		story.finds(ownedBy(uid, gid));
		assert.deepEqual(deeds(story.waits(10_000)), []);
		const vassal = vassalOf(story.empire.vassals, '/v/app.ini');
		assert.ok(vassal?.state === 'refused');
		assert.equal(
			vassal.problem.what,
			`invalid permissions for a vassal: ${who}, and --emperor-tyrant runs nobody as root`,
		);
		assert.match(vassal.problem.remedy, /^Give it to .*: chown /);
	}
	const mild = new Story();
	mild.finds(ownedBy(0, 0));
	assert.deepEqual(deeds(mild.waits(0)), ['spawn']);
});

test('a file that gets an owner a tyrant allows is started as theirs', () => {
	const story = new Story({tyrant: true});
	story.finds(ownedBy(0, 0));
	story.changes(ownedBy(7, 8));
	const [spawn] = story.waits(0).filter(effect => effect.type === 'spawn');
	assert.deepEqual([spawn?.order.uid, spawn?.order.gid], ['7', '8']);
});

test('a vassal whose file was given away is stopped, and started as the new owner’s', () => {
	for (const owner of [ownedBy(7, 1000), ownedBy(1000, 7)]) {
		const story = new Story({tyrant: true});
		story.brings('app.ini');
		assert.deepEqual(deeds(story.changes(owner)), ['say 0']);
		story.dies('app.ini', 0);
		const [spawn] = story.waits(0).filter(effect => effect.type === 'spawn');
		assert.equal(spawn?.order.uid, String(owner.owner.uid));
	}
});

test('a vassal whose file was given to root is stopped and not started again', () => {
	const story = new Story({tyrant: true});
	story.brings('app.ini');
	assert.deepEqual(deeds(story.changes(ownedBy(0, 0))), ['say 0']);
	story.dies('app.ini', 0);
	assert.deepEqual(deeds(story.waits(100_000)), []);
	assert.equal(vassalOf(story.empire.vassals, '/v/app.ini')?.state, 'refused');
});

test('a vassal on demand whose file was given to root on its way to sleep is not woken as root', () => {
	const story = new Story({tyrant: true});
	const asleep = (owner: {uid: number; gid: number}) => ({
		...sight('app.ini'),
		owner,
		socket: '/run/app.sock',
	});
	story.finds(asleep({uid: 7, gid: 8}));
	story.waits(0);
	story.tells('app.ini', {type: 'knocked'});
	story.waits(0);
	story.spawns('app.ini');
	story.hears('app.ini', 1, 5, 22);
	story.changes(asleep({uid: 0, gid: 0}));
	story.dies('app.ini', 0);
	story.waits(0);
	story.tells('app.ini', {type: 'knocked'});
	assert.deepEqual(deeds(story.waits(100_000)), []);
	assert.equal(vassalOf(story.empire.vassals, '/v/app.ini')?.state, 'refused');
});

test('a tyrant’s start hook runs as the owner of the file, the stop hook as the emperor', () => {
	const story = new Story({tyrant: true, startHook: '/bin/up', stopHook: '/bin/down'});
	story.finds(ownedBy(7, 8));
	const [start] = story.waits(0).filter(effect => effect.type === 'run-hook');
	assert.deepEqual([start?.order.uid, start?.order.gid], ['7', '8']);
	story.ends('app.ini', 0);
	story.tells('app.ini', {type: 'spawned', pid: 7});
	const [stop] = story.dies('app.ini', 1).filter(effect => effect.type === 'run-hook');
	assert.deepEqual([stop?.order.uid, stop?.order.gid], [undefined, undefined]);
});

test('who rules mildly reloads a file that was given away, as any other that changed', () => {
	const story = new Story();
	story.brings('app.ini');
	assert.deepEqual(deeds(story.changes(ownedBy(0, 0))), ['say 1']);
});
