import assert from 'node:assert/strict';
import test from 'node:test';
import {isReady} from '../../source/core/vassal/up.js';
import {deeds, Story, sight, words} from '../helpers/story.js';

const ready = (story: Story, name: string): boolean => {
	const vassal = story.vassal(name);
	return vassal?.state === 'running' && isReady(vassal);
};

test('a file that is found is spawned at once, with the command line of uWSGI’s Emperor', () => {
	const story = new Story({vassalsSet: ['a=b'], vassalsInclude: ['after.ini'], vassalsInheritBefore: ['t']});
	assert.deepEqual(deeds(story.finds(sight('app.ini'))), []);
	const [spawn] = story.waits(0);
	assert(spawn?.type === 'spawn');
	assert.equal(spawn.order.command, 'uwsgi');
	assert.deepEqual(
		[...spawn.order.args],
		['--inherit', 't', '--set', 'a=b', '--ini', 'app.ini', '--include', 'after.ini'],
	);
	assert.equal(story.state('app.ini'), 'spawning');
});

test('ready, accepting and loyal come by bytes 1, 5 and 17, in uWSGI’s words', () => {
	const story = new Story();
	story.finds(sight('app.ini'));
	story.spawns('app.ini');
	assert.equal(ready(story, 'app.ini'), false);
	assert.deepEqual(words(story.hears('app.ini', 1)), ['[emperor] vassal app.ini has been spawned']);
	assert.equal(ready(story, 'app.ini'), false);
	assert.deepEqual(words(story.hears('app.ini', 5)), [
		'[emperor] vassal app.ini is ready to accept requests',
	]);
	assert.equal(ready(story, 'app.ini'), true);
	assert.deepEqual(words(story.hears('app.ini', 17)), ['[emperor] vassal app.ini is now loyal']);
});

test('a vassal without workers is ready by byte 1, and after a reload once it has lived a while', () => {
	const story = new Story();
	story.finds(sight('http.ini', {readiness: 'spawned'}));
	story.spawns('http.ini');
	story.hears('http.ini', 1);
	assert.equal(ready(story, 'http.ini'), true);
	assert.deepEqual(deeds(story.commands('http.ini', 'reload')), ['say 1']);
	assert.equal(ready(story, 'http.ini'), false);
	story.waits(999);
	assert.equal(ready(story, 'http.ini'), false);
	story.waits(1);
	assert.equal(ready(story, 'http.ini'), true);
});

test('a sub-emperor is ready and loyal by byte 17, which it says again after a reload, and never byte 5', () => {
	const story = new Story();
	story.finds(sight('sub.ini', {readiness: 'loyal'}));
	story.spawns('sub.ini');
	story.hears('sub.ini', 1);
	assert.equal(ready(story, 'sub.ini'), false);
	assert.deepEqual(deeds(story.changes(sight('sub.ini', {readiness: 'loyal'}))), []);
	assert.deepEqual(deeds(story.hears('sub.ini', 17)), ['say 1'], 'the reload that was owed');
	story.waits(60_000);
	assert.equal(ready(story, 'sub.ini'), false);
	story.hears('sub.ini', 17);
	assert.equal(ready(story, 'sub.ini'), true);
});

test('a worker that becomes loyal while its vassal reloads does not make it ready', () => {
	const story = new Story();
	story.brings('app.ini');
	story.commands('app.ini', 'reload');
	story.hears('app.ini', 17);
	assert.equal(ready(story, 'app.ini'), false);
	story.hears('app.ini', 5);
	assert.equal(ready(story, 'app.ini'), true);
});

test('a router that is told to reload while it reloads is told again once it is back', () => {
	const story = new Story();
	story.finds(sight('http.ini', {readiness: 'spawned'}));
	story.spawns('http.ini');
	story.hears('http.ini', 1);
	story.commands('http.ini', 'reload');
	story.waits(500);
	assert.deepEqual(deeds(story.commands('http.ini', 'reload')), []);
	assert.deepEqual(deeds(story.waits(500)), ['say 1']);
	story.waits(1000);
	assert.equal(ready(story, 'http.ini'), true);
});

