import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {scratch} from './helpers/scratch.js';

const program = fileURLToPath(new URL('../source/cli.js', import.meta.url));

/** Runs `emperor check` in a folder with these files, on a machine without uWSGI. */
const check = async (t: TestContext, files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
	const cwd = await scratch(t);
	for (const [name, text] of Object.entries(files)) {
		await writeFile(join(cwd, name), text);
	}
	await mkdir(join(cwd, 'empty'));
	const env = {PATH: '/nowhere', HOME: cwd};
	return new Promise<{code: unknown; output: string; errors: string; left: Promise<string[]>}>(resolve => {
		execFile(process.execPath, [program, 'check', ...args], {cwd, env}, (error, stdout, errors) => {
			const output = stdout.replaceAll(cwd, 'CWD');
			resolve({code: error === null ? 0 : error.code, output, errors, left: readdir(cwd)});
		});
	});
};

const clean = '[uwsgi]\nsocket = a.sock\n';

test('clean configs exit with 0, and nothing is started or left behind', async t => {
	const {code, output, errors, left} = await check(t, {'a.ini': clean}, '*.ini');
	assert.deepEqual(
		{code, output, errors},
		{code: 0, output: '1 vassal: nothing to complain of.\n', errors: ''},
	);
	assert.deepEqual(await left, ['a.ini', 'empty']);
});

test('warnings alone exit with 0, errors with 3', async t => {
	const warned = await check(t, {'a.ini': `${clean}logger = syslog\n`}, '.');
	assert.equal(warned.code, 0, warned.output);
	assert.match(warned.output, /^Warnings:\na\.ini:3: logger/);
	const wrong = await check(t, {'a.ini': clean, 'b.ini': clean}, 'a.ini', 'b.ini');
	assert.equal(wrong.code, 3, wrong.output);
	assert.match(wrong.output, /^a\.ini:2: .*\nb\.ini:2: .*\n\n2 vassals: 2 errors, 0 warnings\.\n$/);
});

test('nothing matched exits with 3, and says where it looked', async t => {
	for (const args of [['*.ini'], ['empty'], ['nope.ini'], ['tox.ini']]) {
		const {code, output} = await check(t, {'tox.ini': '[tox]\n'}, ...args);
		assert.equal(code, 3, output);
		assert.match(output, /no vassals found\./);
	}
	const {output} = await check(t, {}, 'nope.ini');
	assert.match(output, /^nope\.ini: not there\./);
});

test('what the emperor adds to every vassal counts', async t => {
	const files = {'a.ini': '[uwsgi]\n', 'b.ini': '[uwsgi]\n', 'base.txt': '[uwsgi]\nsocket = :3031\n'};
	const {code, output} = await check(
		t,
		files,
		'--vassal-set',
		'http=:8000',
		'--vassals-include=nope.ini',
		'.',
	);
	assert.equal(code, 3);
	assert.match(output, /^command line: include = nope\.ini is not there/m);
	assert.match(output, /^command line: http = :8000: b\.ini will listen there too\./m);
});

test('where logs go is remarked, and daemonize warned of, without an error', async t => {
	const files = {
		'a.ini': `${clean}logto = %da.log\n`,
		'b.ini': '[uwsgi]\nsocket = b.sock\ndaemonize = b.log\n',
	};
	const {code, output} = await check(t, files, '*.ini');
	assert.equal(code, 0, output);
	assert.equal(
		output,
		[
			'Warnings:',
			'b.ini:3: daemonize = b.log puts nothing into the background under an Emperor: it only sends the log there. Leave it out to have the log here, or write logto = b.log.',
			'',
			'a.ini:3: logto = CWD/a.log sends its log to a file. The emperor follows CWD/a.log.',
			'',
			'2 vassals: 0 errors, 1 warning.',
			'',
		].join('\n'),
	);
});

test('an emperor.ini stands for what it would rule over, as for the emperor itself', async t => {
	const files = {
		'emperor.ini': '[uwsgi]\nemperor = v*.ini\nvassal-set = chdir=/nope\nmaster = true\n',
		'v1.ini': clean,
		'v2.ini': '[uwsgi]\nsocket = b.sock\n',
	};
	const {code, output, errors} = await check(t, files, 'emperor.ini');
	assert.equal(code, 3, output);
	assert.match(output, /^command line: chdir = \/nope: there is no folder.*\n\n2 vassals: 1 error, /);
	assert.match(errors, /^emperor\.ini: left out: master\. /);
	const alone = await check(
		t,
		{...files, 'emperor.ini': '[uwsgi]\nemperor = none\n'},
		'--json',
		'emperor.ini',
	);
	assert.equal(alone.code, 3);
	assert.deepEqual(JSON.parse(alone.output).remarks, [
		'none: the folder is not there. Create it, and vassals start as configs appear.',
	]);
});

test('--json prints one object', async t => {
	const {code, output} = await check(t, {'a.ini': clean}, '--json', 'a.ini');
	assert.equal(code, 0);
	assert.deepEqual(JSON.parse(output), {
		v: 1,
		vassals: 1,
		errors: 0,
		warnings: 0,
		problems: [],
		strangers: [],
		remarks: [],
	});
});
