import assert from 'node:assert/strict';
import test from 'node:test';
import {isRunning} from '../helpers/is-running.js';
import {startEmperor, type TestEmperor} from '../helpers/start-emperor.js';
import {until} from '../helpers/wait.js';

const evoke = (emperor: TestEmperor) => emperor.client.send({type: 'ragnarok'});

/** Resolves with false as long as somebody is left. */
const isOver = (emperor: TestEmperor) =>
	Promise.race([emperor.ended.then(() => true), new Promise(resolve => setImmediate(resolve, false))]);

test('ragnarok tells every vassal to stop in its own way, and is over when all are buried', async t => {
	const emperor = await startEmperor(t);
	const shop = await (await emperor.addPuppet('shop.ini')).nextLife();
	await shop.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	const web = await (await emperor.addPuppet('web.ini')).nextLife();
	await emperor.shows('web.ini', 'starting');
	await web.ignore('SIGTERM');
	await (await (await emperor.addPuppet('crashed.ini')).nextLife()).exit(1);
	await emperor.shows('crashed.ini', 'throttled');

	await evoke(emperor);
	assert.equal(await shop.hears(), 0);
	assert.equal(await web.catches(), 'SIGTERM');
	await emperor.buries('crashed.ini');
	await web.exit(0);
	await emperor.buries('web.ini');
	assert.equal(await isOver(emperor), false);
	await shop.exit(0);
	await emperor.ended;
	assert.deepEqual(emperor.client.getSnapshot().vassals, []);
	assert.match(emperor.words(), /RAGNAROK EVOKED.*The Emperor is buried/s);
});

test('ragnarok of an empire without vassals is over at once', async t => {
	const emperor = await startEmperor(t);
	await evoke(emperor);
	await emperor.ended;
});

test('at the end of its mercy ragnarok kills whoever is left, and all that is theirs', async t => {
	const emperor = await startEmperor(t, {mercy: 10_000});
	const life = await (await emperor.addPuppet('shop.ini')).nextLife();
	await life.ignore('SIGTERM');
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	const worker = await life.bear({ignoresTerm: true});
	await evoke(emperor);
	assert.equal(await life.hears(), 0);
	await emperor.clock.advance(9999);
	assert.equal(await isRunning(life.pid), true);
	assert.equal(await isOver(emperor), false);
	await emperor.clock.advance(1);
	await emperor.ended;
	assert.deepEqual(await Promise.all([life.pid, worker].map(isRunning)), [false, false]);
});

test('asked a second time, ragnarok waits for nobody', async t => {
	const emperor = await startEmperor(t);
	const life = await (await emperor.addPuppet('shop.ini')).nextLife();
	await life.ignore('SIGTERM');
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await evoke(emperor);
	assert.equal(await life.hears(), 0);
	assert.equal(await isOver(emperor), false);
	await evoke(emperor);
	await emperor.ended;
	assert.equal(await isRunning(life.pid), false);
	assert.equal(emperor.clock.now(), 0);
	assert.match(emperor.words(), /NO MERCY for vassal shop\.ini/);
});

test('a vassal whose process is only just being started when ragnarok comes is not left behind', async t => {
	const emperor = await startEmperor(t);
	await emperor.addPuppet('shop.ini');
	await new Promise<void>(resolve => {
		const unsubscribe = emperor.client.subscribe(() => {
			if (emperor.vassal('shop.ini')?.state === 'spawning') {
				unsubscribe();
				resolve();
			}
		});
	});
	assert.equal(emperor.vassal('shop.ini')?.state, 'spawning', 'else this shows nothing');
	await evoke(emperor);
	await emperor.ended;
	const [, pid] = /"type":"spawned","pid":(\d+)/.exec(emperor.journal()) ?? [];
	assert.ok(pid, 'it was started');
	assert.equal(await isRunning(Number(pid)), false);
});

test('nobody is started once ragnarok has begun', async t => {
	const emperor = await startEmperor(t);
	const life = await (await emperor.addPuppet('shop.ini')).nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await evoke(emperor);
	assert.equal(await life.hears(), 0);
	const late = await emperor.addPuppet('late.ini');
	await until('the new file to be seen', () => emperor.journal().includes('late.ini'));
	assert.equal(emperor.vassal('late.ini'), undefined);
	await life.exit(0);
	await emperor.ended;
	assert.equal(late.lives, 0);
});
