import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {compareVassals} from '../../source/check/between-vassals.js';
import {examine} from '../../source/check/examine.js';
import {askLoggers, askUwsgi} from '../../source/check/known-options.js';
import {type ConfigFile, gatherOptions} from '../../source/config/gather-options.js';
import {describeProblem} from '../../source/core/problem.js';
import {disk} from '../../source/monitors/disk.js';
import {machineVariables} from '../../source/monitors/machine-variables.js';
import {readText} from '../../source/monitors/read-text.js';
import {agreedEnvironment, configs} from '../fixtures/uwsgi-configs.js';
import {needs, runTool} from '../helpers/needs.js';
import {type Scope, scratch} from '../helpers/scratch.js';

const toolsAreHere = await needs('uwsgi');

test('there are enough configs to speak of agreement', () => {
	assert.ok(configs.length >= 60, String(configs.length));
});

for (const {name, files} of configs) {
	test(`uWSGI reads the same options: ${name}`, toolsAreHere, async t => {
		const file = await write(t, files);
		assert.deepEqual(await readByUs(file), await readByUwsgi(file));
	});

	test(`nothing is complained of: ${name}`, toolsAreHere, async t => {
		const examination = await examine(await write(t, files), {
			...surroundings,
			knownOptions: askUwsgi('uwsgi'),
			knownLoggers: askLoggers('uwsgi'),
			isRoot: true,
		});
		const {config, findings} = examination;
		const between = [...compareVassals([examination]).values()].flat();
		assert.deepEqual([...config.problems, ...findings, ...between].map(describeProblem), []);
	});
}

/** Writes the files, and answers how a monitor would find the first of them. */
const write = async (t: Scope, files: Readonly<Record<string, string>>): Promise<ConfigFile> => {
	const cwd = await scratch(t);
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(cwd, path)), {recursive: true});
		await writeFile(join(cwd, path), text);
	}
	const [name = ''] = Object.keys(files);
	return {path: join(cwd, name), name, cwd};
};

const surroundings = {
	env: {...process.env, ...agreedEnvironment},
	machine: machineVariables(),
	readText,
	disk,
};

const readByUs = async (file: ConfigFile): Promise<string[]> => {
	const {options, refusal} = await gatherOptions(file, await readText(file.path), surroundings);
	assert.equal(refusal, undefined);
	return options.flatMap(({key, value}) => asShown(`${key} = ${value}`).split('\n'));
};

/** uWSGI shows what it has cut off itself: the section behind a JSON file. */
const asShown = (line: string): string => line.replace(/^(js(?:on)? = [^:]*):.*/, '$1');

/** An unknown clock ends uWSGI right after it has shown what it read: it binds and starts nothing. */
const readByUwsgi = async ({name, cwd}: ConfigFile): Promise<string[]> => {
	const option = name.endsWith('.json') ? '--json' : '--ini';
	const run = 'cd "$1" && AGREED="$4" exec uwsgi "$2" "$3" --show-config --clock none';
	const {output} = await runTool('sh', ['-c', run, 'sh', cwd, option, name, agreedEnvironment.AGREED]);
	const lines = /;uWSGI instance configuration\n\[uwsgi\]\n(.*)\n;end of configuration/s.exec(output)?.[1];
	assert.ok(lines, output);
	const ownOptions = [`${option.slice(2)} = ${name}`, 'show-config = true', 'clock = none'];
	return lines.split('\n').filter(line => !ownOptions.includes(line));
};
