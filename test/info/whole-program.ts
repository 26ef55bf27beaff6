import assert from 'node:assert/strict';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {needs, runTool} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {scratch} from '../helpers/scratch.js';
import {quietVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));

const info = (variables: readonly string[], ...args: readonly string[]) =>
	runTool('env', [
		'-C',
		tmpdir(),
		'-u',
		'SSH_CONNECTION',
		'-u',
		'SSH_TTY',
		...variables,
		process.execPath,
		program,
		'info',
		...args,
	]);

test('of what is missing it says what is lost and what to install, and never fails', async t => {
	const folder = await scratch(t);
	const nothing = [
		`PATH=${folder}`,
		'LC_ALL=C',
		'TERM=dumb',
		'DISPLAY=:9',
		`XDG_RUNTIME_DIR=${folder}/run`,
		`TMPDIR=${folder}`,
	];
	const {exitCode, output} = await info([...nothing, `XDG_CONFIG_HOME=${folder}/\x1bx`]);
	assert.equal(exitCode, 0);
	assert.match(
		output,
		/^uwsgi {5}missing: no vassal can be started .*\. apt install uwsgi-core uwsgi-plugin-python3$/m,
	);
	assert.match(output, /^tmux {6}missing: T opens no pane\. apt install tmux$/m);
	assert.match(output, /^ {10}no UTF-8: drawn with ASCII only\./m);
	assert.match(output, new RegExp(`^sockets {3}${folder}/run/emperor$`, 'm'));
	assert.match(output, /^running {3}no emperor of this user's$/m);
	assert.doesNotMatch(output, /^plugins/m);
	assert.doesNotMatch(output, /\x1b/);
});

test('programs are found where a shell would find them, with their versions', async t => {
	const folder = await scratch(t);
	for (const [name, says] of [
		['tmux', 'tmux 9.9c'],
		['uwsgi', '9.0.1'],
		['perl', 'no one asks'],
	] as const) {
		await writeFile(join(folder, name), `#!/bin/sh\necho ${says}\n`);
		await chmod(join(folder, name), 0o755);
	}
	await mkdir(join(folder, 'run'), {mode: 0o700});
	const {output} = await info(
		[`PATH=${folder}`, `XDG_RUNTIME_DIR=${folder}/run`, `TMPDIR=${folder}`],
		'--json',
	);
	const {tools, plugins, emperors} = JSON.parse(output);
	const found = (wanted: string) => tools.find(({name}: {readonly name: string}) => name === wanted);
	assert.deepEqual(found('tmux'), {name: 'tmux', path: join(folder, 'tmux'), version: '9.9c'});
	assert.equal(found('uwsgi').version, '9.0.1');
	assert.deepEqual(found('perl'), {name: 'perl', path: join(folder, 'perl')});
	assert.deepEqual(Object.keys(found('setpriv')), ['name', 'lost', 'packages']);
	assert.deepEqual([plugins, emperors], [{names: []}, []]);
});

test('this machine’s uWSGI has the plugins that it is known to have', await needs('uwsgi'), async () => {
	const {plugins} = JSON.parse((await info([], '--json')).output);
	assert.ok(plugins.names.includes('http') && plugins.names.includes('python3'), plugins.names.join(' '));
});

test('emperors that run are told with their sockets', async t => {
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files: {'a.ini': quietVassal('word of a')}});
	await emperor.prints(/word of a/);
	const told = await until('the emperor is told', async () => {
		const {output} = await info(
			[`XDG_RUNTIME_DIR=${join(emperor.folder, '.run')}`, 'TMPDIR=/nowhere'],
			'--json',
		);
		return JSON.parse(output).emperors[0];
	});
	assert.deepEqual(told, {
		socket: join(emperor.folder, '.run', 'emperor', `${emperor.pid}.sock`),
		pid: emperor.pid,
		cwd: emperor.folder,
		vassals: 1,
	});
});
