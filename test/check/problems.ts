import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {compareVassals} from '../../source/check/between-vassals.js';
import {examine} from '../../source/check/examine.js';
import type {World} from '../../source/check/world.js';
import {describeProblem} from '../../source/core/problem.js';
import {disk} from '../../source/monitors/disk.js';
import {readText} from '../../source/monitors/read-text.js';
import {scratch} from '../helpers/scratch.js';

type Files = Readonly<Record<string, string>>;

/** Its uWSGI has the plugins http and python3; what options there are it does not say. */
const world: World = {
	env: {},
	readText,
	disk,
	knownOptions: async plugins => {
		const missing = plugins.filter(plugin => plugin !== 'http' && plugin !== 'python3');
		return missing.length === 0 ? undefined : {names: new Set(), missing};
	},
};

/** Examines every .ini file at the top of a folder with these files in it; those named `/` end are folders. */
const check = async (t: TestContext, files: Files): Promise<string[]> => {
	const cwd = await scratch(t);
	for (const [name, text] of Object.entries(files)) {
		await mkdir(name.endsWith('/') ? join(cwd, name) : dirname(join(cwd, name)), {recursive: true});
		if (!name.endsWith('/')) {
			await writeFile(join(cwd, name), text.replaceAll('CWD', cwd));
		}
	}
	const names = Object.keys(files).filter(name => /^[^/]+\.ini$/.test(name));
	const examinations = await Promise.all(
		names.map(name => examine({path: join(cwd, name), name, cwd}, world)),
	);
	const between = compareVassals(examinations);
	return examinations
		.flatMap(({file, config, findings}) => [
			...config.problems,
			...findings,
			...(between.get(file.path) ?? []),
		])
		.map(problem =>
			`${problem.kind ?? 'error'} ${describeProblem(problem)}`.replaceAll(`${cwd}/`, '').replaceAll(cwd, '.'),
		);
};

const ini = (lines: string): string => `[uwsgi]\n${lines}\n`;

const spoken: readonly (readonly [name: string, files: Files, expected: readonly string[]])[] = [
	[
		'a chdir that is not there is all that is said of the places behind it',
		{'a.ini': ini('chdir = CWD/nope\nwsgi-file = app.py')},
		['error a.ini:2: chdir = nope: there is no folder nope. Create it, or mend the path.'],
	],
	[
		'a chdir that is not there does not hide a virtualenv that is missing elsewhere',
		{'a.ini': ini('chdir = CWD/nope\nhome = /no/such/venv\nwsgi-file = app.py')},
		[
			'error a.ini:2: chdir = nope: there is no folder nope. Create it, or mend the path.',
			'error a.ini:3: home = /no/such/venv: there is no folder /no/such/venv. Create it, or mend the path.',
		],
	],
	[
		'a chdir that is a file is no folder',
		{'a.ini': ini('chdir = a.ini')},
		[
			"error a.ini:2: chdir = a.ini: there is no folder a.ini. Create it, or mend the path: it begins at the vassal's working directory.",
		],
	],
	[
		'a WSGI file begins at chdir',
		{'a.ini': ini('wsgi-file = app.py\nchdir = shop'), 'shop/': '', 'app.py': ''},
		[
			"error a.ini:2: wsgi-file = app.py: there is no file shop/app.py. Create it, or mend the path: it begins at the vassal's working directory, or at chdir.",
		],
	],
	[
		'a virtualenv that is not there, by any of its names',
		{'a.ini': ini('home = /no/such/venv')},
		['error a.ini:2: home = /no/such/venv: there is no folder /no/such/venv. Create it, or mend the path.'],
	],
	[
		'a module that is nowhere Python would look',
		{'a.ini': ini('plugin = python3\npythonpath = lib\nmodule = shop_xyz.wsgi:app'), 'lib/other.py': ''},
		[
			'error a.ini:4: module = shop_xyz.wsgi:app: there is no shop_xyz.py or shop_xyz/ in . or lib. Mend the name, or say where it is with chdir or pythonpath.',
		],
	],
	[
		'a module is not missed where chdir is',
		{'a.ini': ini('plugin = python3\nchdir = nope\nmodule = shop_xyz')},
		[
			"error a.ini:3: chdir = nope: there is no folder nope. Create it, or mend the path: it begins at the vassal's working directory.",
		],
	],
	[
		'a file that is to be part of a value',
		{'a.ini': ini('key = x@(secret)\nhere = @(b)\nother = @(exec://date) @(%(x))'), b: 'x'},
		[
			'error a.ini:2: key asks for @(secret): there is no file secret, at which uWSGI ends. Create it, or mend the path.',
		],
	],
	[
		'logic in logic, where the outer condition holds',
		{'a.ini': ini('if-exists = a.ini\nif-env = X\nendif\nif-exists = nope\nif-env = X\nendif')},
		[
			'error a.ini:3: if-env = X stands inside if-exists, and uWSGI ends at logic in logic. Close the outer block first.',
		],
	],
	[
		'set without a value',
		{'a.ini': ini('set = threads')},
		['error a.ini:2: set = threads has no equals sign, at which uWSGI ends. Write set = name=value.'],
	],
	[
		'a plugin that the machine does not have',
		{'a.ini': ini('plugins = http,0:pyhton3\nneed-plugin = nope')},
		[
			"warning a.ini:2: plugins = http,0:pyhton3: this machine's uWSGI has no plugin pyhton3. Mend the name, or install it; Debian may have it as uwsgi-plugin-pyhton3.",
			"error a.ini:3: need-plugin = nope: this machine's uWSGI has no plugin nope. Mend the name, or install it; Debian may have it as uwsgi-plugin-nope.",
		],
	],
	[
		'output that goes where it cannot be followed, once, where it goes last',
		{'a.ini': ini('logto = /var/log/a.log\nlogto = 10.0.0.1:514\nlogger = file:b.log\nlogger = syslog')},
		[
			'warning a.ini:5: logger = syslog sends its log where the emperor cannot follow it. Leave logger out, or name a file, to see it here.',
		],
	],
	[
		'a port that two vassals listen on is said at both',
		{
			'a.ini': ini('http-socket = :8000'),
			'b.ini': ini('p = 8000\nstats = 127.0.0.1:%(p)'),
			'c.ini': ini('http = :8001'),
		},
		[
			'error a.ini:2: http-socket = :8000: b.ini will listen there too. Give each vassal a port of its own.',
			'error b.ini:3: stats = 127.0.0.1:8000: a.ini will listen there too. Give each vassal a port of its own.',
		],
	],
	[
		'a socket that all take from one base file is said with the line of that file',
		{
			'a.ini': ini('ini = base/x.ini'),
			'b.ini': ini('ini = base/x.ini'),
			'c.ini': ini('ini = base/x.ini'),
			'base/x.ini': ini('socket = %n.sock'),
		},
		[
			'error base/x.ini:2: socket = x.sock: b.ini and c.ini will listen there too. Give each vassal a socket of its own.',
			'error base/x.ini:2: socket = x.sock: a.ini and c.ini will listen there too. Give each vassal a socket of its own.',
			'error base/x.ini:2: socket = x.sock: a.ini and b.ini will listen there too. Give each vassal a socket of its own.',
		],
	],
	[
		'a base file among the vassals',
		{'a.ini': ini('ini = base.ini'), 'b.ini': ini('inherit = base.ini'), 'base.ini': ini('threads = 2')},
		[
			"warning base.ini: runs as a vassal, though a.ini and b.ini include it. If it is only a base for others, move it out of the emperor's pattern.",
		],
	],
];
for (const [name, files, expected] of spoken) {
	test(name, async t => {
		assert.deepEqual(await check(t, files), expected);
	});
}

