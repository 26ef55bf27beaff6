import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmod, mkdir, rm, symlink, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {directoryMonitor} from '../../source/monitors/directory.js';
import type {Acceptance} from '../../source/monitors/listing.js';
import {lookAround} from '../../source/monitors/look-around.js';
import {chooseMonitor} from '../../source/monitors/scheme.js';
import {lastFirst} from '../helpers/last-first.js';
import {scratch} from '../helpers/scratch.js';

const plain: Acceptance = {extraExtensions: [], nofollow: false, tyrant: 'off', magicExec: false};
const listIn = async (folder: string, acceptance = plain) => {
	const listing = await directoryMonitor(folder, folder, acceptance).list();
	return {...listing, names: listing.configs.map(({name}) => name)};
};
const touch = async (folder: string, ...names: string[]) => {
	for (const name of names) {
		await writeFile(join(folder, name), '[uwsgi]\n');
	}
};

test('a config is a file with one of six endings, in small letters', async t => {
	const folder = await scratch(t);
	await touch(folder, 'a.ini', 'b.xml', 'c.yml', 'd.yaml', 'e.js', 'f.json');
	await touch(folder, 'g.INI', 'h.ini~', 'i.conf', '.a.ini.swp', 'ini', 'j.ini.bak');
	assert.deepEqual((await listIn(folder)).names, ['a.ini', 'b.xml', 'c.yml', 'd.yaml', 'e.js', 'f.json']);
});

test('extra endings are accepted when they are given', async t => {
	const folder = await scratch(t);
	await touch(folder, 'a.conf', 'b.ini', 'c.txt');
	assert.deepEqual((await listIn(folder, {...plain, extraExtensions: ['.conf']})).names, ['a.conf', 'b.ini']);
});

test('a vassal has the bare file name, its full path as id, and the folder as working directory', async t => {
	const folder = await scratch(t);
	await touch(folder, 'a.ini');
	const [config] = (await listIn(folder)).configs;
	assert.deepEqual([config?.name, config?.id, config?.cwd], ['a.ini', join(folder, 'a.ini'), folder]);
});

test('hidden files are accepted, and subfolders are not searched', async t => {
	const folder = await scratch(t);
	await mkdir(join(folder, 'sub'));
	await touch(folder, '.hidden.ini', 'sub/b.ini');
	assert.deepEqual((await listIn(folder)).names, ['.hidden.ini']);
});

test('folders and Emacs locks are passed over silently, a dangling link with a remark', async t => {
	const folder = await scratch(t);
	await mkdir(join(folder, 'dir.ini'));
	await symlink('me@host.1:2', join(folder, '.#emacs.ini'));
	await symlink('nowhere.ini', join(folder, 'dangling.ini'));
	const {names, remarks} = await listIn(folder);
	assert.deepEqual(names, []);
	assert.deepEqual(remarks, [
		'dangling.ini: a symbolic link to nowhere.ini, which is not there. Create that, or remove the link.',
	]);
});

test('a FIFO and a link that leads in a circle are listed, so that their panels can say what is wrong', async t => {
	const folder = await scratch(t);
	await symlink('loop.ini', join(folder, 'loop.ini'));
	execFileSync('mkfifo', [join(folder, 'fifo.ini')]);
	const {names, remarks} = await listIn(folder);
	assert.deepEqual([names, remarks], [['fifo.ini', 'loop.ini'], []]);
});

test('a link is followed: its own path, its target’s time', async t => {
	const folder = await scratch(t);
	await mkdir(join(folder, 'real'));
	await touch(folder, 'real/target.txt');
	await utimes(join(folder, 'real/target.txt'), 1000, 1000);
	await symlink('real/target.txt', join(folder, 'link.ini'));
	const [config] = (await listIn(folder)).configs;
	assert.equal(config?.id, join(folder, 'link.ini'));
	assert.equal(config?.signature.mtimeNs, '1000000000000');
});

