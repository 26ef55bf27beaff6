import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emperorStats} from '../../source/control/emperor-stats.js';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {Story, sight} from '../helpers/story.js';

const facts = {
	version: '1.2.3',
	pid: 7,
	uid: 1,
	gid: 2,
	cwd: '/srv',
	tyrant: false,
	monitors: ['/v', '*.ini'],
};

/** The emperor of the story started at 1 000 000 000 s. */
const statsOf = ({empire}: Story): string =>
	emperorStats(takeSnapshot(empire), facts, at => 1_000_000_000_000 + at);

/** Parsed, first vassal, first entry of the blacklist. */
const read = (story: Story) => {
	const {vassals, blacklist, ...emperor} = JSON.parse(statsOf(story));
	return {emperor, vassals, blacklist, vassal: vassals[0], mark: blacklist[0]};
};

test('the emperor itself is described by uWSGI’s keys, in its order and lay-out', () => {
	assert.equal(
		statsOf(new Story()),
		[
			'{',
			'\t"version":"1.2.3",',
			'\t"pid":7,',
			'\t"uid":1,',
			'\t"gid":2,',
			'\t"cwd":"/srv",',
			'\t"emperor":[',
			'"/v",',
			'"*.ini"',
			'\t],',
			'\t"emperor_tyrant":0,',
			'\t"throttle_level":0,',
			'\t"vassals":[',
			'',
			'\t],',
			'\t"blacklist":[',
			'',
			'\t]',
			'}',
		].join('\n'),
	);
});

test('a vassal is described with the second of everything that happened to it', () => {
	const story = new Story();
	story.at = 1000;
	story.finds(sight('a.ini'));
	const pid = story.spawns('a.ini');
	for (const byte of [1, 5, 17, 26]) {
		story.at += 1000;
		story.hears('a.ini', byte);
	}
	assert.deepEqual(Object.entries(read(story).vassal), [
		['id', 'a.ini'],
		['pid', pid],
		['born', 1_700_000_000],
		['last_mod', 1_700_000_000],
		['last_heartbeat', 1_000_000_005],
		['loyal', 1],
		['ready', 1],
		['accepting', 1],
		['last_loyal', 1_000_000_004],
		['last_ready', 1_000_000_002],
		['last_accepting', 1_000_000_003],
		['first_run', 1_000_000_001],
		['last_run', 1_000_000_001],
		['cursed', 0],
		['zerg', 0],
		['on_demand', ''],
		['uid', 1000],
		['gid', 1000],
		['monitor', '/v'],
		['respawns', 0],
	]);
});

test('after a reload it is never ready again, and accepting once it said so', () => {
	const story = new Story();
	story.brings('a.ini');
	story.at += 5000;
	story.changes({...sight('a.ini'), mtime: 1_700_000_009_000});
	const told = read(story).vassal;
	assert.deepEqual([told.ready, told.accepting, told.respawns], [0, 0, 1]);
	assert.deepEqual([told.born, told.last_mod], [1_700_000_000, 1_700_000_009]);
	assert.deepEqual([told.first_run, told.last_run], [1_000_000_000, 1_000_000_005]);
	story.at += 1000;
	story.hears('a.ini', 5);
	const back = read(story).vassal;
	assert.deepEqual([back.ready, back.accepting, back.last_accepting], [0, 1, 1_000_000_006]);
});

test('a vassal that was told to stop says since when, and still what it had announced', () => {
	const story = new Story();
	story.brings('a.ini');
	story.hears('a.ini', 17);
	story.at += 3000;
	story.commands('a.ini', 'stop');
	const {vassal} = read(story);
	assert.deepEqual(
		[vassal.cursed, vassal.loyal, vassal.ready, vassal.accepting, vassal.first_run],
		[1_000_000_003, 1, 1, 1, 1_000_000_000],
	);
});

test('a vassal that keeps dying is on the blacklist, and its next process begins anew', () => {
	const story = new Story();
	story.at = 1000;
	story.brings('a.ini');
	story.commands('a.ini', 'reload');
	story.dies('a.ini');
	story.waits(1000);
	story.spawns('a.ini');
	story.at += 500;
	story.dies('a.ini');
	const {vassals, mark} = read(story);
	assert.deepEqual(vassals, []);
	assert.deepEqual(Object.entries(mark), [
		['id', 'a.ini'],
		['throttle_level', 2000],
		['attempt', 1],
		['first_attempt', 1_000_000_001],
		['last_attempt', 1_000_000_002],
	]);
	story.waits(2000);
	story.spawns('a.ini');
	assert.deepEqual(
		['respawns', 'ready', 'last_ready', 'last_run'].map(key => read(story).vassal[key]),
		[0, 0, 0, 1_000_000_004],
	);
});

test('a vassal asleep on demand has no pid, but a socket', () => {
	const story = new Story();
	story.finds({...sight('a.ini'), socket: '/run/a.sock'});
	story.waits(0);
	const {vassal} = read(story);
	assert.deepEqual([vassal.pid, vassal.on_demand, vassal.first_run], [-1, '/run/a.sock', 1_000_000_000]);
});

test('vassals come in the order of their start', () => {
	const story = new Story();
	for (const name of ['b.ini', 'c.ini', 'a.ini']) {
		story.at += 1;
		story.brings(name);
	}
	assert.deepEqual(
		read(story).vassals.map(({id}: {id: string}) => id),
		['b.ini', 'c.ini', 'a.ini'],
	);
});

test('no name can break out of the JSON', () => {
	const story = new Story();
	const name = 'a"\n\\",\u2028\u001b]0;x\u0007.ini';
	story.brings(name);
	assert.equal(read(story).vassal.id, name);
});
