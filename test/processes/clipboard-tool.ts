import assert from 'node:assert/strict';
import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {clipboardTools, copyWithTool} from '../../source/processes/clipboard-tool.js';
import {scratch} from '../helpers/scratch.js';

const names = (env: Readonly<Record<string, string>>, platform = 'linux') =>
	clipboardTools(env, platform).map(([name]) => name);

test('the tool is that of the desktop in front of the person, and none from afar', () => {
	assert.deepEqual(names({}), []);
	assert.deepEqual(names({DISPLAY: ':0'}), ['xclip', 'xsel']);
	assert.deepEqual(names({DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0'}), ['wl-copy', 'xclip', 'xsel']);
	assert.deepEqual(names({}, 'darwin'), ['pbcopy']);
	assert.deepEqual(names({DISPLAY: '', WAYLAND_DISPLAY: ''}), []);
	assert.deepEqual(names({DISPLAY: 'localhost:10.0', SSH_CONNECTION: '10.0.0.1 50000 10.0.0.2 22'}), []);
	assert.deepEqual(names({SSH_TTY: '/dev/pts/1'}, 'darwin'), []);
});

test('where the best tool is missing or fails the next one gets the whole text', async t => {
	const folder = await scratch(t);
	const put = async (name: string, script: string) => {
		await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
		await chmod(join(folder, name), 0o755);
	};
	const {PATH} = process.env;
	t.after(() => {
		process.env.PATH = PATH;
	});
	process.env.PATH = `${folder}:${PATH}`;
	const text = `${'ä🙂'.repeat(50_000)}\nlast`;
	await put('xclip', 'exit 1');
	assert.equal(await copyWithTool('unread', {DISPLAY: ':0', WAYLAND_DISPLAY: 'none'}), undefined);
	await put('xsel', `cat > "${folder}/copied"; echo "$*" > "${folder}/args"`);
	assert.equal(await copyWithTool(text, {DISPLAY: ':0', WAYLAND_DISPLAY: 'none'}), 'xsel');
	assert.equal(await readFile(join(folder, 'copied'), 'utf8'), text);
	assert.equal(await readFile(join(folder, 'args'), 'utf8'), '--clipboard --input\n');
	assert.equal(await copyWithTool(text, {}), undefined);
});
