import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {Failure} from '../../source/remote/failure.js';
import {openLine} from '../../source/remote/line.js';
import {type Waiting, waitFor} from '../../source/remote/wait-for.js';
import {scratch} from '../helpers/scratch.js';
import {sight} from '../helpers/story.js';
import {toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

const start = async (t: TestContext, names: readonly string[], changes: Partial<Waiting> = {}) => {
	const control = await toldControl(t);
	control.story.finds(...names.map(name => sight(name)));
	for (const name of names) {
		control.story.spawns(name);
	}
	control.tell();
	const ends: string[] = [];
	const waiting = waitFor(
		openLine(control.path),
		names.map(name => `/v/${name}`),
		{
			goal: 'ready',
			timeout: 20_000,
			givesUp: true,
			onEnd: ({path, outcome, report}) =>
				void ends.push(`${path.slice(3)} ${outcome} ${report?.state ?? 'gone'}`),
			...changes,
		},
	);
	return {...control, ends, waiting};
};

test('each is waited for until it is there', async t => {
	const {story, tell, ends, waiting} = await start(t, ['a.ini', 'b.ini']);
	story.hears('b.ini', 1, 5);
	tell();
	await until('the first', () => ends.length === 1);
	story.hears('a.ini', 1, 5);
	tell();
	await waiting;
	assert.deepEqual(ends, ['b.ini reached ready', 'a.ini reached ready']);
});

test('who dies, or whose file goes, is not waited for', async t => {
	const {story, tell, ends, waiting} = await start(t, ['a.ini', 'b.ini']);
	story.dies('a.ini');
	tell();
	await until('the first', () => ends.length === 1);
	story.loses('b.ini');
	story.dies('b.ini');
	tell();
	await waiting;
	assert.deepEqual(ends, ['a.ini hopeless throttled', 'b.ini hopeless gone']);
});

test('who does not give up sees it come back', async t => {
	const {story, tell, ends, waiting} = await start(t, ['a.ini', 'b.ini'], {givesUp: false});
	story.dies('a.ini');
	story.hears('b.ini', 1, 5);
	tell();
	await until('the other', () => ends.length === 1);
	story.waits(1000);
	story.spawns('a.ini');
	story.hears('a.ini', 1, 5);
	tell();
	await waiting;
	assert.deepEqual(ends, ['b.ini reached ready', 'a.ini reached ready']);
});

test('stopped is also who is gone', async t => {
	const {story, tell, ends, waiting} = await start(t, ['a.ini'], {goal: 'stopped'});
	story.loses('a.ini');
	story.dies('a.ini');
	tell();
	await waiting;
	assert.deepEqual(ends, ['a.ini reached gone']);
});

test('it is not waited for longer than asked', async t => {
	const {ends, waiting} = await start(t, ['a.ini'], {timeout: 100.5});
	await waiting;
	assert.deepEqual(ends, ['a.ini late starting']);
});

test('in no time at all it is still heard how each is now', async t => {
	const {story, tell, ends, waiting} = await start(t, ['a.ini', 'b.ini'], {timeout: 0});
	story.hears('a.ini', 1, 5);
	tell();
	await waiting;
	assert.deepEqual(ends, ['a.ini reached ready', 'b.ini late starting']);
});

test('an emperor that says nothing at all is not waited for', async t => {
	const path = join(await scratch(t), 'c.sock');
	const server = createServer(() => undefined).listen(path);
	await once(server, 'listening');
	t.after(() => void server.close());
	const line = openLine(path, 50);
	for (const asked of [line.ask('GET', '/vassals'), line.listen('/events').next()]) {
		await assert.rejects(asked, (error: unknown) => {
			assert.ok(error instanceof Failure);
			assert.equal(
				error.message,
				`${path}: does not answer. If the emperor is suspended, fg, bg or kill -CONT wakes it.`,
			);
			return error.exitCode === 1;
		});
	}
});

test('an emperor that goes meanwhile is a failure', async t => {
	const {waiting, close, ends, story, tell} = await start(t, ['a.ini', 'b.ini']);
	story.hears('a.ini', 1, 5);
	tell();
	await until('the first', () => ends.length === 1);
	const over = assert.rejects(
		waiting,
		(error: unknown) => error instanceof Failure && /the emperor has gone/.test(error.message),
	);
	await close();
	await over;
	assert.deepEqual(ends, ['a.ini reached ready']);
});
