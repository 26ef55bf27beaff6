import assert from 'node:assert/strict';
import {chmod, mkdir, readFile, stat, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {askUwsgi} from '../../source/check/known-options.js';
import {pluginOf} from '../../source/uwsgi/plugin-options.js';
import {needs} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';

const uwsgiIsHere = await needs('uwsgi');

test(
	'the machine’s uWSGI knows its own options, and those of the plugins it is asked with',
	uwsgiIsHere,
	async () => {
		const known = askUwsgi('uwsgi');
		const plain = (await known([]))?.names;
		const withPython = (await known(['python3', 'http']))?.names;
		assert.ok(plain && withPython);
		for (const name of ['processes', 'workers', 'strict', 'if-env', 'http-socket']) {
			assert.ok(plain.has(name) && withPython.has(name), name);
		}
		assert.ok(withPython.has('module') && withPython.has('http-to'));
		assert.ok(!plain.has('proceses'));
	},
);

test('a plugin that is not there is named', uwsgiIsHere, async () => {
	assert.deepEqual((await askUwsgi('uwsgi')(['no_such_plugin', 'http']))?.missing, ['no_such_plugin']);
	assert.deepEqual((await askUwsgi('uwsgi')(['http']))?.missing, []);
});

const pretend = async (folder: string, name: string, option: string): Promise<string> => {
	await mkdir(folder, {recursive: true});
	const path = join(folder, name);
	await writeFile(
		path,
		`#!/bin/sh\necho "$@" >> ${folder}/asked\nprintf '    -s|--strict   x\\n    --${option}   y\\n'\n`,
	);
	await chmod(path, 0o755);
	return path;
};

test('it is asked once for each set of plugins, and again when it was replaced', async t => {
	const folder = await scratch(t);
	const path = await pretend(folder, 'uwsgi', 'one');
	const known = askUwsgi(path);
	await Promise.all([known(['a', 'b']), known(['b', 'a']), known([])]);
	await known(['b', 'a', 'a']);
	const asked = async () => (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n').sort();
	assert.deepEqual(await asked(), ['--help', '--plugin a --plugin b --help']);
	assert.deepEqual([...((await known([]))?.names ?? [])], ['strict', 'one']);

	await pretend(folder, 'uwsgi', 'two');
	await utimes(path, 1, 1);
	assert.deepEqual([...((await known([]))?.names ?? [])], ['strict', 'two']);
});

test('a config cannot choose what code runs: only plain names are loaded', async t => {
	const folder = await scratch(t);
	const known = askUwsgi(await pretend(folder, 'uwsgi', 'one'));
	for (const plugin of ['/tmp/evil_plugin.so', '../evil', 'http://evil/x.so', '--ini', 'a b']) {
		assert.equal(await known([plugin]), undefined, plugin);
	}
	await assert.rejects(stat(join(folder, 'asked')));
});

test('a program that is not called uwsgi is not asked, nor one that is not there', async t => {
	const folder = await scratch(t);
	assert.equal(await askUwsgi(await pretend(folder, 'puppet', 'one'))([]), undefined);
	assert.equal(await askUwsgi(join(folder, 'uwsgi'))([]), undefined);
	assert.equal(await askUwsgi('no-such-program')([]), undefined);
});

test('what is said to belong to a plugin does, as far as this machine has it', uwsgiIsHere, async () => {
	const known = askUwsgi('uwsgi');
	const plain = (await known([]))?.names ?? new Set<string>();
	let confirmed = 0;
	for (const plugin of [
		'python3',
		'http',
		'fastrouter',
		'rawrouter',
		'sslrouter',
		'cgi',
		'carbon',
		'zergpool',
	]) {
		for (const option of (await known([plugin]))?.names ?? []) {
			if (!plain.has(option) && pluginOf(option) !== undefined) {
				assert.equal(pluginOf(option), plugin, option);
				confirmed++;
			}
		}
	}
	assert.ok(confirmed > 150, String(confirmed));
});
