import assert from 'node:assert/strict';
import test from 'node:test';
import {describeProblem} from '../../source/core/problem.js';
import {deeds, Story, sight, words} from '../helpers/story.js';

const both = {startHook: '/bin/up', stopHook: '/bin/down'};

/** What each hook that ran was given: program, arguments, folder. */
const orders = (story: Story) =>
	story.effects.flatMap(effect => (effect.type === 'run-hook' ? [effect.order] : []));

test('a start hook runs before the vassal is spawned, with its name as the only argument, whatever it answers', () => {
	for (const exitCode of [0, 3]) {
		const story = new Story({startHook: '/bin/up'});
		story.finds(sight('a b;c.ini'));
		assert.deepEqual(deeds(story.waits(59_000)), ['run-hook']);
		assert.deepEqual(orders(story), [
			{command: '/bin/up', args: ['a b;c.ini'], env: {UWSGI_VASSALS_DIR: '/v'}, cwd: '/v'},
		]);
		const after = story.ends('a b;c.ini', exitCode);
		assert.deepEqual(deeds(after), ['spawn']);
		assert.deepEqual(words(after), [`[emperor] a b;c.ini start-hook returned ${exitCode}`]);
		assert.deepEqual(deeds(story.waits(0)), []);
	}
});

test('a vassal with a start hook inherits what the hook was given, as uWSGI’s does', () => {
	const story = new Story({startHook: '/bin/up'});
	story.finds(sight('app.ini'));
	story.waits(0);
	const [spawn] = story.ends('app.ini', 0).filter(effect => effect.type === 'spawn');
	assert.deepEqual(spawn?.order.env, {UWSGI_VASSALS_DIR: '/v'});
});

test('a stop hook runs once the process is gone, and only then does the vassal meet its fate', () => {
	const story = new Story({stopHook: '/bin/down'});
	story.brings('app.ini');
	story.loses('app.ini');
	assert.deepEqual(deeds(story.dies('app.ini', 0)), ['run-hook']);
	assert.deepEqual(deeds(story.waits(59_999)), []);
	const end = story.ends('app.ini', 0);
	assert.deepEqual(deeds(end), ['bury']);
	assert.deepEqual(words(end), [
		'[emperor] app.ini stop-hook returned 0',
		'[emperor] removed uwsgi instance app.ini',
	]);
});

test('a vassal that crashed runs its stop hook before it comes back, by its record', () => {
	const story = new Story(both);
	story.finds(sight('app.ini'));
	story.waits(0);
	story.ends('app.ini', 0);
	story.tells('app.ini', {type: 'spawned', pid: 7});
	assert.deepEqual(deeds(story.dies('app.ini', 1)), ['run-hook']);
	story.waits(5000);
	assert.deepEqual(deeds(story.ends('app.ini', 0)), []);
	assert.deepEqual(deeds(story.waits(999)), [], 'the wait is counted from the end of the hook');
	assert.deepEqual(deeds(story.waits(1)), ['run-hook']);
	assert.deepEqual(
		orders(story).map(({command}) => command),
		['/bin/up', '/bin/down', '/bin/up'],
	);
});

test('a hook that takes too long is sent SIGTERM, then SIGKILL, and life goes on', () => {
	const story = new Story(both);
	story.finds(sight('app.ini'));
	story.waits(0);
	assert.deepEqual(deeds(story.waits(59_999)), []);
	const late = story.waits(1);
	assert.deepEqual(deeds(late), ['SIGTERM']);
	assert.deepEqual(words(late), ['[emperor] app.ini start-hook is too slow']);
	assert.deepEqual(deeds(story.waits(2000)), ['SIGKILL']);
	const end = story.ends('app.ini', null, 'SIGKILL');
	assert.deepEqual(deeds(end), ['spawn']);
	assert.deepEqual(words(end), ['[emperor] app.ini start-hook died of SIGKILL']);
});

test('a hook that cannot be run is said, and life goes on', () => {
	const problem = {what: 'cannot find "/bin/up"', where: {file: 'emperor'}, remedy: 'Install it'};
	const story = new Story(both);
	story.finds(sight('app.ini'));
	story.waits(0);
	const refused = story.tells('app.ini', {type: 'hook-refused', problem});
	assert.deepEqual(deeds(refused), ['spawn']);
	assert.deepEqual(words(refused), [describeProblem(problem), '[emperor] app.ini start-hook returned 1']);
});

test('a start hook that is no longer wanted is ended, and what it may have begun is undone by the stop hook', () => {
	for (const [unwant, end] of [
		[(story: Story) => story.commands('app.ini', 'stop'), []],
		[(story: Story) => story.loses('app.ini'), ['bury']],
		[(story: Story) => story.happens({type: 'ragnarok'}), ['bury', 'exit']],
	] as const) {
		const story = new Story(both);
		story.finds(sight('app.ini'));
		story.waits(0);
		assert.deepEqual(deeds(unwant(story)), ['SIGTERM']);
		assert.deepEqual(deeds(story.ends('app.ini', null, 'SIGTERM')), ['run-hook']);
		assert.equal(orders(story).at(-1)?.command, '/bin/down');
		assert.deepEqual(deeds(story.ends('app.ini', 0)), end);
		assert.deepEqual(deeds(story.waits(1_000_000)), []);
	}
});

