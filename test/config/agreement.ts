import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {gatherOptions} from '../../source/config/gather-options.js';
import {machineVariables} from '../../source/monitors/machine-variables.js';
import {readText} from '../../source/monitors/read-text.js';
import {needs, runTool} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';

type Case = {readonly name: string; readonly files: Readonly<Record<string, string>>};

/** The first file is the vassal; it runs in the folder that all paths are relative to. */
const cases: readonly Case[] = [
	{
		name: 'an ordinary config',
		files: {'a.ini': '[uwsgi]\nmaster = true\nprocesses = 2\nmodule = shop:app\nlazy-apps\n'},
	},
	{
		name: 'comments, odd spaces and carriage returns',
		files: {
			'a.ini': '; c\r\n[uwsgi]\r\n  x\t=  1 ; no comment \r\n# y = 2\r\n\tz = # neither\r\n\r\nlast = 1',
		},
	},
	{
		name: 'repeated keys and blocks',
		files: {'a.ini': '[uwsgi]\na = 1\n[other]\na = 2\n[uwsgi]\na = 3\na\n= v\nk=\n'},
	},
	{
		name: 'quotes, escapes and brackets',
		files: {'a.ini': '[uwsgi]\nq = "x"\ne = a\\;b\narr[] = x=y=z\nu = http://h/#frag\n'},
	},
	{
		name: 'magic variables of the file',
		files: {
			'v/a.b.ini':
				'[uwsgi]\n; %p\nx = %p|%s|%n|%e|%d|%c|%0|%1|%9|%x|%o|%v\ny = %P|%S|%N|%E|%D|%C|%X|%O\n%n = key\n',
		},
	},
	{name: 'magic variables of the machine', files: {'a.ini': '[uwsgi]\nx = %h|%k|%u|%U|%g\n'}},
	{
		name: 'percent signs',
		files: {'a.ini': '[uwsgi]\nx = 100%% 50% %q%z!\ny = %%(x)\nz = 50%\nswallowed = 1\nafter = 2\n'},
	},
	{name: 'the environment', files: {'a.ini': '[uwsgi]\nx = $(HOME)/$(NO_SUCH_NAME)/$()/$$(HOME)/$(HOME\n'}},
	{
		name: 'references, earlier and later, known and not',
		files: {'a.ini': '[uwsgi]\na = 1\nx = %(a)-%(late)-%(addr)-%()\nlate = 2\nlate = 3\n'},
	},
	{
		name: 'references to references',
		files: {'a.ini': '[uwsgi]\nx = %(q)\ny = -%(q)\nq = %(r)\nr = 1\nz = %(q)\nw = %(y)%(x)\n'},
	},
	{
		name: 'calculations',
		files: {
			'a.ini':
				'[uwsgi]\nn = 4\nx = %(n + 2 * 3)|%(n n 1)|%(n / 0)|%(nope + 1)|%(n ++)|%(n - 9)|%(n -- --)|%(n  *  n)|%(a (b))|%(7 / 2)\n',
		},
	},
	{
		name: 'placeholders that are set',
		files: {'a.ini': '[uwsgi]\nset-placeholder = q=0\nset-ph = r=%(q)\nset = s=%(q)\nx = %(q)%(r)%(s)\n'},
	},
	{
		name: 'an include in its place',
		files: {
			'a.ini': '[uwsgi]\nx = 1\ninclude = sub/b.ini\ny = %(late)\nlate = 2\n',
			'sub/b.ini': '[uwsgi]\nb = %s|%S|%d|%(x)|%(late)\ninclude = sub/c.ini\nend-of-b = 1\n',
			'sub/c.ini': '[uwsgi]\nc = %s|%o\n',
		},
	},
	{
		name: 'inheritance, after everything and without references',
		files: {
			'a.ini': '[uwsgi]\ninherit = %(dir)/b.ini\ndir = sub\nx = 1\n',
			'sub/b.ini': '[uwsgi]\nb = %s|%(x)|$(HOME)\ninherit = sub/c.ini\ninclude = sub/d.ini\nend-of-b = 1\n',
			'sub/c.ini': '[uwsgi]\nc = 1\n',
			'sub/d.ini': '[uwsgi]\nd = 1\n',
		},
	},
	{
		name: 'sections of the same file and of another',
		files: {
			'a.ini':
				'[uwsgi]\nini = :other\nini = b.ini:third\nx = 1\nini = :fourth\n[other]\no = %x|%X|%s|%o\n[fourth]\nmine = 1\n',
			'b.ini': '[uwsgi]\nno = 1\n[third]\nt = %x|%s\n[fourth]\nof-b = 1\n',
		},
	},
	{
		name: 'JSON',
		files: {
			'a.json':
				'{"other": {"no": 1}, "uwsgi": {"x": "%s %(b)", "b": [1, true, false, "s", null], "n": null, "t": true, "f": false, "e": "", "include": "b.ini", "o": {"q": 1}}}',
			'b.ini': '[uwsgi]\nb = %s|%S\n',
		},
	},
];

const toolsAreHere = await needs('uwsgi');
for (const {name, files} of cases) {
	test(`uWSGI reads the same options: ${name}`, toolsAreHere, async t => {
		const cwd = await scratch(t);
		for (const [path, text] of Object.entries(files)) {
			await mkdir(dirname(join(cwd, path)), {recursive: true});
			await writeFile(join(cwd, path), text);
		}
		const [vassal = ''] = Object.keys(files);
		assert.deepEqual(await readByUs(vassal, cwd), await readByUwsgi(vassal, cwd));
	});
}

const readByUs = async (name: string, cwd: string): Promise<string[]> => {
	const path = join(cwd, name);
	const surroundings = {env: process.env, machine: machineVariables(), readText};
	const {options, refusal} = await gatherOptions({path, name, cwd}, await readText(path), surroundings);
	assert.equal(refusal, undefined);
	return options.map(({key, value}) => `${key} = ${value}`);
};

/** An unknown clock ends uWSGI right after it has shown what it read: it binds and starts nothing. */
const readByUwsgi = async (name: string, cwd: string): Promise<string[]> => {
	const option = name.endsWith('.json') ? '--json' : '--ini';
	const shell = ['-c', 'cd "$1" && exec uwsgi "$2" "$3" --show-config --clock none', 'sh', cwd, option, name];
	const {output} = await runTool('sh', shell);
	const lines = /;uWSGI instance configuration\n\[uwsgi\]\n(.*)\n;end of configuration/s.exec(output)?.[1];
	assert.ok(lines, output);
	const ownOptions = [`${option.slice(2)} = ${name}`, 'show-config = true', 'clock = none'];
	return lines.split('\n').filter(line => !ownOptions.includes(line));
};
