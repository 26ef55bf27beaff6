import assert from 'node:assert/strict';
import {rename, rm} from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import {isRunning} from '../helpers/is-running.js';
import {startEmperor} from '../helpers/start-emperor.js';
import {until} from '../helpers/wait.js';

test('stopped by hand, a vassal is suspended until it is started', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await emperor.tell('shop.ini', 'stop');
	assert.equal(await life.hears(), 0);
	await emperor.shows('shop.ini', 'stopping');
	await life.exit(0);
	await emperor.shows('shop.ini', 'stopped');
	await emperor.clock.advance(3_600_000);
	await emperor.shows('shop.ini', 'stopped');
	assert.equal(shop.lives, 1);

	await emperor.tell('shop.ini', 'start');
	await (await shop.nextLife()).say('accepting');
	await emperor.shows('shop.ini', 'ready');
});

test('a vassal stopped by hand is started by a change of its file', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	await shop.nextLife();
	await emperor.shows('shop.ini', 'starting');
	await emperor.tell('shop.ini', 'stop');
	await emperor.shows('shop.ini', 'stopped');
	await emperor.write('shop.ini', `${shop.config}; again\n`);
	await shop.nextLife();
});

test('with graceful shutdown the last word is byte 2', async t => {
	const emperor = await startEmperor(t, {gracefulShutdown: true});
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await emperor.tell('shop.ini', 'stop');
	assert.equal(await life.hears(), 2);
});

test('a program that does not speak is told to stop by SIGTERM, and its whole group with it', async t => {
	const emperor = await startEmperor(t);
	const web = await emperor.addPuppet('web.ini');
	const life = await web.nextLife();
	await emperor.shows('web.ini', 'starting');
	await life.ignore('SIGTERM');
	const child = await life.bear();
	await emperor.tell('web.ini', 'stop');
	assert.equal(await life.catches(), 'SIGTERM');
	await emperor.shows('web.ini', 'stopping');
	await life.exit(0);
	await emperor.shows('web.ini', 'stopped');
	assert.equal(await isRunning(child), false);
});

test('whoever does not stop within the curse tolerance is killed, with all its group and its strays', async t => {
	const emperor = await startEmperor(t, {curseTolerance: 30_000});
	const web = await emperor.addPuppet('web.ini');
	const life = await web.nextLife();
	await emperor.shows('web.ini', 'starting');
	await life.ignore('SIGTERM');
	const child = await life.bear({ignoresTerm: true});
	const stray = await life.bear({ignoresTerm: true, escapes: true});
	await emperor.tell('web.ini', 'stop');
	assert.equal(await life.catches(), 'SIGTERM');
	await emperor.clock.advance(29_999);
	await emperor.shows('web.ini', 'stopping', '29 s');
	assert.deepEqual(await Promise.all([life.pid, child, stray].map(isRunning)), [true, true, true]);

	await emperor.clock.advance(1);
	await emperor.shows('web.ini', 'stopped');
	assert.deepEqual(await Promise.all([life.pid, child, stray].map(isRunning)), [false, false, false]);
});

test('a vassal that obeys but leaves a grandchild behind is stopped only when that one is gone too', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	const worker = await life.bear({ignoresTerm: true});
	const stray = await life.bear({ignoresTerm: true, escapes: true});
	await emperor.tell('shop.ini', 'stop');
	assert.equal(await life.hears(), 0);
	await life.exit(0);
	await emperor.shows('shop.ini', 'stopped');
	assert.deepEqual(await Promise.all([worker, stray].map(isRunning)), [false, false]);
});

test('kill asks nobody', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.ignore('SIGTERM');
	await life.say('accepting', 'loyal');
	await emperor.shows('shop.ini', 'loyal');
	await emperor.tell('shop.ini', 'kill');
	await life.gone;
	await emperor.shows('shop.ini', 'stopped');
	assert.equal(shop.lives, 1);
});

test('a vassal whose file is gone is told by byte 0 and buried', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await rm(path.join(emperor.folder, 'shop.ini'));
	assert.equal(await life.hears(), 0);
	await emperor.shows('shop.ini', 'stopping');
	await life.exit(0);
	await emperor.buries('shop.ini');
	await emperor.says('removed uwsgi instance shop.ini');
});

test('a throttled vassal whose file is gone is forgotten at once', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	await (await shop.nextLife()).exit(1);
	await emperor.shows('shop.ini', 'throttled');
	await rm(path.join(emperor.folder, 'shop.ini'));
	await emperor.buries('shop.ini');
});

test('a file that comes back while its vassal is leaving starts it when it has left', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await rm(path.join(emperor.folder, 'shop.ini'));
	assert.equal(await life.hears(), 0);
	await emperor.write('shop.ini', `${shop.config}; back\n`);
	await until('its return to be known', () => {
		const vassal = emperor.vassal('shop.ini');
		return vassal?.state === 'cursed' && vassal.fate === 'restart';
	});
	assert.equal(shop.lives, 1);
	await life.exit(0);
	await shop.nextLife();
});

test('a renamed file starts its vassal when the one of the old name is dead', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('old.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('old.ini', 'ready');
	await rename(path.join(emperor.folder, 'old.ini'), path.join(emperor.folder, 'new.ini'));
	assert.equal(await life.hears(), 0);
	await emperor.shows('new.ini', 'starting', 'once its old name is gone');
	assert.equal(shop.lives, 1);
	await life.exit(0);
	const next = await shop.nextLife();
	await next.say('accepting');
	await emperor.shows('new.ini', 'ready');
	await emperor.buries('old.ini');
});
