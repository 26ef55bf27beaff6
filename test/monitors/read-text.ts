import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {largestConfig} from '../../source/config/config-text.js';
import {readText} from '../../source/monitors/read-text.js';
import {scratch} from '../helpers/scratch.js';

const written = async (t: TestContext, content: string | Buffer): Promise<string> => {
	const file = path.join(await scratch(t), 'a.ini');
	writeFileSync(file, content);
	return file;
};

test('a text is read whole: none, a byte, the largest there may be, and letters of several bytes', async t => {
	for (const text of ['', 'x', '[uwsgi]\nsocket = %n\n', 'é€𝄞'.repeat(30_000), 'x'.repeat(largestConfig)]) {
		assert.equal(await readText(await written(t, text)), text);
	}
	assert.equal(await readText(await written(t, Buffer.of(0xff, 0x61))), '\ufffda');
});

test('a file that says it is empty is read to its end', {
	skip: process.platform !== 'linux' && 'needs /proc',
}, async () => {
	assert.match(await readText('/proc/self/status'), /\nvoluntary_ctxt_switches:/);
	await assert.rejects(readText('/dev/zero'), {code: 'EINVAL'});
});

test('what is no config is refused with the code of the system', async t => {
	await assert.rejects(readText(await written(t, 'x'.repeat(largestConfig + 1))), {code: 'EFBIG'});
	const folder = path.join(await scratch(t), 'folder.ini');
	mkdirSync(folder);
	await assert.rejects(readText(folder), {code: 'EISDIR'});
	await assert.rejects(readText(path.join(folder, 'a.ini')), {code: 'ENOENT'});
});
