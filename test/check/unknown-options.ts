import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {examine} from '../../source/check/examine.js';
import type {KnownOptions} from '../../source/check/known-options.js';
import {describeProblem} from '../../source/core/problem.js';
import {disk} from '../../source/monitors/disk.js';
import {readText} from '../../source/monitors/read-text.js';
import {scratch} from '../helpers/scratch.js';

const core =
	'processes workers threads master strict socket plugins-dir py-call-uwsgi-fork-hooks http-socket set set-ph set-placeholder plugin plugins need-app env';

/** A uWSGI that knows little: `module` and `wsgi-file` with its plugin only. */
const smallUwsgi: KnownOptions = async plugins => ({
	names: new Set([
		...core.split(' '),
		...(plugins.includes('python3') ? ['module', 'wsgi-file', 'callable'] : []),
	]),
	missing: plugins.filter(plugin => !['http', 'python3'].includes(plugin)),
});

const check = async (t: TestContext, lines: string, knownOptions = smallUwsgi): Promise<string[]> => {
	const cwd = await scratch(t);
	const path = join(cwd, 'shop.ini');
	await writeFile(path, `[uwsgi]\n${lines}\n`);
	const {findings} = await examine({path, name: 'shop.ini', cwd}, {env: {}, readText, disk, knownOptions});
	return findings.map(problem =>
		`${problem.kind ?? 'error'} ${describeProblem(problem)}`.replace(`${cwd}/`, ''),
	);
};

const spoken: readonly (readonly [name: string, lines: string, expected: string])[] = [
	[
		'a mistyped option is named with its line and the nearest that exists',
		'master = true\nproceses = 4',
		'warning shop.ini:3: unknown option "proceses". Did you mean "processes"?',
	],
	[
		'two letters swapped are near',
		'thraeds = 4',
		'warning shop.ini:2: unknown option "thraeds". Did you mean "threads"?',
	],
	[
		'underscores for dashes, and capitals, are near however many they are',
		'PY_call_uwsgi_fork_hooks = 1',
		'warning shop.ini:2: unknown option "PY_call_uwsgi_fork_hooks". Did you mean "py-call-uwsgi-fork-hooks"?',
	],
	[
		'the options of a plugin that is loaded count',
		'plugins = http, 0:python3\nmodul = app',
		'warning shop.ini:3: unknown option "modul". Did you mean "module"?',
	],
	[
		'an option of a plugin that is not loaded is no misspelling of another',
		'module = app',
		'warning shop.ini:2: module is an option of the plugin python3, which is not loaded. Write plugin = python3 above it.',
	],
	[
		'under strict it is an error: the vassal will not start',
		'strict = true\nproceses = 4',
		'error shop.ini:3: unknown option "proceses". Did you mean "processes"?',
	],
	[
		'under strict a plugin has to stand above its options, whether or not others stand above it',
		'callable = fine\nstrict = true\ncallable = app\nplugin = http\nplugin = python3\ncallable = app\nplugins = http',
		'error shop.ini:4: callable stands above the plugin that brings it, which strict does not allow. Move plugin = python3 above it.',
	],
	[
		'under strict a variable has to be set as a placeholder',
		'strict = true\nbase = /srv\nenv = BASE=%(base)',
		'error shop.ini:3: unknown option "base", which strict does not allow. Take it out, or write set-placeholder = base=… if it is a variable.',
	],
];
for (const [name, lines, expected] of spoken) {
	test(name, async t => {
		assert.deepEqual(await check(t, lines), [expected]);
	});
}

const silent: readonly (readonly [name: string, lines: string])[] = [
	['known options', 'master = true\nworkers = 2\nset = threads=2'],
	['a variable that is like no option', 'base = /srv/shop\ndomain = shop.example'],
	['a variable that some value asks for, however near to an option', 'process = 4\nworkers = %(process)'],
	['a variable in a calculation', 'thread = 4\nworkers = %(2 * thread + 1)'],
	['a variable that is asked for in what is asked for', 'sockets = /run\nbase = %(sockets)/x'],
	['a placeholder, strict or not', 'strict = true\nset-placeholder = process=4\nset-ph = proceses=4'],
	['short words, which are near to anything', 'en = 1\nse = 2'],
	['another program in the place of uWSGI', 'unprivileged-binary-patch-arg = sleep 1\nproceses = 4'],
	['options above their plugin without strict', 'callable = app\nplugin = python3'],
	['strict that is off', 'strict = false\nbase = /srv'],
	['plugins that are looked for elsewhere', 'plugins-dir = /opt\nproceses = 4'],
];
for (const [name, lines] of silent) {
	test(`nothing is said of ${name}`, async t => {
		assert.deepEqual(await check(t, lines), []);
	});
}

test('where nobody knows the options nothing is claimed', async t => {
	assert.deepEqual(await check(t, 'strict = true\nproceses = 4', async () => undefined), []);
});
