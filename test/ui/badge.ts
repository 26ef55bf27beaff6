import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeSnapshot} from '../../source/core/snapshot.js';
import type {VassalConfig} from '../../source/core/vassal-config.js';
import {type Badge, selectBadge} from '../../source/ui/selectors/badge.js';
import {chooseLook} from '../../source/ui/theme.js';
import {Story, sight} from '../helpers/story.js';

const badgeOf = (story: Story): Badge => {
	const [vassal] = takeSnapshot(story.empire).vassals;
	assert.ok(vassal);
	return selectBadge(vassal, story.at);
};

/** Checks word, tone and facts, in one line: `throttled/bad: 2 s, exit 1`. */
const shows = (story: Story, expected: string): void => {
	const {name, tone, facts = []} = badgeOf(story);
	assert.equal(`${name}/${tone}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`, expected);
};

const running = (config: Partial<VassalConfig> = {}): Story => {
	const story = new Story();
	story.finds(sight('shop.ini', config));
	story.spawns('shop.ini');
	return story;
};

const ready = (config: Partial<VassalConfig> = {}): Story => {
	const story = new Story();
	story.brings('shop.ini', config);
	return story;
};

test('a vassal that is found, spawned and silent is starting, and for how long is said', () => {
	const story = new Story();
	story.finds(sight('shop.ini'));
	shows(story, 'starting/moving');
	story.waits(0);
	shows(story, 'starting/moving');
	story.tells('shop.ini', {type: 'spawned', pid: 7});
	story.waits(3400);
	shows(story, 'starting/moving: 3 s');
	story.hears('shop.ini', 1);
	shows(story, 'starting/moving: 3 s');
});

test('byte 5 is ready, and byte 17 loyal', () => {
	const story = running();
	story.hears('shop.ini', 1, 5);
	shows(story, 'ready/good');
	story.hears('shop.ini', 17);
	shows(story, 'loyal/good');
});

test('a vassal without workers is ready with byte 1', () => {
	const story = running({readiness: 'spawned'});
	shows(story, 'starting/moving: 0 s');
	story.hears('shop.ini', 1);
	shows(story, 'ready/good');
});

test('another program is ready once it has lived a second', () => {
	const story = running({readiness: 'alive', obeys: 'SIGTERM'});
	story.waits(999);
	shows(story, 'starting/moving: 0 s');
	story.waits(1);
	shows(story, 'ready/good');
});

test('a reload says for how long and why, and ends with byte 5', () => {
	const story = ready();
	story.hears('shop.ini', 17);
	story.commands('shop.ini', 'reload');
	story.waits(2000);
	shows(story, 'reloading/moving: 2 s, asked');
	story.hears('shop.ini', 5);
	shows(story, 'loyal/good');
	story.changes(sight('shop.ini'));
	shows(story, 'reloading/moving: 0 s, file changed');
});

test('a death that nobody asked for is throttled until a time that counts down, and never to 0 s', () => {
	const story = running();
	story.dies('shop.ini', 1);
	shows(story, 'throttled/bad: 1 s, exit 1');
	story.spawns('shop.ini');
	assert.equal(story.state('shop.ini'), 'throttled');
	story.waits(1000);
	story.tells('shop.ini', {type: 'spawned', pid: 8});
	story.dies('shop.ini', null, 'SIGSEGV');
	shows(story, 'throttled/bad: 2 s, killed by SIGSEGV');
	story.waits(999);
	shows(story, 'throttled/bad: 2 s, killed by SIGSEGV');
	story.waits(1000);
	shows(story, 'throttled/bad: 1 s, killed by SIGSEGV');
});

test('a loyal vassal that dies comes back at once, and even then no countdown says 0 s', () => {
	const story = ready();
	story.hears('shop.ini', 17);
	story.waits(60_000);
	story.dies('shop.ini', 0);
	shows(story, 'throttled/bad: 1 s, exit 0');
});

test('exit codes have a meaning where uWSGI gave them, and only a number where another program did', () => {
	const own = running();
	own.dies('shop.ini', 22);
	shows(own, 'throttled/bad: 1 s, exit 22 (no app)');
	const other = running({patch: {how: 'shell', command: 'sleep 9', env: {}}, readiness: 'alive'});
	other.dies('shop.ini', 22);
	shows(other, 'throttled/bad: 1 s, exit 22');
});

test('stopping says who is still there after two seconds, and ends in stopped', () => {
	const story = ready();
	story.commands('shop.ini', 'stop');
	story.waits(1999);
	shows(story, 'stopping/moving');
	story.waits(1001);
	shows(story, 'stopping/moving: 3 s');
	story.dies('shop.ini', 0);
	shows(story, 'stopped/quiet');
});

test('who exiled itself is stopped and says so', () => {
	const story = ready();
	story.dies('shop.ini', 26);
	shows(story, 'stopped/quiet: exiled itself');
});

test('what the world would not start has failed, and goes on to say so while it is tried again', () => {
	const story = new Story();
	const problem = {what: 'cannot find "uwsgi"', where: {file: 'emperor'}, remedy: 'Install it'};
	story.finds(sight('shop.ini'));
	story.waits(0);
	story.tells('shop.ini', {type: 'spawn-failed', problem});
	shows(story, 'failed/bad: Install it');
	story.waits(1000);
	assert.equal(story.state('shop.ini'), 'spawning');
	shows(story, 'failed/bad: Install it');
	story.tells('shop.ini', {type: 'spawned', pid: 9});
	shows(story, 'starting/moving: 0 s');
});