test('with nofollow a link counts as what it is itself, even a dangling one', async t => {
	const folder = await scratch(t);
	await touch(folder, 'target.txt');
	await utimes(join(folder, 'target.txt'), 1000, 1000);
	await symlink('target.txt', join(folder, 'link.ini'));
	await symlink('nowhere', join(folder, 'dangling.ini'));
	const {names, configs} = await listIn(folder, {...plain, nofollow: true});
	assert.deepEqual(names, ['dangling.ini', 'link.ini']);
	assert.notEqual(configs[1]?.signature.mtimeNs, '1000000000000');
});

test('a name is not more than its bytes: blanks, newlines, escape sequences, dashes', async t => {
	const folder = await scratch(t);
	const names = [
		'--help.ini',
		' we ird.ini',
		'a\nb.ini',
		'a\u001B[31m.ini',
		"a';$(x).ini",
		'zürich☃.ini',
	].sort();
	await touch(folder, ...names);
	assert.deepEqual((await listIn(folder)).names, names);
});

test('a name of 254 bytes is the longest, and a longer one is remarked on', async t => {
	const folder = await scratch(t);
	const fits = `${'a'.repeat(250)}.ini`;
	const tooLong = `${'b'.repeat(251)}.ini`;
	await touch(folder, fits, tooLong);
	const {names, remarks} = await listIn(folder);
	assert.deepEqual(names, [fits]);
	assert.deepEqual(remarks, [
		`${tooLong}: longer than 254 bytes, which uWSGI cannot hold. Shorten the name or the pattern's path.`,
	]);
});

test('a name that is not UTF-8 is remarked on', async t => {
	const folder = await scratch(t);
	const name = Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xe9]), Buffer.from('.ini')]);
	await writeFile(name, '[uwsgi]\n');
	const {names, remarks} = await listIn(folder);
	assert.deepEqual(names, []);
	assert.match(remarks.join(), /not UTF-8.*Rename it\.$/);
});

test('the signature tells nanoseconds, inode, birth and size', async t => {
	const folder = await scratch(t);
	await touch(folder, 'a.ini');
	const [first] = (await listIn(folder)).configs;
	await rm(join(folder, 'a.ini'));
	await writeFile(join(folder, 'a.ini'), '[uwsgi]\nmore = 1\n');
	const [second] = (await listIn(folder)).configs;
	assert.equal(first?.signature.size, '8');
	assert.equal(second?.signature.size, '17');
	assert.match(first?.signature.mtimeNs ?? '', /^\d{19}$/);
	assert.match(first?.signature.inode ?? '', /^\d+:\d+:\d+$/);
});

test('a folder that is not there has vanished, an empty one has not', async t => {
	const folder = await scratch(t);
	assert.equal((await listIn(folder)).vanished, false);
	await rm(folder, {recursive: true});
	const {vanished, folders} = await listIn(folder);
	assert.equal(vanished, true);
	assert.deepEqual(folders, [folder]);
});

test('a folder that this user may not enter is no missing folder', async t => {
	const scope = lastFirst(t);
	const folder = await scratch(scope);
	await mkdir(join(folder, 'shut'));
	await touch(folder, 'shut/a.ini');
	await chmod(folder, 0o755);
	await chmod(join(folder, 'shut'), 0);
	const patterns = ['shut', `dir://${join(folder, 'shut')}`, 'shut/a.ini', 'shut/*.ini'];
	// Root may enter everything.
	const me = process.geteuid?.() ?? 0;
	process.seteuid?.(me === 0 ? 65_534 : me);
	scope.after(async () => {
		process.seteuid?.(me);
		await chmod(join(folder, 'shut'), 0o755);
	});
	const chosen = await Promise.all(patterns.map(pattern => chooseMonitor(pattern, folder, plain)));
	const {notices} = await lookAround(
		chosen.map(({monitor}) => monitor),
		[],
	);
	const denial =
		'this user may not look there. Let it read and enter the folders, for example with chmod a+rx.';
	assert.deepEqual(
		notices,
		patterns.map(pattern => `${pattern}: ${denial}`),
	);
});
