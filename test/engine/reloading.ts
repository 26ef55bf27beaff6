import assert from 'node:assert/strict';
import {utimes} from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import {startEmperor} from '../helpers/start-emperor.js';

test('a changed file is a reload: byte 1, the same process, not ready until byte 5, and still loyal', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('spawned', 'accepting', 'loyal');
	await emperor.shows('shop.ini', 'loyal');
	await emperor.write('shop.ini', `${shop.config}; changed\n`);
	assert.equal(await life.hears(), 1);
	await emperor.shows('shop.ini', 'reloading', 'file changed');
	await life.say('accepting');
	await emperor.shows('shop.ini', 'loyal');
	assert.equal(shop.lives, 1);
	assert.equal(emperor.vassal('shop.ini')?.reloads, 1);
	assert.match(emperor.words(), /reload the uwsgi instance shop\.ini/);
});

test('touch is a reload, forward or back in time', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	for (const time of [2_000_000_000, 1_000_000_000]) {
		await utimes(path.join(emperor.folder, 'shop.ini'), time, time);
		assert.equal(await life.hears(), 1);
		await emperor.shows('shop.ini', 'reloading');
		await life.say('accepting');
		await emperor.shows('shop.ini', 'ready');
	}
});

test('a vassal that is still starting is told to reload once it has started, so that its byte 5 is not mistaken', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('spawned');
	await emperor.says('vassal shop.ini has been spawned');
	await emperor.write('shop.ini', `${shop.config}; changed\n`);
	await emperor.shows('shop.ini', 'reloading', 'file changed');
	assert.equal(emperor.vassal('shop.ini')?.reloads, 0);
	await life.say('accepting');
	assert.equal(await life.hears(), 1);
	await emperor.shows('shop.ini', 'reloading');
	assert.equal(emperor.vassal('shop.ini')?.reloads, 1);
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	assert.equal(shop.lives, 1);
});

test('a reload asked for twice while starting is told once', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('spawned');
	await emperor.says('vassal shop.ini has been spawned');
	await emperor.tell('shop.ini', 'reload');
	await emperor.tell('shop.ini', 'reload');
	await life.say('accepting');
	assert.equal(await life.hears(), 1);
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await emperor.tell('shop.ini', 'stop');
	assert.equal(await life.hears(), 0, 'and not another 1');
});

test('a program that does not speak is stopped and started instead', async t => {
	const emperor = await startEmperor(t);
	const web = await emperor.addPuppet('web.ini');
	const life = await web.nextLife();
	await emperor.shows('web.ini', 'starting');
	await life.ignore('SIGTERM');
	await emperor.write('web.ini', `${web.config}; changed\n`);
	assert.equal(await life.catches(), 'SIGTERM');
	await emperor.shows('web.ini', 'stopping');
	assert.equal(web.lives, 1);
	await life.exit(1);
	const next = await web.nextLife();
	assert.notEqual(next.pid, life.pid);
	assert.equal(emperor.clock.now(), 0, 'it was asked to go, so it is not throttled');
});

test('a file that names another program stops the old one by its word and starts the new one', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const other = await emperor.addPuppet('other.ini');
	await other.nextLife();
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await emperor.write('shop.ini', other.config);
	assert.equal(await life.hears(), 0);
	await life.exit(0);
	await other.nextLife();
	assert.equal(shop.lives, 1);
	assert.equal(other.lives, 2);
});

test('restart is stop and start, whatever the vassal could have heard', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await emperor.tell('shop.ini', 'restart');
	assert.equal(await life.hears(), 0);
	await life.exit(0);
	assert.notEqual((await shop.nextLife()).pid, life.pid);
});

test('a vassal that does not survive its reload is judged like any other that died', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await emperor.tell('shop.ini', 'reload');
	assert.equal(await life.hears(), 1);
	await life.exit(1);
	await emperor.shows('shop.ini', 'throttled', 'exit 1');
});
