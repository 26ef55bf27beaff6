import assert from 'node:assert/strict';
import test from 'node:test';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {type EmperorFacts, readFacts, statsOf} from '../../source/core/stats.js';
import {Story, sight} from '../helpers/story.js';

const emperor: EmperorFacts = {
	version: '0.1.0',
	pid: 7,
	uid: 1000,
	gid: 100,
	cwd: '/srv',
	monitors: ['/v', '/w/*.ini'],
};

/** Instant 0 is 0.9 s after the full second 1000. */
const startedAt = 1_000_900;

const tell = (story: Story) => statsOf(readFacts(takeSnapshot(story.empire), emperor, startedAt));

const only = (story: Story) => {
	const {vassals} = tell(story);
	assert.equal(vassals.length, 1);
	const [vassal] = vassals;
	assert(vassal !== undefined);
	return vassal;
};

test('an empire without vassals has all of uWSGI’s keys, in uWSGI’s order', () => {
	assert.equal(
		JSON.stringify(tell(new Story())),
		'{"version":"0.1.0","pid":7,"uid":1000,"gid":100,"cwd":"/srv","emperor":["/v","/w/*.ini"],' +
			'"emperor_tyrant":0,"throttle_level":0,"vassals":[],"blacklist":[]}',
	);
});

test('a vassal has all of uWSGI’s keys, in uWSGI’s order, and times in unix seconds', () => {
	const story = new Story();
	story.at = 99;
	story.finds(sight('a.ini'));
	const pid = story.spawns('a.ini');
	story.at = 5100;
	story.hears('a.ini', 1, 26);
	assert.equal(
		JSON.stringify(only(story)),
		`{"id":"a.ini","pid":${pid},"born":1000,"last_mod":1000,"last_heartbeat":1006,"loyal":0,"ready":1,` +
			'"accepting":0,"last_loyal":0,"last_ready":0,"last_accepting":0,"first_run":1000,"last_run":1000,"cursed":0,' +
			'"zerg":0,"on_demand":"","uid":0,"gid":0,"monitor":"/v","respawns":0}',
	);
});

test('ready, accepting and loyal are 0 or 1, each as it was announced', () => {
	const story = new Story();
	story.finds(sight('a.ini'));
	story.spawns('a.ini');
	const flags = () => {
		const {ready, accepting, loyal} = only(story);
		return [ready, accepting, loyal];
	};
	assert.deepEqual(flags(), [0, 0, 0]);
	story.hears('a.ini', 1);
	assert.deepEqual(flags(), [1, 0, 0]);
	story.hears('a.ini', 5);
	assert.deepEqual(flags(), [1, 1, 0]);
	story.hears('a.ini', 17);
	assert.deepEqual(flags(), [1, 1, 1]);
	story.commands('a.ini', 'reload');
	assert.deepEqual(flags(), [0, 0, 1]);
	assert.equal(only(story).respawns, 1);
	story.hears('a.ini', 5);
	assert.deepEqual(flags(), [1, 1, 1], 'ready again: uWSGI forgets that');
});

test('a program that announces nothing is ready once it has settled', () => {
	const story = new Story();
	story.finds(sight('a.ini', {readiness: 'alive', obeys: 'SIGTERM'}));
	story.spawns('a.ini');
	assert.equal(only(story).ready, 0);
	story.waits(1000);
	assert.equal(only(story).ready, 1);
});

test('a cursed vassal keeps its pid and its start, and tells since when', () => {
	const story = new Story();
	story.brings('a.ini');
	const before = only(story);
	story.at = 9000;
	story.hears('a.ini', 17);
	story.commands('a.ini', 'stop');
	const {pid, first_run, cursed, loyal} = only(story);
	assert.deepEqual({pid, first_run, cursed, loyal}, {...pick(before), cursed: 1009, loyal: 1});
});

const pick = ({pid, first_run}: {pid: number; first_run: number}) => ({pid, first_run});

test('on demand and asleep, its pid is -1 and its socket is told', () => {
	const story = new Story();
	story.finds({...sight('a.ini'), socket: '127.0.0.1:8015'});
	story.waits(0);
	assert.equal(story.state('a.ini'), 'waiting');
	const {pid, on_demand, ready, accepting} = only(story);
	assert.deepEqual([pid, on_demand, ready, accepting], [-1, '127.0.0.1:8015', 0, 0]);
});

test('a vassal without a process is not among the vassals; one that is kept out is on the blacklist', () => {
	const story = new Story();
	story.finds(sight('refused.ini', {refusal: {what: 'x', where: {file: 'x'}, remedy: 'x'}}));
	for (const _ of [1, 2, 3]) {
		story.finds(sight('bad.ini'));
		story.spawns('bad.ini');
		story.dies('bad.ini');
		story.waits(story.state('bad.ini') === 'throttled' && _ < 3 ? 60_000 : 0);
	}
	assert.equal(story.state('bad.ini'), 'throttled');
	const {vassals, blacklist} = tell(story);
	assert.deepEqual(vassals, []);
	assert.equal(blacklist.length, 1);
});

test('the blacklist counts attempts from 0, as uWSGI does, and its wait is in milliseconds', () => {
	const story = new Story();
	story.finds(sight('bad.ini'));
	story.spawns('bad.ini');
	story.at = 2000;
	story.dies('bad.ini');
	const entry = {id: 'bad.ini', first_attempt: 1002, last_attempt: 1002};
	assert.deepEqual(tell(story).blacklist, [{...entry, throttle_level: 1000, attempt: 0}]);
	story.waits(1000);
	story.spawns('bad.ini');
	story.at = 5000;
	story.dies('bad.ini');
	const [second] = tell(story).blacklist;
	assert.deepEqual([second?.attempt, second?.throttle_level, second?.last_attempt], [1, 2000, 1005]);
	assert.equal(
		JSON.stringify(Object.keys(second ?? {})),
		'["id","throttle_level","attempt","first_attempt","last_attempt"]',
	);
});

test('vassals come in the order of their start, each with its own monitor', () => {
	const story = new Story();
	story.finds({...sight('z.ini'), monitor: 1});
	story.spawns('z.ini');
	story.at = 10;
	story.finds(sight('a.ini'));
	story.spawns('a.ini');
	assert.deepEqual(
		tell(story).vassals.map(({id, monitor}) => [id, monitor]),
		[
			['z.ini', '/w/*.ini'],
			['a.ini', '/v'],
		],
	);
});

test('what the core is to keep is told as soon as it does', () => {
	const story = new Story();
	story.brings('a.ini');
	const snapshot = takeSnapshot(story.empire);
	const kept = {
		mtime: 55,
		born: 44,
		owner: {uid: 3, gid: 4},
		said: {loyal: 1100, spawned: 2100, accepting: 3100, heartbeat: 4100},
		reloadedAt: 5100,
	};
	const facts = readFacts(
		{...snapshot, vassals: snapshot.vassals.map(vassal => ({...vassal, ...kept}))},
		emperor,
		startedAt,
	);
	const [vassal] = statsOf(facts).vassals;
	const {born, last_mod, uid, gid, last_loyal, last_ready, last_accepting, last_heartbeat, last_run} =
		vassal ?? {};
	assert.deepEqual(
		[born, last_mod, uid, gid, last_loyal, last_ready, last_accepting, last_heartbeat, last_run],
		[44, 55, 3, 4, 1002, 1003, 1004, 1005, 1006],
	);
});
