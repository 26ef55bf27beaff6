import assert from 'node:assert/strict';
import test from 'node:test';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {deeds, Story, sight, words} from '../helpers/story.js';

const sos = 30;

const ids = (story: Story): readonly string[] => story.empire.vassals.all.map(({id}) => id);
const orders = (story: Story) =>
	story.effects.flatMap(effect => (effect.type === 'spawn' ? [effect.order] : []));

/** An empire with one vassal, which has cried for help and got it so often. */
const withZergs = (count: number, broodlord = 3): Story => {
	const story = new Story({broodlord});
	story.brings('app.ini');
	for (let number = 1; number <= count; number++) {
		story.hears('app.ini', sos);
		story.spawns(`app.ini:zerg${number}`);
		story.hears(`app.ini:zerg${number}`, 1, 5);
	}
	return story;
};

test('without --emperor-broodlord nobody answers byte 30', () => {
	const story = new Story();
	story.brings('app.ini');
	assert.deepEqual(deeds(story.hears('app.ini', sos)), []);
	assert.deepEqual(ids(story), ['/v/app.ini']);
});

test('byte 30 starts a zerg: section [zerg] of the same file, its number in the environment', () => {
	const story = new Story({broodlord: 2});
	story.brings('app.ini');
	assert.deepEqual(words(story.hears('app.ini', sos)), [
		'[emperor] going in broodlord mode: launching zergs for app.ini',
	]);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
	const order = orders(story).at(-1);
	assert.deepEqual(order?.args, ['--ini', 'app.ini:zerg']);
	assert.equal(order?.env.UWSGI_BROODLORD_NUM, '1');
	assert.deepEqual(
		takeSnapshot(story.empire).vassals.map(({shortName}) => shortName),
		['app.ini', 'app.ini:zerg1'],
	);
});

test('there are never more zergs than told, in the whole empire, and their numbers never come back', () => {
	const story = withZergs(2, 2);
	story.brings('b.ini');
	story.hears('b.ini', sos);
	story.hears('app.ini', sos);
	assert.equal(ids(story).length, 4);
	story.hears('app.ini:zerg1', 17, 22);
	story.dies('app.ini:zerg1', 0);
	story.waits(0);
	story.hears('b.ini', sos);
	assert.deepEqual(ids(story).slice(2), ['/v/b.ini', '/v/b.ini:zerg3']);
});

test('a zerg that cries for help is helped as the vassal it helps', () => {
	const story = withZergs(1);
	story.hears('app.ini:zerg1', sos);
	story.waits(0);
	assert.deepEqual(orders(story).at(-1)?.args, ['--ini', 'app.ini:zerg']);
	assert(ids(story).includes('/v/app.ini:zerg2'));
});

test('an idle zerg is stopped and buried, and missed by nobody', () => {
	const story = withZergs(1);
	story.hears('app.ini:zerg1', 17);
	assert.deepEqual(deeds(story.hears('app.ini:zerg1', 22)), ['say 0']);
	story.dies('app.ini:zerg1', 0);
	assert.deepEqual(deeds(story.waits(1_000_000)), ['bury']);
});

test('a zerg that dies unloyal keeps its place for its throttle, and is then buried, never started', () => {
	const story = withZergs(1, 1);
	story.dies('app.ini:zerg1', 1);
	story.hears('app.ini', sos);
	assert.deepEqual(deeds(story.waits(999)), []);
	assert.deepEqual(deeds(story.waits(1)), ['bury']);
	story.hears('app.ini', sos);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a zerg that the world refuses is said, buried, and not tried again', () => {
	const problem = {what: 'no', where: {file: 'emperor'}, remedy: 'Mend it'};
	const story = new Story({broodlord: 1});
	story.brings('app.ini');
	story.hears('app.ini', sos);
	story.waits(0);
	assert.deepEqual(words(story.tells('app.ini:zerg1', {type: 'spawn-failed', problem})), [
		'emperor: no. Mend it.',
	]);
	assert.deepEqual(deeds(story.waits(1_000_000)), ['bury']);
});

test('a vassal whose file is gone, or that is stopped, restarted or killed, takes its zergs along', () => {
	for (const [leave, expected] of [
		[(story: Story) => story.loses('app.ini'), ['say 0', 'say 0']],
		[(story: Story) => story.commands('app.ini', 'stop'), ['say 0', 'say 0']],
		[(story: Story) => story.commands('app.ini', 'restart'), ['say 0', 'say 0']],
		[(story: Story) => story.commands('app.ini', 'kill'), ['SIGKILL', 'SIGKILL']],
	] as const) {
		const story = withZergs(1);
		assert.deepEqual(deeds(leave(story)), expected);
		assert.deepEqual(deeds(story.dies('app.ini:zerg1', 0)), ['bury']);
	}
});

test('a changed file reloads the vassal but not its zergs, as in uWSGI; each can be told for itself', () => {
	const story = withZergs(1);
	assert.deepEqual(deeds(story.changes(sight('app.ini'))), ['say 1']);
	assert.deepEqual(deeds(story.commands('app.ini:zerg1', 'reload')), ['say 1']);
	assert.deepEqual(deeds(story.commands('app.ini:zerg1', 'restart')), ['say 0']);
	story.dies('app.ini:zerg1', 0);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
	story.spawns('app.ini:zerg1');
	story.commands('app.ini:zerg1', 'stop');
	assert.deepEqual(
		deeds(story.dies('app.ini:zerg1', 0)),
		['bury'],
		'stopped by hand it has no file to wait for',
	);
});

test('nobody sends a zerg once ragnarok began', () => {
	const story = withZergs(1);
	story.happens({type: 'ragnarok'});
	assert.deepEqual(deeds(story.hears('app.ini', sos)), []);
	story.dies('app.ini', 0);
	assert.deepEqual(deeds(story.dies('app.ini:zerg1', 0)), ['bury', 'exit']);
});

test('a vassal that is restarted for its new owner takes its zergs along, and they run as the owner they began as', () => {
	const story = new Story({broodlord: 1, tyrant: true});
	story.brings('app.ini');
	story.hears('app.ini', sos);
	story.spawns('app.ini:zerg1');
	assert.equal(orders(story).at(-1)?.uid, '1000');
	assert.deepEqual(deeds(story.changes({...sight('app.ini'), owner: {uid: 2000, gid: 2000}})), [
		'say 0',
		'say 0',
	]);
});

test('a vassal whose file could not be started any more is helped by nobody, least of all as root', () => {
	for (const change of [
		{...sight('app.ini'), owner: {uid: 0, gid: 0}},
		sight('app.ini', {refusal: {what: 'no', where: {file: 'x'}, remedy: 'Mend it'}}),
	]) {
		const story = new Story({broodlord: 1, tyrant: true});
		story.brings('app.ini');
		story.changes(change);
		story.hears('app.ini', sos);
		story.waits(0);
		assert.deepEqual(ids(story), ['/v/app.ini']);
	}
});