test('wanted again after all, it starts from the beginning', () => {
	const story = new Story(both);
	story.finds(sight('app.ini'));
	story.waits(0);
	story.commands('app.ini', 'stop');
	story.commands('app.ini', 'start');
	story.ends('app.ini', null, 'SIGTERM');
	story.ends('app.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['run-hook']);
	assert.equal(orders(story).at(-1)?.command, '/bin/up');
});

test('a file that changes while its hooks run is started as it reads then', () => {
	const story = new Story(both);
	const refusal = {what: 'no [uwsgi] section', where: {file: '/v/app.ini'}, remedy: 'Add one'};
	story.finds(sight('app.ini'));
	story.waits(0);
	story.changes(sight('app.ini', {refusal}));
	assert.deepEqual(deeds(story.ends('app.ini', 0)), ['run-hook']);
	assert.deepEqual(deeds(story.ends('app.ini', 0)), []);
	assert.equal(story.state('app.ini'), 'refused');
	story.changes(sight('app.ini', {obeys: 'SIGINT'}));
	story.waits(0);
	const [spawn] = story.ends('app.ini', 0).filter(effect => effect.type === 'spawn');
	assert.equal(spawn?.noticesLostEmperor, false);
});

test('a renamed file waits for the stop hook of its old name', () => {
	const story = new Story({stopHook: '/bin/down'});
	story.brings('a.ini');
	story.happens({type: 'surveyed', found: [sight('b.ini', {}, 'a.ini')], changed: [], gone: ['/v/a.ini']});
	story.dies('a.ini', 0);
	assert.deepEqual(deeds(story.waits(1000)), []);
	story.ends('a.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a file that comes back under another name while the stop hook of the old one runs waits for it too', () => {
	const story = new Story({stopHook: '/bin/down'});
	story.brings('a.ini');
	story.loses('a.ini');
	story.dies('a.ini', 0);
	story.finds(sight('b.ini', {}, 'a.ini'));
	assert.deepEqual(deeds(story.waits(1000)), []);
	story.ends('a.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['spawn']);
});

test('a vassal on demand runs them when it wakes and before it sleeps again', () => {
	const story = new Story(both);
	story.finds({...sight('app.ini'), socket: '/run/app.sock'});
	assert.deepEqual(deeds(story.waits(0)), ['watch-socket']);
	story.tells('app.ini', {type: 'knocked'});
	assert.deepEqual(deeds(story.waits(0)), ['run-hook']);
	assert.deepEqual(deeds(story.ends('app.ini', 0)), ['spawn']);
	story.tells('app.ini', {type: 'spawned', pid: 7});
	story.hears('app.ini', 1, 5, 22);
	assert.deepEqual(deeds(story.dies('app.ini', 0)), ['run-hook']);
	story.ends('app.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['watch-socket']);
});

test('a vassal on demand whose file changes while its last stop hook runs sleeps all the same', () => {
	const story = new Story(both);
	story.finds({...sight('app.ini'), socket: '/run/app.sock'});
	story.waits(0);
	story.tells('app.ini', {type: 'knocked'});
	story.waits(0);
	story.ends('app.ini', 0);
	story.tells('app.ini', {type: 'spawned', pid: 7});
	story.hears('app.ini', 1, 5, 22);
	story.dies('app.ini', 0);
	story.changes(sight('app.ini'));
	story.ends('app.ini', 0);
	assert.deepEqual(deeds(story.waits(0)), ['watch-socket']);
});

test('a kill hurries a stop hook, and ends a start hook for good', () => {
	const story = new Story(both);
	story.finds(sight('app.ini'));
	story.waits(0);
	assert.deepEqual(deeds(story.commands('app.ini', 'kill')), ['SIGKILL']);
	story.ends('app.ini', null, 'SIGKILL');
	assert.deepEqual(deeds(story.commands('app.ini', 'kill')), ['SIGKILL']);
	story.ends('app.ini', null, 'SIGKILL');
	assert.equal(story.state('app.ini'), 'suspended');
});

test('at ragnarok a stop hook has as long as its mercy, and a second asking ends it', () => {
	const story = new Story({stopHook: '/bin/down', mercy: 10_000});
	story.brings('a.ini');
	story.brings('b.ini');
	story.happens({type: 'ragnarok'});
	story.dies('a.ini', 0);
	story.dies('b.ini', 0);
	story.ends('b.ini', 0);
	assert.deepEqual(deeds(story.happens({type: 'hurried'})), ['SIGKILL']);
	assert.deepEqual(deeds(story.ends('a.ini', null, 'SIGKILL')), ['bury', 'exit']);

	const patient = new Story({stopHook: '/bin/down', mercy: 10_000});
	patient.brings('a.ini');
	patient.loses('a.ini');
	patient.dies('a.ini', 0);
	patient.happens({type: 'ragnarok'});
	assert.deepEqual(deeds(patient.waits(10_000)), ['SIGTERM']);
});