test('a config of a format nobody reads is ready by byte 5, or a while after byte 1', () => {
	const story = new Story();
	story.finds(sight('a.yaml', {readiness: 'unknown'}));
	story.spawns('a.yaml');
	story.waits(60_000);
	assert.equal(ready(story, 'a.yaml'), false);
	story.hears('a.yaml', 1);
	story.waits(1000);
	assert.equal(ready(story, 'a.yaml'), true);
});

test('another program is ready once it has lived a second, is stopped by SIGTERM and reloaded by a restart', () => {
	const story = new Story();
	story.finds(sight('web.ini', {obeys: 'SIGTERM', readiness: 'alive'}));
	story.spawns('web.ini');
	story.waits(1000);
	assert.equal(ready(story, 'web.ini'), true);
	assert.deepEqual(deeds(story.commands('web.ini', 'reload')), ['SIGTERM']);
	assert.equal(story.state('web.ini'), 'cursed');
	story.dies('web.ini', null, 'SIGTERM');
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('another program that speaks the protocol is told by bytes, like uWSGI', () => {
	const story = new Story();
	const patch = {how: 'shell', command: 'exec web', env: {}} as const;
	story.brings('web.ini', {obeys: 'SIGTERM', readiness: 'alive', patch});
	assert.deepEqual(deeds(story.commands('web.ini', 'reload')), ['say 1']);
	assert.deepEqual(deeds(story.commands('web.ini', 'stop')), ['say 0']);
});

test('a deaf vassal is stopped by SIGINT, never by SIGTERM, and reloaded by a restart', () => {
	const story = new Story();
	story.brings('deaf.ini', {obeys: 'SIGINT'});
	assert.deepEqual(deeds(story.changes(sight('deaf.ini', {obeys: 'SIGINT'}))), ['SIGINT']);
	story.dies('deaf.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a changed file is a reload: same process, still loyal, not ready until byte 5', () => {
	const story = new Story();
	story.brings('app.ini');
	story.hears('app.ini', 17);
	assert.deepEqual(deeds(story.changes(sight('app.ini'))), ['say 1']);
	const reloading = story.vassal('app.ini');
	assert(reloading?.state === 'running');
	assert.equal(reloading.loyal, true);
	assert.equal(reloading.accepting, false);
	assert.equal(ready(story, 'app.ini'), false);
	story.hears('app.ini', 5);
	assert.equal(ready(story, 'app.ini'), true);
	assert.equal(story.vassal('app.ini')?.reloads, 1);
});

test('a reload asked while starting is told once it has started, and a further change during it once more', () => {
	const story = new Story();
	story.finds(sight('slow.ini'));
	story.spawns('slow.ini');
	assert.deepEqual(deeds(story.changes(sight('slow.ini'))), []);
	assert.deepEqual(deeds(story.hears('slow.ini', 1)), []);
	assert.deepEqual(deeds(story.hears('slow.ini', 5)), ['say 1']);
	assert.equal(ready(story, 'slow.ini'), false);
	assert.deepEqual(deeds(story.changes(sight('slow.ini'))), []);
	assert.deepEqual(deeds(story.hears('slow.ini', 5)), ['say 1']);
	assert.deepEqual(deeds(story.hears('slow.ini', 5)), []);
	assert.equal(ready(story, 'slow.ini'), true);
});

test('a running vassal whose file can no longer be one keeps running, and says so', () => {
	const story = new Story();
	const refusal = {what: 'no [uwsgi] section', where: {file: '/v/app.ini'}, remedy: 'Add one'};
	story.brings('app.ini');
	assert.deepEqual(deeds(story.changes(sight('app.ini', {refusal}))), []);
	assert.equal(ready(story, 'app.ini'), true);
	story.commands('app.ini', 'restart');
	story.dies('app.ini', 0);
	assert.equal(story.state('app.ini'), 'refused');
	story.changes(sight('app.ini'));
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a file that is gone stops its vassal by byte 0, then by SIGKILL at the curse tolerance', () => {
	const story = new Story({curseTolerance: 30_000});
	story.brings('app.ini');
	assert.deepEqual(deeds(story.loses('app.ini')), ['say 0']);
	assert.deepEqual(deeds(story.waits(29_999)), []);
	assert.deepEqual(deeds(story.waits(1)), ['SIGKILL']);
	assert.deepEqual(deeds(story.waits(30_000)), ['SIGKILL']);
	assert.deepEqual(deeds(story.dies('app.ini', null, 'SIGKILL')), ['bury']);
	assert.equal(story.vassal('app.ini'), undefined);
});

test('with graceful shutdown it is byte 2', () => {
	const story = new Story({gracefulShutdown: true});
	story.brings('app.ini');
	assert.deepEqual(deeds(story.commands('app.ini', 'stop')), ['say 2']);
});

test('a file that comes back while its vassal is leaving starts it anew', () => {
	const story = new Story();
	story.brings('app.ini');
	story.loses('app.ini');
	story.finds(sight('app.ini'));
	story.dies('app.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a renamed file waits for its old name to be dead', () => {
	const story = new Story();
	story.brings('a.ini');
	story.happens({type: 'surveyed', found: [sight('b.ini', {}, 'a.ini')], changed: [], gone: ['/v/a.ini']});
	assert.deepEqual(deeds(story.waits(5000)), []);
	story.dies('a.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
	assert.equal(story.state('b.ini'), 'spawning');
});

test('stopped by hand it stays so until it is started or its file changes', () => {
	const story = new Story();
	story.brings('app.ini');
	story.commands('app.ini', 'stop');
	story.dies('app.ini', 0);
	assert.equal(story.state('app.ini'), 'suspended');
	story.waits(3_600_000);
	assert.equal(story.state('app.ini'), 'suspended');
	story.changes(sight('app.ini'));
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a loyal vassal that dies is back at once; an unloyal one waits a second more per death', () => {
	const story = new Story();
	story.brings('app.ini');
	story.hears('app.ini', 17);
	story.dies('app.ini');
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
	for (const wait of [1000, 2000, 3000]) {
		story.tells('app.ini', {type: 'spawned', pid: 7});
		story.dies('app.ini');
		assert.deepEqual(deeds(story.waits(wait - 1)), [], `not before ${wait} ms`);
		assert.deepEqual(deeds(story.waits(1)), ['spawn'], `after ${wait} ms`);
	}
});

test('only what has run is said to be removed, once', () => {
	const story = new Story();
	story.finds(sight('new.ini'));
	assert.deepEqual(words(story.loses('new.ini')), []);
	story.finds(sight('app.ini'));
	story.spawns('app.ini');
	assert.equal(words(story.dies('app.ini')).at(-1), '[emperor] removed uwsgi instance app.ini');
	assert.deepEqual(words(story.loses('app.ini')), []);
});

test('the wait is kept at the maximum, and said so', () => {
	const story = new Story({throttle: 5000, maxThrottle: 9000});
	story.finds(sight('app.ini'));
	story.spawns('app.ini');
	story.dies('app.ini');
	story.waits(5000);
	story.tells('app.ini', {type: 'spawned', pid: 7});
	for (let death = 0; death < 3; death += 1) {
		assert.deepEqual(words(story.dies('app.ini')).slice(1), [
			'[emperor] removed uwsgi instance app.ini',
			'[emperor] maximum throttle level for vassal app.ini reached !!!',
			...(death === 1 ? ['[emperor] unloyal bad behaving vassal found: app.ini throttling it...'] : []),
		]);
		assert.deepEqual(deeds(story.waits(8999)), []);
		assert.deepEqual(deeds(story.waits(1)), ['spawn']);
		story.tells('app.ini', {type: 'spawned', pid: 7});
	}
});

test('the first unloyal death after ten seconds of life costs no wait', () => {
	const story = new Story();
	story.brings('http.ini', {readiness: 'spawned'});
	story.waits(10_000);
	story.dies('http.ini', null, 'SIGKILL');
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('forgive, restart, start and a changed file start a throttled vassal now and clear its record', () => {
	for (const pardon of [
		(story: Story) => story.commands('app.ini', 'forgive'),
		(story: Story) => story.commands('app.ini', 'restart'),
		(story: Story) => story.commands('app.ini', 'start'),
		(story: Story) => story.changes(sight('app.ini')),
	]) {
		const story = new Story();
		story.finds(sight('app.ini'));
		for (let death = 0; death < 5; death += 1) {
			story.spawns('app.ini');
			story.dies('app.ini');
			story.waits(10_000);
		}
		story.tells('app.ini', {type: 'spawned', pid: 7});
		story.dies('app.ini');
		assert.equal(story.state('app.ini'), 'throttled');
		pardon(story);
		assert.deepEqual(deeds(story.waits(0)), ['spawn']);
		assert.equal(story.vassal('app.ini')?.blackMark, undefined);
	}
});

test('exit code 26 is exile: it does not come back until asked', () => {
	for (const farewell of [[], [{type: 'pipe-closed'} as const]]) {
		const story = new Story();
		story.brings('app.ini');
		for (const event of farewell) {
			story.tells('app.ini', event);
		}
		story.dies('app.ini', 26);
		story.waits(3_600_000);
		assert.equal(story.state('app.ini'), 'suspended');
	}
});

test('byte 22 stops a vassal that is idle, and it comes back', () => {
	const story = new Story();
	story.brings('app.ini');
	story.hears('app.ini', 17);
	assert.deepEqual(deeds(story.hears('app.ini', 22)), ['say 0']);
	story.dies('app.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a closed pipe curses a vassal of uWSGI, but not a program that never spoke', () => {
	const story = new Story();
	story.brings('app.ini');
	assert.deepEqual(words(story.tells('app.ini', {type: 'pipe-closed'})).length, 1);
	assert.equal(story.state('app.ini'), 'cursed');
	story.finds(sight('web.ini', {obeys: 'SIGTERM', readiness: 'alive'}));
	story.spawns('web.ini');
	story.tells('web.ini', {type: 'pipe-closed'});
	assert.equal(story.state('web.ini'), 'running');
});

test('a heartbeat that stops is death; one that never began is not', () => {
	const story = new Story({requiredHeartbeat: 6000});
	story.brings('quiet.ini');
	story.brings('beating.ini');
	story.hears('beating.ini', 26);
	assert.deepEqual(deeds(story.waits(5999)), []);
	assert.deepEqual(deeds(story.waits(1)), ['SIGKILL']);
	assert.deepEqual(deeds(story.waits(60_000)), []);
	assert.equal(story.state('quiet.ini'), 'running');
});

test('what the world refuses to start is tried again every second', () => {
	const story = new Story();
	const problem = {what: 'cannot find "uwsgi"', where: {file: 'emperor'}, remedy: 'Install it'};
	story.finds(sight('app.ini'));
	story.waits(0);
	assert.deepEqual(words(story.tells('app.ini', {type: 'spawn-failed', problem})), [
		'emperor: cannot find "uwsgi". Install it.',
	]);
	assert.deepEqual(deeds(story.waits(1000)), ['spawn']);
	assert.deepEqual(words(story.tells('app.ini', {type: 'spawn-failed', problem})), [], 'but said once');
});

test('ragnarok tells everyone to stop, starts nobody, kills at its mercy and ends when all are buried', () => {
	const story = new Story({mercy: 10_000});
	story.brings('a.ini');
	story.brings('b.ini');
	story.finds(sight('throttled.ini'));
	story.spawns('throttled.ini');
	story.dies('throttled.ini');
	assert.deepEqual(deeds(story.happens({type: 'ragnarok'})), ['say 0', 'say 0', 'bury']);
	assert.deepEqual(deeds(story.finds(sight('late.ini'))), []);
	assert.deepEqual(deeds(story.dies('a.ini', 0)), ['bury']);
	assert.deepEqual(deeds(story.waits(10_000)), ['SIGKILL']);
	assert.deepEqual(deeds(story.dies('b.ini', null, 'SIGKILL')), ['bury', 'exit']);
});

test('asked a second time, ragnarok waits for nobody', () => {
	const story = new Story();
	story.brings('a.ini');
	story.happens({type: 'ragnarok'});
	assert.deepEqual(deeds(story.happens({type: 'hurried'})), ['SIGKILL']);
});

test('ragnarok of an empty empire ends at once, and only once', () => {
	const story = new Story();
	assert.deepEqual(deeds(story.happens({type: 'ragnarok'})), ['exit']);
	assert.deepEqual(deeds(story.happens({type: 'tick'})), []);
});

test('told to stop while it was starting, uWSGI is sent SIGINT until it goes: it may have been deaf to the byte', () => {
	const story = new Story();
	story.finds(sight('app.ini'));
	story.spawns('app.ini');
	story.hears('app.ini', 1);
	assert.deepEqual(deeds(story.commands('app.ini', 'stop')), ['say 0']);
	assert.deepEqual(deeds(story.waits(249)), []);
	assert.deepEqual(deeds(story.waits(251)), ['SIGINT', 'SIGINT']);
	story.brings('ready.ini');
	story.commands('ready.ini', 'stop');
	story.dies('app.ini', 0);
	assert.deepEqual(deeds(story.waits(20_000)), [], 'but one that was up is not');
});

test('what is new among the notices is said in the log, once', () => {
	const story = new Story();
	const gone = {source: 'monitors', text: '/v: the folder is gone. Its vassals keep running.'};
	const other = {source: 'monitors', text: 'x.ini: not there. Create it.'};
	const notice = (...notices: readonly (typeof gone)[]) =>
		words(story.happens({type: 'noticed', source: 'monitors', notices}));
	assert.deepEqual(notice(gone), [gone.text]);
	assert.deepEqual(notice(gone, other), [other.text]);
	assert.deepEqual(notice(), []);
	assert.deepEqual(notice(gone), [gone.text]);
});

test('a vassal on demand that goes back to sleep sleeps, even if its file changes meanwhile', () => {
	const story = new Story();
	story.finds({...sight('app.ini'), socket: '/run/app.sock'});
	story.waits(0);
	story.tells('app.ini', {type: 'knocked'});
	story.spawns('app.ini');
	story.hears('app.ini', 1, 5, 22);
	story.changes(sight('app.ini'));
	story.dies('app.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['watch-socket']);
});

test('a vassal on demand that is stopped lets go of its socket: callers are refused, not left waiting', () => {
	const story = new Story();
	story.finds({...sight('app.ini'), socket: '/run/app.sock'});
	story.waits(0);
	story.tells('app.ini', {type: 'knocked'});
	story.spawns('app.ini');
	story.hears('app.ini', 1, 5);
	story.commands('app.ini', 'stop');
	assert.deepEqual(deeds(story.dies('app.ini', 0)), ['release-socket']);
	assert.deepEqual(deeds(story.commands('app.ini', 'start')), []);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a vassal that is forgiven while it starts begins with a clean record', () => {
	const story = new Story();
	story.finds(sight('app.ini'));
	for (const wait of [0, 1000]) {
		story.waits(wait);
		story.tells('app.ini', {type: 'spawned', pid: 7});
		story.dies('app.ini');
	}
	story.waits(2000);
	story.commands('app.ini', 'forgive');
	story.tells('app.ini', {type: 'spawned', pid: 7});
	story.dies('app.ini');
	assert.deepEqual(deeds(story.waits(999)), []);
	assert.deepEqual(deeds(story.waits(1)), ['spawn']);
});

test('a vassal that is born after ragnarok began has no more mercy than the others', () => {
	const story = new Story({mercy: 10_000});
	story.finds(sight('app.ini'));
	story.waits(0);
	story.happens({type: 'ragnarok'});
	story.waits(4000);
	assert.equal(deeds(story.tells('app.ini', {type: 'spawned', pid: 7})).at(0), 'say 0');
	assert(!deeds(story.waits(5999)).includes('SIGKILL'));
	assert.equal(deeds(story.waits(1)).at(0), 'SIGKILL');
});

test('a vassal that could not bear its stats socket any more is started anew, without, and not reloaded', () => {
	const story = new Story({statsSockets: '/run/emperor/7-'});
	story.finds(sight('app.ini', {stats: {kind: 'none'}}));
	story.spawns('app.ini');
	story.hears('app.ini', 1);
	story.hears('app.ini', 5);
	assert.deepEqual(deeds(story.changes(sight('app.ini', {stats: {kind: 'none'}}))), ['say 1']);
	story.hears('app.ini', 5);
	story.changes(sight('app.ini', {stats: {kind: 'barred'}}));
	assert.equal(story.state('app.ini'), 'cursed');
});
