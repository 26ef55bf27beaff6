import assert from 'node:assert/strict';
import test from 'node:test';
import type {Puppet} from '../helpers/puppet.js';
import {startEmperor, type TestEmperor} from '../helpers/start-emperor.js';

/** A death, and then exactly this long until the next life. */
const dieAndWait = async (emperor: TestEmperor, puppet: Puppet, wait: number): Promise<void> => {
	const life = await puppet.nextLife();
	const {lives} = puppet;
	await life.exit(1);
	await emperor.shows('shop.ini', 'throttled', 'exit 1');
	await emperor.clock.advance(wait - 1);
	assert.equal(emperor.vassal('shop.ini')?.state, 'throttled', `not before ${wait} ms`);
	assert.equal(puppet.lives, lives);
	await emperor.clock.advance(1);
	assert.notEqual(emperor.vassal('shop.ini')?.state, 'throttled', `after ${wait} ms`);
};

test('an unloyal vassal is kept out a second more for each death, and no longer than the maximum', async t => {
	const emperor = await startEmperor(t, {maxThrottle: 3000});
	const shop = await emperor.addPuppet('shop.ini');
	for (const wait of [1000, 2000, 3000, 3000]) {
		await dieAndWait(emperor, shop, wait);
	}
	await shop.nextLife();
	await emperor.says('maximum throttle level for vassal shop.ini reached');
});

test('the second spent waiting delays nobody else', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	await (await shop.nextLife()).exit(1);
	await emperor.shows('shop.ini', 'throttled');
	const other = await emperor.addPuppet('other.ini');
	await (await other.nextLife()).say('accepting');
	await emperor.shows('other.ini', 'ready');
	await emperor.shows('shop.ini', 'throttled');
});

test('one request served clears the record: that death costs nothing, and the next one a second again', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	await dieAndWait(emperor, shop, 1000);
	await dieAndWait(emperor, shop, 2000);

	const life = await shop.nextLife();
	await life.say('spawned', 'accepting', 'loyal');
	await emperor.shows('shop.ini', 'loyal');
	await life.exit(1);
	await dieAndWait(emperor, shop, 1000);
	await shop.nextLife();
});

for (const pardon of ['forgive', 'restart', 'start'] as const) {
	test(`${pardon} starts a throttled vassal now and clears its record`, async t => {
		const emperor = await startEmperor(t);
		const shop = await emperor.addPuppet('shop.ini');
		await dieAndWait(emperor, shop, 1000);
		await (await shop.nextLife()).exit(1);
		await emperor.shows('shop.ini', 'throttled');
		await emperor.tell('shop.ini', pardon);
		await dieAndWait(emperor, shop, 1000);
		await shop.nextLife();
	});
}

test('a changed file starts a throttled vassal now and clears its record', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	await dieAndWait(emperor, shop, 1000);
	await (await shop.nextLife()).exit(1);
	await emperor.shows('shop.ini', 'throttled');
	await emperor.write('shop.ini', `${shop.config}; mended\n`);
	await dieAndWait(emperor, shop, 1000);
	await shop.nextLife();
});

test('the first death after ten seconds of life costs nothing, the second a second more than a first', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const first = await shop.nextLife();
	await emperor.shows('shop.ini', 'starting');
	await emperor.clock.advance(10_000);
	await first.crash();
	await dieAndWait(emperor, shop, 1000);
	await shop.nextLife();
});

test('without a blacklist an unloyal vassal waits a tenth of a second, however often it dies', async t => {
	const emperor = await startEmperor(t, {noBlacklist: true});
	const shop = await emperor.addPuppet('shop.ini');
	await dieAndWait(emperor, shop, 100);
	await dieAndWait(emperor, shop, 100);
	await shop.nextLife();
});
