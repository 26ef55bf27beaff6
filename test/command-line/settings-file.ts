import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {readCommandLine} from '../../source/command-line/command-line.js';
import {readDefaults} from '../../source/command-line/settings-file.js';
import {bindings} from '../../source/ui/keys.js';
import {scratch} from '../helpers/scratch.js';

/** The person's own settings, for as long as the test runs. */
const settings = async (t: TestContext, text?: string): Promise<string> => {
	const folder = await scratch(t);
	const file = join(folder, 'emperor', 'config.ini');
	if (text !== undefined) {
		await mkdir(join(folder, 'emperor'));
		await writeFile(file, text);
	}
	const before = process.env['XDG_CONFIG_HOME'];
	process.env['XDG_CONFIG_HOME'] = folder;
	t.after(() => {
		if (before === undefined) {
			delete process.env['XDG_CONFIG_HOME'];
		} else {
			process.env['XDG_CONFIG_HOME'] = before;
		}
	});
	return file;
};

test('without a file there are no defaults and nothing to complain of', async t => {
	await settings(t);
	const {args, complaints, habits} = await readDefaults(['*.ini']);
	assert.deepEqual([args, complaints, habits], [[], [], {keymap: bindings, complaints: []}]);
});

test('what is set is as if it were typed', async t => {
	await settings(
		t,
		'[emperor]\n; mine\nlayout = list\nscrollback = 16M\nascii = true\nno-tui = false\nvassal-set = a=b\n',
	);
	const {args, complaints} = await readDefaults(['*.ini']);
	assert.deepEqual(complaints, []);
	const plan = readCommandLine([...args, '*.ini']);
	assert.ok(plan.kind === 'rule', JSON.stringify(plan));
	assert.equal(plan.layout, 'list');
	assert.equal(plan.scrollback.maxBytes, 16 * 1024 ** 2);
	assert.equal(plan.ascii, true);
	assert.equal(plan.tui, true);
	assert.deepEqual(plan.terms.vassalsSet, ['a=b']);
});

test('what was typed wins, however it was spelled', async t => {
	await settings(t, '[emperor]\nlayout = list\ncolor = never\n');
	for (const typed of [
		['--layout', 'grid'],
		['--layout=grid', '*.ini'],
	]) {
		assert.deepEqual((await readDefaults(typed)).args, ['--color=never']);
	}
});

test('a default does not make a pattern of what stands behind --', async t => {
	await settings(t, '[emperor]\nlayout = list\n');
	const {args} = await readDefaults(['--', '--layout=grid']);
	const plan = readCommandLine([...args, '--', '--layout=grid']);
	assert.ok(plan.kind === 'rule');
	assert.equal(plan.layout, 'list');
});

test('a key that is no option is named with its file, and the others count', async t => {
	const file = await settings(t, '[emperor]\nlayuot = list\ncolor = never\n');
	const {args, complaints} = await readDefaults([]);
	assert.deepEqual(args, ['--color=never']);
	assert.equal(complaints.length, 1);
	assert.ok(complaints[0]?.startsWith(`${file}: "layuot" is no option. Write `), complaints[0]);
});

test('a line that is neither section nor key is named with its number', async t => {
	const file = await settings(t, '[emperor]\nlayout = list\nwhat is this\n');
	const {args, complaints} = await readDefaults([]);
	assert.deepEqual(args, ['--layout=list']);
	assert.ok(complaints[0]?.startsWith(`${file}:3: `), complaints[0]);
});

test('a file that cannot be read is named, and there are no defaults', async t => {
	const file = await settings(t);
	await mkdir(file, {recursive: true});
	const {args, complaints} = await readDefaults([]);
	assert.deepEqual(args, []);
	assert.ok(complaints.length === 1 && complaints[0]?.startsWith(`${file}: `), complaints[0]);
});

test('other sections are none of its business', async t => {
	await settings(t, 'layout = zoom\n[keys]\nreload = r\n');
	const {args, complaints} = await readDefaults([]);
	assert.deepEqual([args, complaints], [[], []]);
});

test('keys are read from their section, and what is wrong there is named with its line', async t => {
	const file = await settings(
		t,
		'[emperor]\nlayout = list\n[keys]\n; mine\nreload = ctrl+r\nrelaod = r\nstop = ctrl+m f9\n',
	);
	const {args, complaints, habits} = await readDefaults([]);
	assert.deepEqual([args, complaints], [['--layout=list'], []]);
	assert.deepEqual(habits.keymap.find(({command}) => command === 'reload')?.keys, ['ctrl+r']);
	assert.deepEqual(habits.complaints, [
		`${file}:6: "relaod" is no command. Did you mean reload?`,
		`${file}:7: "ctrl+m" is no key. To a terminal that is enter: write enter.`,
	]);
});

test('--keymap stands instead of the section, whether the file has one or not', async t => {
	const config = await settings(t, '[keys]\nreload = ctrl+r\n');
	const keymap = join(config, '..', 'keys');
	const keysOf = async (...typed: readonly string[]) => {
		const {habits} = await readDefaults(typed);
		return habits.keymap.find(({command}) => command === 'reload')?.keys;
	};
	await writeFile(keymap, 'reload = f5\n');
	assert.deepEqual(await keysOf('--keymap', keymap), ['f5']);
	await writeFile(keymap, '[emperor]\nlayout = list\n[keys]\nreload = f6\n');
	assert.deepEqual(await keysOf('--keymap', 'nowhere', `--keymap=${keymap}`, '*.ini'), ['f6']);
	assert.deepEqual(await keysOf('--', '--keymap', keymap), ['ctrl+r']);
	await writeFile(config, `[emperor]\nkeymap = ${keymap}\n`);
	assert.deepEqual(await keysOf('*.ini'), ['f6']);
});

test('what is wrong in a keymap is named with its file and line, and the rest counts', async t => {
	const config = await settings(t, '[keys]\nreload = ctrl+r\n');
	const keymap = join(config, '..', 'keys');
	await writeFile(keymap, 'reload = f5\nstop = f5\nwhat is this\nrelaod = r\n');
	const {args, complaints, habits} = await readDefaults(['--keymap', keymap]);
	assert.deepEqual([args, complaints], [[], []]);
	assert.equal(habits.complaints.length, 3);
	assert.ok(habits.complaints[0]?.startsWith(`${keymap}:3: `), habits.complaints[0]);
	assert.ok(
		habits.complaints[1]?.startsWith(`${keymap}:2: `) || habits.complaints[2]?.startsWith(`${keymap}:2: `),
	);
	assert.ok(habits.complaints.some(sentence => sentence.startsWith(`${keymap}:4: "relaod" is no command.`)));

	const missing = await readDefaults(['--keymap', `${keymap}.no`]);
	assert.deepEqual(missing.habits, {
		keymap: bindings,
		complaints: [`${keymap}.no: there is no such file. Give one that can be read.`],
	});
});
