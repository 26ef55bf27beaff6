import assert from 'node:assert/strict';
import {utimes} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {startEmperor} from '../helpers/start-emperor.js';

test('a close look at a vassal that runs tells how it was started, who belongs to it, and what its file says', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	const child = await life.bear();
	const seen = await emperor.client.inspect(path.join(emperor.folder, 'shop.ini'));
	assert.deepEqual(seen, JSON.parse(JSON.stringify(seen)));
	assert.equal(seen?.start.cwd, emperor.folder);
	assert.deepEqual(seen.start.words.slice(0, 2), ['/bin/sh', '-c']);
	assert.deepEqual(
		seen.processes.map(({pid, depth}) => [pid, depth]),
		[
			[life.pid, 0],
			[child, 1],
		],
	);
	assert.deepEqual(seen.config, {text: shop.config, isCut: false});
	assert.equal(seen.change, undefined);
	assert.equal(seen.timeline.at(-1)?.text, 'accepts requests: ready');
	await life.exit(0);
});

test('what a change changed is told, also that it changed nothing', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const id = path.join(emperor.folder, 'shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await emperor.write('shop.ini', `${shop.config}; a remark\n`);
	await emperor.shows('shop.ini', 'reloading');
	const lines = (await emperor.client.inspect(id))?.change?.lines;
	assert.deepEqual(
		lines?.filter(({kind}) => kind !== 'same'),
		[{kind: 'new', text: '; a remark'}],
	);
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await utimes(id, 2000, 2000);
	await emperor.shows('shop.ini', 'reloading');
	assert.deepEqual((await emperor.client.inspect(id))?.change?.lines, []);
});

test('a vassal that never ran is told of as well, and one that nobody knows not at all', async t => {
	const emperor = await startEmperor(t, {binaryPath: '/no/such/uwsgi'});
	await emperor.write('shop.ini', '[uwsgi]\nenv = SECRET=1\n');
	await emperor.shows('shop.ini', 'failed');
	const seen = await emperor.client.inspect(path.join(emperor.folder, 'shop.ini'));
	assert.deepEqual(seen?.start.words, ['/no/such/uwsgi', '--ini', 'shop.ini']);
	assert.deepEqual([seen.processes, seen.listeners], [[], []]);
	assert.equal(await emperor.client.inspect('/nobody.ini'), undefined);
});
