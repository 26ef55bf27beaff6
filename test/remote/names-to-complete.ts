import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {namesToComplete} from '../../source/remote/names-to-complete.js';
import {runTool} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {until} from '../helpers/wait.js';

test('a name stands on a line of its own, and what would be two lines or act on a terminal on none', () => {
	const names = ['a.ini', 'b c.ini', 'two\nlines.ini', '\u001b[2J.ini', 'c1\u009b.ini', '日本.ini'];
	assert.equal(namesToComplete(names.map(name => ({name}))), 'a.ini\nb c.ini\n日本.ini\n');
});

test('a prompt does not hang on an emperor that is stopped', async t => {
	const emperor = await pipeEmperor(t, {
		args: ['--socket', 'c.sock', '*.ini'],
		files: {'a.ini': '[uwsgi]\nunprivileged-binary-patch-arg = echo up; exec sleep 1000\n'},
	});
	const socket = join(emperor.folder, 'c.sock');
	await until('the socket', () => existsSync(socket));
	const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));
	const ask = () =>
		runTool(process.execPath, [program, ...['status', '--format', 'names', '--socket', socket]]);
	assert.deepEqual(await ask(), {exitCode: 0, output: 'a.ini\n'});
	emperor.signal('SIGSTOP');
	try {
		assert.deepEqual(await ask(), {exitCode: 1, output: ''});
	} finally {
		emperor.signal('SIGCONT');
	}
});
