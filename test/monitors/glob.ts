import assert from 'node:assert/strict';
import {mkdir, rm, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {globMonitor} from '../../source/monitors/glob.js';
import type {Acceptance} from '../../source/monitors/listing.js';
import {scratch} from '../helpers/scratch.js';

const plain: Acceptance = {extraExtensions: [], nofollow: false, tyrant: 'off', magicExec: false};
const list = async (pattern: string, cwd: string) => {
	const listing = await globMonitor(pattern, pattern, cwd, plain).list();
	return {...listing, names: listing.configs.map(({name}) => name)};
};
const folderWith = async (t: TestContext, ...names: string[]) => {
	const cwd = await scratch(t);
	for (const name of names) {
		await mkdir(dirname(join(cwd, name)), {recursive: true});
		await writeFile(join(cwd, name), '[uwsgi]\n');
	}
	return cwd;
};

test('names are as the pattern spells them, the working directory is the emperor’s', async t => {
	const cwd = await folderWith(t, 'a.ini', 'conf.d/b.ini');
	assert.deepEqual((await list('*.ini', cwd)).names, ['a.ini']);
	assert.deepEqual((await list('./*.ini', cwd)).names, ['./a.ini']);
	assert.deepEqual((await list('conf.d//*.ini', cwd)).names, ['conf.d//b.ini']);
	assert.deepEqual((await list('conf.d/../*.ini', cwd)).names, ['conf.d/../a.ini']);
	const absolute = await list(`${cwd}/*.ini`, '/');
	assert.deepEqual(absolute.names, [`${cwd}/a.ini`]);
	assert.deepEqual([absolute.configs[0]?.id, absolute.configs[0]?.cwd], [`${cwd}/a.ini`, '/']);
	assert.equal((await list('conf.d/../*.ini', cwd)).configs[0]?.id, `${cwd}/a.ini`);
});

test('a star matches no hidden file and no slash, and only configs', async t => {
	const cwd = await folderWith(t, 'a.ini', '.b.ini', 'c/d.ini', 'e.txt');
	assert.deepEqual((await list('*', cwd)).names, ['a.ini']);
	assert.deepEqual((await list('.*', cwd)).names, ['.b.ini']);
	assert.deepEqual((await list('*/*', cwd)).names, ['c/d.ini']);
	assert.deepEqual((await list('**/*.ini', cwd)).names, ['c/d.ini']);
});

test('a plain file is a pattern that matches itself, brackets and all', async t => {
	const cwd = await folderWith(t, 'app.ini', 'we[ird].ini', 'wei.ini', '{a,b}.ini');
	assert.deepEqual((await list('app.ini', cwd)).names, ['app.ini']);
	assert.deepEqual((await list('we[ird].ini', cwd)).names, ['we[ird].ini', 'wei.ini']);
	assert.deepEqual((await list('{a,b}.ini', cwd)).names, ['{a,b}.ini']);
});

test('a pattern of folders is followed through links to folders, and names both levels to watch', async t => {
	const cwd = await folderWith(t, 'x/v.ini', 'y/other.ini', 'elsewhere/v.ini', 'file');
	await symlink('elsewhere', join(cwd, 'z'));
	await symlink('file', join(cwd, 'filelink'));
	const {names, folders} = await list(`${cwd}/*/v.ini`, '/');
	assert.deepEqual(
		names,
		['elsewhere', 'x', 'z'].map(name => `${cwd}/${name}/v.ini`),
	);
	for (const folder of [cwd, join(cwd, 'x'), join(cwd, 'y'), join(cwd, 'z')]) {
		assert.ok(folders.includes(folder), folder);
	}
});

test('a pattern without matches waits: nothing has vanished', async t => {
	const cwd = await scratch(t);
	const {names, vanished, remarks, folders} = await list('*.ini', cwd);
	assert.deepEqual([names, vanished, remarks, folders], [[], false, [], [cwd]]);
});

test('when the folder of a pattern goes, it has vanished; when the last match goes, it has not', async t => {
	const cwd = await folderWith(t, 'conf.d/a.ini');
	await rm(join(cwd, 'conf.d/a.ini'));
	assert.equal((await list('conf.d/*.ini', cwd)).vanished, false);
	await rm(join(cwd, 'conf.d'), {recursive: true});
	assert.equal((await list('conf.d/*.ini', cwd)).vanished, true);
});

test('a plain name that gives no vassal says why', async t => {
	const cwd = await folderWith(t, 'app.txt');
	assert.deepEqual((await list('app.ini', cwd)).remarks, [
		'app.ini: not there. Create it, and its vassal starts.',
	]);
	assert.deepEqual((await list('app.txt', cwd)).remarks, [
		"app.txt: its ending is not a config's. Rename it to .ini, or give --emperor-extra-extension.",
	]);
});
