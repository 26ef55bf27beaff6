import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import * as node from 'node:module';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {compileCacheFolder} from '../source/compile-cache.js';
import {scratch} from './helpers/scratch.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

test('what Node compiles is kept in a folder of our own', async t => {
	const caches = await scratch(t);
	const folder = compileCacheFolder({XDG_CACHE_HOME: caches});
	assert.equal(folder, join(caches, 'emperor'));
	assert.equal(statSync(folder ?? '').mode & 0o777, 0o700);
	assert.equal(compileCacheFolder({XDG_CACHE_HOME: caches}), folder);
});

test('nowhere that others may write, or may have chosen, for what lies there is run', async t => {
	const caches = await scratch(t);
	const folder = join(caches, 'emperor');
	mkdirSync(folder);
	for (const mode of [0o777, 0o770, 0o702]) {
		chmodSync(folder, mode);
		assert.equal(compileCacheFolder({XDG_CACHE_HOME: caches}), undefined);
	}
	const elsewhere = await scratch(t);
	symlinkSync(caches, join(elsewhere, 'emperor'));
	assert.equal(compileCacheFolder({XDG_CACHE_HOME: elsewhere}), undefined);
	writeFileSync(join(caches, 'file'), '');
	assert.equal(compileCacheFolder({XDG_CACHE_HOME: join(caches, 'file')}), undefined);
});

test('whatever Node can keep is kept, and info says where', async t => {
	const caches = await scratch(t);
	const info = execFileSync(process.execPath, [join(dist, 'emperor.js'), 'info', '--json'], {
		env: {...process.env, XDG_CACHE_HOME: caches},
		encoding: 'utf8',
	});
	const {cache} = JSON.parse(info).paths;
	if ('enableCompileCache' in node) {
		assert.equal(dirname(cache), join(caches, 'emperor'));
		assert.notDeepEqual(readdirSync(cache), []);
	} else {
		assert.equal(cache, undefined);
		assert.deepEqual(readdirSync(caches), []);
	}
});

test('an upgrade takes no file away that an emperor needs after its first screen', () => {
	const files = readdirSync(dist);
	const parts = files.map(file => file.replace(/-[A-Z0-9]{8}\.js$/, '')).filter(part => part !== 'chunk');
	assert.deepEqual(parts.sort(), ['cli', 'commands', 'emperor.js', 'panels']);
});