const silent: readonly (readonly [name: string, files: Files])[] = [
	[
		'places that are there, wherever they begin',
		{
			'a.ini': ini(
				'plugin = python3\nchdir = shop\nwsgi-file = app.py\nvirtualenv = ../venv\npythonpath = lib\nmodule = here',
			),
			'shop/app.py': '',
			'shop/lib/here/x.py': '',
			'venv/': '',
		},
	],
	[
		'places that only uWSGI can know',
		{'a.ini': ini('chdir = %(addr)/x\nwsgi-file = $(NOBODY_SET_THIS)/app.py')},
	],
	['places behind a chroot', {'a.ini': ini('chroot = /srv\nchdir = /nope')}],
	['places that a hook may make first', {'a.ini': ini('exec-asap = git clone x /nope\nchdir = /nope')}],
	['a module of an installed package', {'a.ini': ini('plugin = python3\nmodule = json.tool')}],
	[
		'a module where a pattern says',
		{'a.ini': ini('plugin = python3\npythonpath = /srv/*/lib\nmodule = shop_xyz')},
	],
	['a module where the interpreter is not known', {'a.ini': ini('module = shop_xyz')}],
	[
		'a module of an editable install',
		{
			'a.ini': ini('virtualenv = v\nmodule = shop_xyz'),
			'v/lib/python3.11/site-packages/x.pth': 'import __editable___x_finder; install()\n',
		},
	],
	[
		'a module in a folder that a .pth file adds',
		{
			'a.ini': ini('virtualenv = v\nmodule = shop_xyz'),
			'v/lib/python3.11/site-packages/x.pth': '# mine\nCWD/src\n',
			'src/shop_xyz.py': '',
		},
	],
	[
		'different ports, hosts and sockets',
		{
			'a.ini': ini('socket = 127.0.0.1:8000\nhttp-socket = :8001\nstats = a.sock\nsocket = 127.0.0.1:8000'),
			'b.ini': ini('socket = 127.0.0.2:8000\nhttp-socket = :8002\nstats = b.sock\nhttp-to = :8001'),
		},
	],
	[
		'addresses that are not known, not fixed or shared on purpose',
		{
			'a.ini': ini('socket = :%(port)\nhttp = :0\nsocket = =0'),
			'b.ini': ini('socket = :%(port)\nhttp = :0\nsocket = =0'),
			'c.ini': ini('reuse-port = true\nsocket = :8000'),
			'd.ini': ini('reuse-port = true\nsocket = :8000'),
		},
	],
	[
		'places and ports in a config whose conditions only uWSGI can decide',
		{
			'a.ini': ini('if-plugin = x\nchdir = /srv\nendif\nwsgi-file = nope.py\nsocket = :1'),
			'b.ini': ini('socket = :1'),
		},
	],
	[
		'output to standard output',
		{'a.ini': ini('logto = /dev/stdout\nlogger = stdio\nlogger = file:/dev/stderr')},
	],
	['a section of its own that a file reads', {'a.ini': '[uwsgi]\nini = :more\n[more]\nthreads = 2\n'}],
];
for (const [name, files] of silent) {
	test(`nothing is said of ${name}`, async t => {
		assert.deepEqual(await check(t, files), []);
	});
}
