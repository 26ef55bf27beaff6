import assert from 'node:assert/strict';
import test from 'node:test';
import {EntryFinder, type EntryLine} from '../../source/uwsgi/entry-finder.js';
import {readLogLine} from '../../source/uwsgi/log-lines.js';

const entriesOf = (lines: string): EntryLine[] => {
	const finder = new EntryFinder();
	return lines.split('\n').map((line, index) => finder.next(readLogLine(line), index + 1));
};

/** The number of the head of each line: lines with the same number are one entry. */
const headsOf = (lines: string): number[] => entriesOf(lines).map(({head}) => head);

const traceback = `Traceback (most recent call last):
  File "/srv/a.py", line 24, in application
    raise Boom('x')
shop.errors.Boom: x`;

const request =
	'[pid: 24087|app: 0|req: 2/3] 127.0.0.1 () {24 vars in 246 bytes} [Mon Nov 23 20:59:08 2026] GET / => generated 55 bytes in 12 msecs (HTTP/1.1 200) 1 headers in 44 bytes (1 switches on core 0)';

test('a traceback is one entry and an error, and ends with its exception', () => {
	const entries = entriesOf(`fine\n${traceback}\nfine again`);
	assert.deepEqual(
		entries.map(({head}) => head),
		[1, 2, 2, 2, 2, 6],
	);
	assert(entries.slice(1, 5).every(({facts, report}) => facts.level === 'error' && report === 'traceback'));
	assert.deepEqual(entries[5]?.facts.kind, 'output');
});

test('chained exceptions are one entry with what they come from', () => {
	const chained = `${traceback}

During handling of the above exception, another exception occurred:

${traceback}

The above exception was the direct cause of the following exception:

${traceback}
fine`;
	assert.deepEqual(new Set(headsOf(chained).slice(0, -1)), new Set([1]));
	assert.equal(headsOf(chained).at(-1), 19);
});

test('an exception without a message, one with an indented message, and a group are whole', () => {
	const bare = traceback.replace(': x', '');
	assert.deepEqual(headsOf(`${bare}\nfine`), [1, 1, 1, 1, 5]);
	assert.deepEqual(headsOf(`${traceback}\n  [type=missing]\nfine`), [1, 1, 1, 1, 1, 6]);
	const group = `  + Exception Group Traceback (most recent call last):
  |   File "/srv/a.py", line 1, in <module>
  | ExceptionGroup: two (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: one
    +------------------------------------
fine`;
	assert.deepEqual(headsOf(group), [1, 1, 1, 1, 1, 1, 7]);
});

test('two tracebacks in a row are two entries', () => {
	assert.deepEqual(headsOf(`${traceback}\n${traceback}`), [1, 1, 1, 1, 5, 5, 5, 5]);
	const syntaxError = '  File "/srv/a.py", line 1\n    def\nSyntaxError: x';
	assert.deepEqual(headsOf(`${syntaxError}\n${syntaxError}`), [1, 1, 1, 4, 4, 4]);
});

test('a traceback belongs to the line that logged it', () => {
	const logged = `[2026-11-23 12:00:01,123] ERROR in app: Exception on /boom [GET]\n${traceback}`;
	assert.deepEqual(headsOf(logged), [1, 1, 1, 1, 1]);
	const finder = new EntryFinder();
	finder.next(readLogLine('ERROR:root:other'), 1);
	assert.equal(
		finder.next(readLogLine('Traceback (most recent call last):'), 7).head,
		7,
		'lines are missing',
	);
	assert.deepEqual(headsOf(`ERROR:root:other\nfine\n${traceback}`), [1, 2, 3, 3, 3, 3]);
});

test('the calls under an error of JavaScript or Java belong to it', () => {
	const stack = `Error: listen EADDRINUSE: address already in use :::3000
    at Server.setupListenHandle (node:net:1463:16)
    at node:internal/main:1:2 {
  code: 'EADDRINUSE'
}`;
	const entries = entriesOf(`${stack}\nfine\n${stack}`);
	assert.deepEqual(
		entries.map(({head}) => head),
		[1, 1, 1, 1, 1, 6, 7, 7, 7, 7, 7],
	);
	assert(entries.every(({facts}, index) => (facts.level === 'error') === (index !== 5)));
	assert.deepEqual(headsOf(stack.replace('    at n', `${request}\n    at n`)), [1, 1, 3, 1, 1, 1]);
	const thrown = 'java.lang.IllegalStateException: x\n\tat shop.Cart.add(Cart.java:7)';
	assert.deepEqual(headsOf(`${thrown}\nCaused by: ${thrown}\n\t... 5 more\nfine`), [1, 1, 1, 1, 1, 6]);
	assert.deepEqual(headsOf('fine\n    at noon'), [1, 2]);
});

test('what Python could not raise is one entry with its traceback', () => {
	assert.deepEqual(headsOf(`Exception ignored in: <function f at 0x7f0>\n${traceback}`), [1, 1, 1, 1, 1]);
});

test('lines of other workers inside a traceback stay what they are', () => {
	const [first, ...rest] = traceback.split('\n');
	const entries = entriesOf([first, request, ...rest, 'fine'].join('\n'));
	assert.deepEqual(
		entries.map(({head}) => head),
		[1, 2, 1, 1, 1, 6],
	);
	assert.equal(entries[1]?.facts.kind, 'request');
});

test('of tracebacks that come mixed each line is for the one that went on like that before', () => {
	const [head, call, source, raised] = traceback.split('\n');
	const other = [head, '  File "/srv/b.py", line 7, in other', '    raise Bang(1)', 'Bang: 1'];
	const known = `${traceback}\n${other.join('\n')}`;
	const headsAfter = (lines: readonly (string | undefined)[]): number[] =>
		headsOf(`${known}\n${lines.join('\n')}`)
			.slice(8)
			.map(number => number - 8);
	assert.deepEqual(headsAfter([head, head, call, call, source, source, raised, raised]).sort(), [
		...[1, 1, 1, 1],
		...[2, 2, 2, 2],
	]);
	assert.deepEqual(
		headsAfter([head, call, head, other[1], source, other[2], 'Bang: 2', raised]),
		[1, 1, 3, 3, 1, 3, 3, 1],
	);
});

test('one traceback inside another one is whole, though none like it was seen before', () => {
	const [head, call, ...rest] = traceback.split('\n');
	const inner = [
		'Traceback (most recent call last):',
		'  File "/srv/b.py", line 7, in f',
		'    g()',
		'Bang: 1',
	];
	assert.deepEqual(headsOf([head, call, ...inner, ...rest].join('\n')), [1, 1, 3, 3, 3, 3, 1, 1]);
});

test('a report that never ends is given up', () => {
	const lines = [';uWSGI instance configuration', ...Array(2000).fill('a = b'), 'fine'];
	const heads = headsOf(lines.join('\n'));
	assert.equal(heads[900], 1);
	assert.equal(heads.at(-1), 2002);
});

test('a reload begins a banner of its own', () => {
	const start =
		'*** has_emperor mode detected (fd: 6) ***\n[uWSGI] getting INI configuration from a.ini\nos: Linux';
	assert.deepEqual(
		headsOf(`${start}\nspawned uWSGI worker 1 (pid: 5, cores: 1)\n${start}`),
		[1, 1, 1, 4, 5, 5, 5],
	);
});
