import assert from 'node:assert/strict';
import {chmod, mkdir, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {readVassalConfig} from '../../source/config/vassal-config.js';
import {describeProblem} from '../../source/core/problem.js';
import type {VassalConfig} from '../../source/core/vassal-config.js';
import {disk} from '../../source/monitors/disk.js';
import {readText} from '../../source/monitors/read-text.js';
import {scratch} from '../helpers/scratch.js';

type Files = Readonly<Record<string, string>>;

/** Writes the files, and reads the first of them as a vassal of their folder. */
const read = async (t: TestContext, files: Files, env: Files = {}): Promise<VassalConfig> => {
	const cwd = await scratch(t);
	for (const [name, text] of Object.entries(files)) {
		await mkdir(dirname(join(cwd, name)), {recursive: true});
		await writeFile(join(cwd, name), text);
	}
	const [name = ''] = Object.keys(files);
	return plain(await readVassalConfig({path: join(cwd, name), name, cwd}, {env, readText, disk}), cwd);
};

/** Without the scratch folder's path in its texts. */
const plain = (config: VassalConfig, cwd: string): VassalConfig =>
	JSON.parse(JSON.stringify(config).replaceAll(`${cwd}/`, '').replaceAll(cwd, '.'));

const refusalOf = (config: VassalConfig): string | undefined =>
	config.refusal && describeProblem(config.refusal);
const problemsOf = (config: VassalConfig): string[] => config.problems.map(describeProblem);
const readIni = (t: TestContext, lines: string, env?: Files) =>
	read(t, {'a.ini': `[uwsgi]\n${lines}\n`}, env);

test('an ordinary config obeys bytes, is ready when it accepts, and has no problems', async t => {
	assert.deepEqual(await readIni(t, 'socket = :3031\nmaster = true'), {
		problems: [],
		obeys: 'bytes',
		readiness: 'accepting',
		stats: {kind: 'none'},
	});
});

const refusals: readonly (readonly [string, Files, string])[] = [
	[
		'a file without the section, such as tox.ini, is not a vassal',
		{'tox.ini': '[tox]\nenvlist = py311\n'},
		"tox.ini: no [uwsgi] section, so this is not a vassal. Write [uwsgi] above its options, or keep the file out of the emperor's pattern.",
	],
	[
		'an empty file is not a vassal',
		{'a.ini': ' \n'},
		'a.ini: the file is empty. Write its options into it, or remove it.',
	],
	[
		'a bracket left open is named with its line',
		{'a.ini': '; shop\n[uwsgi\nmaster = true\n'},
		'a.ini:2: the section line is "[uwsgi", which uWSGI reads as section "uwsg". Close the bracket: [uwsgi].',
	],
	[
		'a comment behind the section is named with its line',
		{'a.ini': '[uwsgi] ; shop\nmaster = true\n'},
		'a.ini:1: the section line is "[uwsgi] ; shop", which uWSGI reads as section "uwsgi] ; sho". Put nothing after the bracket: [uwsgi].',
	],
	[
		'capitals are named with their line',
		{'a.ini': '[UWSGI]\n'},
		'a.ini:1: the section line is "[UWSGI]", which uWSGI reads as section "UWSGI". Write it exactly so: [uwsgi].',
	],
	[
		'a byte order mark is named, since nobody sees it',
		{'a.ini': '\uFEFF[uwsgi]\nmaster = true\n'},
		'a.ini:1: a byte order mark hides the section line [uwsgi] from uWSGI. Save the file as UTF-8 without byte order mark.',
	],
	[
		'binary data is refused',
		{'a.ini': '[uwsgi]\n\0\u0001'},
		'a.ini: holds binary data, not text. Give it another ending if it is not a config, or restore it from a backup.',
	],
	[
		'a file of more than a megabyte is refused',
		{'a.ini': `[uwsgi]\n${'; no config is so long\n'.repeat(50_000)}`},
		'a.ini: is larger than 1 MB, which no config is. Give it another ending if it is not a config.',
	],
	[
		'a colon in the name is refused',
		{'a:b.ini': '[uwsgi]\n'},
		'a:b.ini: the name has a ":", where uWSGI begins the name of a section. Rename it, for example to a-b.ini.',
	],
	[
		'JSON without the object is not a vassal',
		{'package.json': '{"name": "x"}'},
		'package.json: no "uwsgi" object, so this is not a vassal. Write {"uwsgi": {…}}, or keep the file out of the emperor\'s pattern.',
	],
	[
		'an empty XML file is refused',
		{'a.xml': ''},
		'a.xml: the file is empty. Write its options into it, or remove it.',
	],
];
for (const [name, files, expected] of refusals) {
	test(name, async t => {
		assert.equal(refusalOf(await read(t, files)), expected);
	});
}

test('somebody else’s file is told from a broken one', async t => {
	const kindOf = async (files: Files) => (await read(t, files)).refusal?.kind;
	assert.equal(await kindOf({'tox.ini': '[tox]\n'}), 'not-a-vassal');
	assert.equal(await kindOf({'package.json': '{}'}), 'not-a-vassal');
	assert.equal(await kindOf({'a.ini': '[uwsgi\n'}), undefined);
	assert.equal(await kindOf({'a.json': '{'}), undefined);
});

test('a file that may not be read is refused', {
	skip: process.getuid?.() === 0 && 'root reads everything',
}, async t => {
	const cwd = await scratch(t);
	await writeFile(join(cwd, 'a.ini'), '[uwsgi]\n');
	await chmod(join(cwd, 'a.ini'), 0);
	const config = await readVassalConfig(
		{path: join(cwd, 'a.ini'), name: 'a.ini', cwd},
		{env: {}, readText, disk},
	);
	assert.match(refusalOf(config) ?? '', /a\.ini: cannot be read: permission denied\. /);
});

test('a reader that is denied is a refusal, whoever runs this', async () => {
	const denied = () => Promise.reject(Object.assign(new Error('no'), {code: 'EACCES'}));
	const config = await readVassalConfig(
		{path: '/a.ini', name: 'a.ini', cwd: '/'},
		{env: {}, readText: denied, disk},
	);
	assert.equal(
		refusalOf(config),
		'/a.ini: cannot be read: permission denied. Let the user that runs the emperor read it, for example with chmod a+r.',
	);
});

test('a link that leads in a circle is refused', async t => {
	const cwd = await scratch(t);
	await symlink('a.ini', join(cwd, 'a.ini'));
	const config = await readVassalConfig(
		{path: join(cwd, 'a.ini'), name: 'a.ini', cwd},
		{env: {}, readText, disk},
	);
	assert.match(refusalOf(config) ?? '', /a\.ini: is a symbolic link that leads in a circle\. /);
});

test('a broken section line beside a good one is a problem, not a refusal: what stands below it is lost', async t => {
	const config = await read(t, {'a.ini': '[uwsgi]\nx = 1\n[uwsgi\nprocesses = 0\n[uwsgi]\ny = 1\n'});
	assert.equal(config.refusal, undefined);
	assert.equal(config.readiness, 'accepting');
	assert.deepEqual(problemsOf(config), [
		'a.ini:3: the section line is "[uwsgi", which uWSGI reads as section "uwsg". Close the bracket: [uwsgi].',
	]);
});

test('a section line that is not closed is a problem wherever it stands, whatever its name', async t => {
	const config = await read(t, {'a.ini': '[uwsgi]\nprocesses = 0\n[other\nx = 1\n'});
	assert.equal(config.refusal, undefined);
	assert.deepEqual(problemsOf(config), [
		'a.ini:3: the section line is "[other", which uWSGI reads as section "othe". Close the bracket: [other].',
	]);
});

test('a byte order mark before a section that comes again is a problem, not a refusal', async t => {
	const config = await read(t, {'a.ini': '\uFEFF[uwsgi]\nx = 1\n[uwsgi]\nmaster = true\n'});
	assert.equal(config.refusal, undefined);
	assert.match(problemsOf(config).join(), /^a\.ini:1: a byte order mark hides the section line \[uwsgi\]/);
});

// What real uWSGI 2.0.21 did with the same lines: whether it had a master, and whether byte 5 came.
const obediences: readonly (readonly [string, VassalConfig['obeys']])[] = [
	['master = false', 'SIGINT'],
	['master = true\nmaster = off', 'SIGINT'],
	['master = %(m)\nm = NO', 'SIGINT'],
	['master = 0', 'SIGINT'],
	['master = false\nmaster', 'bytes'],
	['master = n', 'bytes'],
	['M = false', 'bytes'],
];
for (const [lines, expected] of obediences) {
	test(`"${lines.replaceAll('\n', '", "')}" obeys ${expected}`, async t => {
		const config = await readIni(t, lines);
		assert.equal(config.obeys, expected);
		assert.equal(config.problems.length, expected === 'bytes' ? 0 : 1);
	});
}

test('a deaf vassal is a problem with its line', async t => {
	assert.deepEqual(problemsOf(await readIni(t, 'socket = x\nmaster = off')), [
		'a.ini:3: master = off makes it deaf: it cannot be reloaded, and only a signal stops it. Remove the line: under an Emperor a vassal has a master anyway.',
	]);
});

test('an inherited option comes after all others', async t => {
	const config = await read(t, {
		'a.ini': '[uwsgi]\ninherit = base.ini\nmaster = true\n',
		'base.ini': '[uwsgi]\nmaster = false\n',
	});
	assert.equal(config.obeys, 'SIGINT');
	assert.match(problemsOf(config).join(), /^base\.ini:2: /);
});

test('an included option stands where its include stands', async t => {
	const config = await read(t, {
		'a.ini': '[uwsgi]\ninclude = base.ini\nmaster = true\n',
		'base.ini': '[uwsgi]\nmaster = false\n',
	});
	assert.equal(config.obeys, 'bytes');
});

const readinesses: readonly (readonly [string, VassalConfig['readiness']])[] = [
	['processes = 0', 'spawned'],
	['workers = 0', 'spawned'],
	['processes = 2\nworkers = 0', 'spawned'],
	['processes = 0\nworkers = 2', 'accepting'],
	['set-placeholder = n=0\nset = processes=%(n)', 'spawned'],
	['cheap = true', 'spawned'],
	['cheap = false', 'accepting'],
	['p = 0', 'accepting'],
	['processes = $(COUNT)', 'spawned'],
	['emperor = /etc/uwsgi/vassals', 'loyal'],
	['emperor = /etc/uwsgi/vassals\nhttp-socket = :8080', 'accepting'],
	['emperor = /etc/uwsgi/vassals\nhttp = :8080\nprocesses = 0', 'spawned'],
];
for (const [lines, expected] of readinesses) {
	test(`"${lines.replaceAll('\n', '", "')}" is ready when ${expected}`, async t => {
		assert.equal((await readIni(t, lines, {COUNT: '0'})).readiness, expected);
	});
}

test('a number of processes that is none is a problem, and counts as 0', async t => {
	const config = await readIni(t, 'processes = many');
	assert.equal(config.readiness, 'spawned');
	assert.deepEqual(problemsOf(config), [
		'a.ini:2: processes is "many", not a number, which uWSGI takes as 0. Write, for example, processes = 2.',
	]);
});

test('JSON is understood like INI', async t => {
	const config = await read(t, {'a.json': '{"uwsgi": {"processes": 0, "master": false, "env": ["A=1"]}}'});
	assert.equal(config.readiness, 'spawned');
	assert.equal(config.obeys, 'SIGINT');
});

test('JSON that cannot be parsed is refused with the reason', async t => {
	assert.match(
		refusalOf(await read(t, {'a.json': '{"uwsgi": {,}}'})) ?? '',
		/^a\.json: this is not JSON: .*\. Mend /,
	);
});

test('of XML and YAML nothing is known, and nothing is refused', async t => {
	for (const name of ['a.xml', 'a.yml', 'a.yaml']) {
		assert.deepEqual(await read(t, {[name]: 'whatever'}), {
			problems: [],
			obeys: 'bytes',
			readiness: 'unknown',
		});
	}
});

const patched = {problems: [], obeys: 'SIGTERM', readiness: 'alive'};

test('a binary patch is another program: alive once it has lived, stopped by SIGTERM', async t => {
	assert.deepEqual(await readIni(t, 'unprivileged-binary-patch-arg = python3 -m http.server 8000'), {
		...patched,
		patch: {how: 'shell', command: 'python3 -m http.server 8000', env: {}},
	});
	assert.deepEqual(await readIni(t, 'privileged-binary-patch = /bin/redis'), {
		...patched,
		patch: {how: 'program', command: '/bin/redis', env: {}},
	});
});

test('the patch gets the env lines, whatever their place, the last of a name', async t => {
	const {patch} = await readIni(
		t,
		'env = A=1\nenv = B=%(x)\nunprivileged-binary-patch-arg = run\nenv = A=2=3\nenv = GONE=1\nenv = GONE\nenv = H=$(HOME)\nx = 5',
		{HOME: '/root'},
	);
	assert.deepEqual(patch?.env, {A: '2=3', B: '5', H: '/root'});
});

test('only the unprivileged patch drops to a user and group', async t => {
	const who = '\nuid = www-data\ngid = 33';
	const unprivileged = await readIni(t, `unprivileged-binary-patch-arg = run${who}`);
	assert.equal(unprivileged.patch?.uid, 'www-data');
	assert.equal(unprivileged.patch?.gid, '33');
	const privileged = await readIni(t, `privileged-binary-patch-arg = run${who}`);
	assert.equal(privileged.patch?.uid, undefined);
});

test('of several patches the privileged one wins, and of a repeated one the last', async t => {
	const several = await readIni(t, 'unprivileged-binary-patch-arg = a\nprivileged-binary-patch-arg = b');
	assert.equal(several.patch?.command, 'b');
	const repeated = await readIni(t, 'unprivileged-binary-patch-arg = a\nunprivileged-binary-patch-arg = b');
	assert.equal(repeated.patch?.command, 'b');
});

test('a missing include is a problem with file and line, and the vassal is not refused', async t => {
	const config = await readIni(t, 'master = true\ninclude = common/base.ini');
	assert.equal(config.refusal, undefined);
	assert.deepEqual(problemsOf(config), [
		'a.ini:3: include = common/base.ini is not there in common. If it is beside this file, write include = %dcommon/base.ini.',
	]);
});

test('an include that is XML or YAML must be there; one of an ending that uWSGI does not know is a mistake', async t => {
	const config = await read(t, {
		'a.ini': '[uwsgi]\ninclude = b.yml\ninclude = c.xml\ninclude = d.inc\ninherit = e\nini = f.inc\n',
		'b.yml': 'uwsgi:\n  processes: 2\n',
		'd.inc': '[uwsgi]\n',
		'f.inc': '[uwsgi]\n',
	});
	const unknown = 'has an ending that uWSGI knows no format by, at which it ends. Rename that file to .ini.';
	assert.deepEqual(problemsOf(config), [
		'a.ini:3: include = c.xml is not there in .. If it is beside this file, write include = %dc.xml.',
		`a.ini:4: include = d.inc ${unknown}`,
		`a.ini:5: inherit = e ${unknown}`,
	]);
});

test('a missing include of an included file names that file', async t => {
	const config = await read(t, {
		'a.ini': '[uwsgi]\ninclude = b.ini\n',
		'b.ini': '[uwsgi]\n\ninherit = /nope/c.ini\n',
	});
	assert.deepEqual(problemsOf(config), ['b.ini:3: inherit = /nope/c.ini is not there. Create it.']);
});

for (const how of ['ini', 'include', 'inherit']) {
	test(`a circle of ${how} lines is a problem with file and line`, async t => {
		const config = await read(t, {
			'a.ini': `[uwsgi]\n${how} = b.ini\n`,
			'b.ini': `[uwsgi]\n${how} = a.ini\n`,
		});
		assert.deepEqual(problemsOf(config), [
			`b.ini:2: ${how} = a.ini leads back to itself, which uWSGI does not survive. Take the line out.`,
		]);
	});
}

test('the same file may be included twice, but includes that double at each step come to an end', async t => {
	const twice = await read(t, {
		'a.ini': '[uwsgi]\ninclude = b.ini\ninclude = b.ini\n',
		'b.ini': '[uwsgi]\nx = 1\n',
	});
	assert.deepEqual(twice.problems, []);
	const steps = Array.from({length: 20}, (_, i): [string, string] => [
		`${i}.ini`,
		`[uwsgi]\n${`include = ${i + 1}.ini\n`.repeat(2)}`,
	]);
	const doubling = await read(t, Object.fromEntries([['start.ini', '[uwsgi]\ninclude = 0.ini\n'], ...steps]));
	assert.match(problemsOf(doubling).join('\n'), /is one include too many\. Use at most 256 files, 32 deep\./);
});

test('an included file without the section gives nothing, and says so', async t => {
	const config = await read(t, {'a.ini': '[uwsgi]\nini = b.ini:prod\n', 'b.ini': '[uwsgi]\nprocesses = 0\n'});
	assert.equal(config.readiness, 'accepting');
	assert.match(problemsOf(config).join(), /^a\.ini:2: ini = b\.ini:prod gives nothing: no \[prod\] section/);
});

test('relative includes start at the working directory, not at the file', async t => {
	const files = {'v/a.ini': '[uwsgi]\nini = base.ini\n', 'base.ini': '[uwsgi]\nprocesses = 0\n'};
	assert.equal((await read(t, files)).readiness, 'spawned');
});

test('an include that cannot be read for another reason says which', async t => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'folder.ini'));
	await writeFile(join(cwd, 'a.ini'), '[uwsgi]\ninclude = folder.ini\n');
	const config = await readVassalConfig(
		{path: join(cwd, 'a.ini'), name: 'a.ini', cwd},
		{env: {}, readText, disk},
	);
	assert.match(
		problemsOf(config).join(),
		/a\.ini:2: include = folder\.ini is a folder, not a file\. Name a file\./,
	);
});
