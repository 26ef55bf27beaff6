import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {writePidFile} from '../source/pid-file.js';
import {scratch} from './helpers/scratch.js';

const write = (path: string, pid = 123): (() => void) => {
	const file = writePidFile(path, pid);
	assert.ok('remove' in file, JSON.stringify(file));
	return file.remove;
};

const place = async (t: TestContext) => {
	const folder = await scratch(t);
	return {folder, path: join(folder, 'pid')};
};

test('the file holds the pid and a newline, and nothing else lies beside it', async t => {
	const {folder, path} = await place(t);
	writeFileSync(path, '4711\n');
	const remove = write(path);
	assert.equal(readFileSync(path, 'utf8'), '123\n');
	assert.deepEqual(readdirSync(folder), ['pid']);
	remove();
	assert.equal(existsSync(path), false);
	remove();
});

test('what somebody else has written since stays', async t => {
	const {path} = await place(t);
	const remove = write(path);
	write(path, 456);
	remove();
	assert.equal(readFileSync(path, 'utf8'), '456\n');
});

test('a link that lies in its way leads nowhere', async t => {
	const {folder, path} = await place(t);
	const precious = join(folder, 'precious');
	writeFileSync(precious, 'precious');
	symlinkSync(precious, path);
	symlinkSync(precious, `${path}.123`);
	write(path);
	assert.equal(readFileSync(precious, 'utf8'), 'precious');
	assert.equal(readFileSync(path, 'utf8'), '123\n');
});

test('where it cannot be written that is a sentence', async t => {
	const {folder} = await place(t);
	const file = writePidFile(join(folder, 'no/pid'), 123);
	assert.match(
		'refusal' in file ? file.refusal : '',
		/^--emperor-pidfile: cannot write \/.*\/no\/pid: ENOENT.*\. Choose a file in a folder that/,
	);
});
