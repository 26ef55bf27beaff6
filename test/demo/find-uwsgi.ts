import assert from 'node:assert/strict';
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {findUwsgi} from '../../source/demo/find-uwsgi.js';
import {needs, runTool} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';

test('a uWSGI with its router and Python is found', await needs('uwsgi'), async () => {
	assert.equal(await findUwsgi('uwsgi', runTool), 'uwsgi');
});

test('a uWSGI without one of its plugins is none', await needs('uwsgi'), async t => {
	const folder = await scratch(t);
	for (const plugin of ['http', 'python3']) {
		const lacking = join(folder, `without-${plugin}`);
		await writeFile(
			lacking,
			`#!/bin/sh\nfor word do shift; [ "$word" = ${plugin} ] && word=nosuch; set -- "$@" "$word"; done\nexec uwsgi "$@"\n`,
		);
		await chmod(lacking, 0o755);
		assert.match((await runTool(lacking, ['--version'])).output, /^2\.\d/);
		assert.equal(await findUwsgi(lacking, runTool), undefined, plugin);
	}
});

test('where there is no such binary, or it is another program, there is none', async () => {
	assert.equal(await findUwsgi('/nonexistent/uwsgi', runTool), undefined);
	assert.equal(await findUwsgi('echo', runTool), undefined);
});
