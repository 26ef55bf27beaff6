import assert from 'node:assert/strict';
import {chmod, realpath, rename, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import {preparePuppet} from '../helpers/puppet.js';
import {scratch} from '../helpers/scratch.js';
import {startEmperor} from '../helpers/start-emperor.js';
import {until} from '../helpers/wait.js';

test('bytes 1, 5 and 17 make a vassal spawned, ready and loyal, in uWSGI’s words', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	assert.equal(await realpath(life.cwd), emperor.folder);
	await life.say('spawned');
	await emperor.says('[emperor] vassal shop.ini has been spawned');
	await emperor.shows('shop.ini', 'starting');
	await life.say('accepting');
	await emperor.says('[emperor] vassal shop.ini is ready to accept requests');
	await emperor.shows('shop.ini', 'ready');
	await life.say('loyal');
	await emperor.says('[emperor] vassal shop.ini is now loyal');
	await emperor.shows('shop.ini', 'loyal');
	const vassal = emperor.vassal('shop.ini');
	assert(vassal?.state === 'running');
	assert.equal(vassal.pid, life.pid);
});

test('a program that announces nothing is ready once it has lived a second', async t => {
	const emperor = await startEmperor(t);
	const web = await emperor.addPuppet('web.ini');
	await web.nextLife();
	await emperor.shows('web.ini', 'starting');
	await emperor.clock.advance(999);
	await emperor.shows('web.ini', 'starting');
	await emperor.clock.advance(1);
	await emperor.shows('web.ini', 'ready');
});

test('every vassal has a log of its own', async t => {
	const emperor = await startEmperor(t);
	for (const name of ['a.ini', 'b.ini']) {
		const life = await (await emperor.addPuppet(name)).nextLife();
		await life.print(`I am ${name}\n`);
		await life.say('accepting');
		await emperor.shows(name, 'ready');
	}
	const printed = emperor.client.getSnapshot().vassals.map(({id}) => {
		const log = emperor.client.log(id);
		return log.read(log.first, log.last).map(({text}) => text);
	});
	assert.deepEqual(printed, [['I am a.ini'], ['I am b.ini']]);
});

test('what the world refuses to start shows why, is tried again each second, and starts as soon as it can', async t => {
	const folder = await scratch(t);
	const binary = path.join(folder, 'uwsgi');
	const emperor = await startEmperor(t, {binaryPath: binary});
	await emperor.write('shop.ini', '[uwsgi]\nsocket = shop.sock\n');
	await emperor.shows('shop.ini', 'failed');
	await emperor.says(binary);
	const problem = emperor.words();

	await emperor.clock.advance(1000);
	await until('the next refusal', () => {
		const vassal = emperor.vassal('shop.ini');
		return vassal?.state === 'throttled' && vassal.since === emperor.clock.now();
	});
	await emperor.shows('shop.ini', 'failed');
	assert.equal(emperor.words(), problem, 'said once');

	const puppet = await preparePuppet(t);
	await writeFile(`${binary}.part`, `#!/bin/sh\nexec ${[puppet.command, ...puppet.args].join(' ')} "$@"\n`);
	await chmod(`${binary}.part`, 0o755);
	await rename(`${binary}.part`, binary);
	await emperor.clock.advance(999);
	assert.equal(emperor.vassal('shop.ini')?.state, 'throttled');
	await emperor.clock.advance(1);
	const life = await puppet.nextLife();
	assert.deepEqual(life.args.slice(-2), ['--ini', 'shop.ini']);
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
});

test('a file of somebody else is no vassal, and no trouble', async t => {
	const emperor = await startEmperor(t);
	await emperor.write('tox.ini', '[tox]\nenvlist = py311\n');
	await emperor.shows('tox.ini', 'not a vassal');
});

test('a file that is broken is not started until it is mended', async t => {
	const emperor = await startEmperor(t);
	const puppet = await preparePuppet(t);
	await emperor.write('shop.ini', puppet.config.replace('[uwsgi]', '[uwsgi'));
	await emperor.shows('shop.ini', 'failed');
	await emperor.says('shop.ini:1: ');
	await emperor.clock.advance(3_600_000);
	await emperor.write('shop.ini', puppet.config);
	await puppet.nextLife();
	assert.equal(puppet.lives, 1);
});
