import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {describeProblem} from '../../source/core/problem.js';
import {chooseMonitor} from '../../source/monitors/scheme.js';
import {scratch} from '../helpers/scratch.js';

/** A folder `vassals` with `a.ini`: a directory monitor calls it `a.ini`, a glob whatever the pattern says. */
const place = async (t: TestContext) => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'vassals'));
	await writeFile(join(cwd, 'vassals/a.ini'), '[uwsgi]\n');
	return cwd;
};
const namesFor = async (argument: string, cwd: string) => {
	const {monitor, problem} = await chooseMonitor(argument, cwd, {
		extraExtensions: [],
		nofollow: false,
		tyrant: 'off',
		magicExec: false,
	});
	return {names: (await monitor.list()).configs.map(({name}) => name), problem};
};

const cases: readonly (readonly [string, readonly string[]])[] = [
	['vassals', ['a.ini']],
	['vassals/', ['a.ini']],
	['dir://vassals', ['a.ini']],
	['vassal?', ['a.ini']],
	['vassals/*.ini', ['vassals/a.ini']],
	['glob://vassals/*.ini', ['vassals/a.ini']],
	['vassals/a.ini', ['vassals/a.ini']],
	['glob://vassals', []],
	['vassals/none', []],
	['nothing/*.ini', []],
];
for (const [argument, expected] of cases) {
	test(`${argument} gives ${expected.join() || 'nothing'}, without a problem`, async t => {
		assert.deepEqual(await namesFor(argument, await place(t)), {names: expected, problem: undefined});
	});
}

test('a pattern that matches two folders is a pattern', async t => {
	const cwd = await place(t);
	await mkdir(join(cwd, 'vassal2'));
	assert.deepEqual((await namesFor('vassal*', cwd)).names, []);
});

test('a dir:// that is not there is a problem', async t => {
	const cwd = await place(t);
	const {problem} = await namesFor('dir://gone', cwd);
	assert.equal(
		problem && describeProblem(problem),
		`dir://gone: there is no folder ${cwd}/gone. Create it, or leave out dir:// to wait for files of that name.`,
	);
	assert.notEqual((await namesFor('dir://vassals/a.ini', cwd)).problem, undefined);
});
