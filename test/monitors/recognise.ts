import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {rename, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {listFiles} from '../../source/monitors/listing.js';
import type {Seen} from '../../source/monitors/look-around.js';
import {readText} from '../../source/monitors/read-text.js';
import {recognise} from '../../source/monitors/recognise.js';
import {type Scope, scratch} from '../helpers/scratch.js';

/** A config, and how it looks at this moment. */
const openFile = async (t: Scope) => {
	const id = join(await scratch(t), 'a.ini');
	await writeFile(id, 'before');
	const look = async (): Promise<Seen | undefined> => {
		const {configs} = await listFiles([{id, name: 'a.ini', cwd: '/'}], {
			extraExtensions: [],
			nofollow: false,
			tyrant: 'off',
			magicExec: false,
		});
		return configs[0] && {...configs[0], monitor: 0};
	};
	const seen = await look();
	assert.ok(seen);
	return {id, look, seen};
};

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

test('a file that is replaced after the look and before the reading is one change, not two', async t => {
	const {id, look, seen} = await openFile(t);
	let reads = 0;
	const {files, reader} = await recognise(
		[seen],
		[],
		async path => {
			reads += 1;
			if (reads === 1) {
				await writeFile(`${id}.part`, 'after');
				await rename(`${id}.part`, id);
			}
			return readText(path);
		},
		look,
	);
	assert.equal(files[0]?.digest, sha1('after'));
	assert.deepEqual(files[0]?.signature, (await look())?.signature);
	assert.equal(await reader(id), 'after');
	assert.equal(reads, 2);
});

test('a file that nobody touches is read once, and one that goes meanwhile is as it was read', async t => {
	const {id, look, seen} = await openFile(t);
	let reads = 0;
	const count = (path: string): Promise<string> => {
		reads += 1;
		return readText(path);
	};
	await recognise([seen], [], count, look);
	assert.equal(reads, 1);
	const {files} = await recognise(
		[seen],
		[],
		async path => {
			const text = await readText(path);
			await rm(id);
			return text;
		},
		look,
	);
	assert.equal(files[0]?.digest, sha1('before'));
});

test('a file that is written without end is not read without end', async t => {
	const {id, look, seen} = await openFile(t);
	let reads = 0;
	const {files} = await recognise(
		[seen],
		[],
		async path => {
			reads += 1;
			const {mtimeMs} = await stat(id);
			await utimes(id, 0, mtimeMs / 1000 + 1);
			return readText(path);
		},
		look,
	);
	assert.equal(files.length, 1);
	assert.equal(reads, 3);
});