test('a file that cannot be a vassal has failed, and one that is none is no trouble', () => {
	const refusal = {what: 'cannot be read', where: {file: 'shop.ini'}, remedy: 'Make it readable'};
	const failed = new Story();
	failed.finds(sight('shop.ini', {refusal}));
	shows(failed, 'failed/bad: Make it readable');
	const none = new Story();
	none.finds(sight('tox.ini', {refusal: {...refusal, kind: 'not-a-vassal'}}));
	shows(none, 'not a vassal/quiet');
});

test('a lost heartbeat is hung until its death', () => {
	const story = ready();
	story.hears('shop.ini', 26);
	story.waits(29_999);
	shows(story, 'ready/good');
	story.waits(1);
	shows(story, 'hung/bad: no heartbeat');
	story.dies('shop.ini', null, 'SIGKILL');
	shows(story, 'throttled/bad: 1 s, killed by SIGKILL');
});

test('a renamed file waits for the death of its old name, and says so', () => {
	const story = ready();
	story.happens({
		type: 'surveyed',
		found: [sight('store.ini', {}, 'shop.ini')],
		changed: [],
		gone: ['/v/shop.ini'],
	});
	const heir = takeSnapshot(story.empire).vassals.find(({name}) => name === 'store.ini');
	assert.ok(heir);
	assert.deepEqual(selectBadge(heir, story.at), {
		name: 'starting',
		tone: 'moving',
		facts: ['once its old name is gone'],
	});
});

test('a vassal on demand is asleep at its socket, starts when somebody knocks, and sleeps again when it was idle', () => {
	const story = new Story();
	story.finds({...sight('shop.ini'), socket: '/run/shop.socket'});
	story.waits(0);
	shows(story, 'on demand/asleep: /run/shop.socket');
	story.tells('shop.ini', {type: 'knocked'});
	shows(story, 'starting/moving');
	story.spawns('shop.ini');
	story.hears('shop.ini', 1, 5);
	shows(story, 'ready/good');
	story.hears('shop.ini', 22);
	shows(story, 'stopping/moving');
	story.dies('shop.ini', 0);
	story.waits(0);
	shows(story, 'on demand/asleep: /run/shop.socket');
});

test('every badge has a glyph of one column and of its own, in ASCII too, and no colour where none is wanted', () => {
	for (const isAscii of [true, false]) {
		const glyphs = Object.values(chooseLook(isAscii, 'dark').badges);
		assert.ok(glyphs.length >= 10);
		assert.equal(new Set(glyphs).size, glyphs.length);
		assert.ok(glyphs.every(glyph => [...glyph].length === 1));
		assert.ok(!isAscii || glyphs.every(glyph => /^[!-~]$/.test(glyph)));
	}
	assert.ok(Object.values(chooseLook(false, 'none').colours).every(colour => colour === undefined));
	assert.deepEqual(chooseLook(false, 'dark').colours, {
		good: 'green',
		moving: 'yellow',
		bad: 'red',
		asleep: 'blue',
		quiet: 'gray',
		plain: undefined,
	});
});

test('while its hooks run a vassal is starting or stopping, and by which hook is said', () => {
	const story = new Story({startHook: 'up', stopHook: 'down'});
	story.finds(sight('shop.ini'));
	story.waits(3000);
	shows(story, 'starting/moving: start hook · 3 s');
	story.commands('shop.ini', 'stop');
	shows(story, 'stopping/moving: start hook · 3 s');
	story.ends('shop.ini', 0);
	shows(story, 'stopping/moving: stop hook · 0 s');
	story.ends('shop.ini', 0);
	shows(story, 'stopped/quiet');
});

test('what the world refuses to start has failed, also while a hook runs for the next try', () => {
	const story = new Story({startHook: 'up', stopHook: 'down'});
	story.finds(sight('shop.ini'));
	story.waits(0);
	story.ends('shop.ini', 0);
	story.tells('shop.ini', {
		type: 'spawn-failed',
		problem: {what: 'no', where: {file: 'x'}, remedy: 'Mend it'},
	});
	shows(story, 'failed/bad: Mend it');
	story.ends('shop.ini', 0);
	story.waits(1000);
	assert.equal(story.state('shop.ini'), 'hooked');
	shows(story, 'failed/bad: Mend it');
});

test('who accepts without its application says so, until it has one or reloads', () => {
	const story = running();
	story.tells('shop.ini', {type: 'app-told', app: 'failed'});
	shows(story, 'starting/moving: 0 s');
	story.hears('shop.ini', 1, 5);
	shows(story, 'no app/bad: could not be loaded');
	story.hears('shop.ini', 17);
	shows(story, 'no app/bad: could not be loaded');
	story.commands('shop.ini', 'reload');
	shows(story, 'reloading/moving: 0 s, asked');
	story.hears('shop.ini', 5);
	shows(story, 'loyal/good');
});

test('who needs no application is told apart from who lost it', () => {
	const story = ready();
	story.tells('shop.ini', {type: 'app-told', app: 'none'});
	shows(story, 'no app/moving: none loaded');
	story.hears('shop.ini', 17);
	shows(story, 'loyal/good');
	const other = ready();
	other.tells('shop.ini', {type: 'app-told', app: 'none'});
	other.tells('shop.ini', {type: 'app-told', app: 'serves'});
	shows(other, 'ready/good');
});
