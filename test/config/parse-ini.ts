import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseIni, plainLines} from '../../source/config/parse-ini.js';

const parse = (text: string) => parseIni(plainLines(text));
const pairs = (text: string) => parse(text).entries.map(({key, value}) => [key, value]);

test('an entry knows its section and its line', () => {
	assert.deepEqual(parse('\n[uwsgi]\n\nmaster = true\n[other]\nx=1').entries, [
		{section: 'uwsgi', key: 'master', value: 'true', line: 4},
		{section: 'other', key: 'x', value: '1', line: 6},
	]);
});

test('repeated keys are all kept, in order', () => {
	assert.deepEqual(pairs('[uwsgi]\nenv = A=1\nplugin = x\nenv = B=2'), [
		['env', 'A=1'],
		['plugin', 'x'],
		['env', 'B=2'],
	]);
});

test('several blocks of one section add up', () => {
	const {entries} = parse('[uwsgi]\na=1\n[x]\nb=2\n[uwsgi]\nc=3');
	assert.deepEqual(
		entries.filter(({section}) => section === 'uwsgi').map(({key}) => key),
		['a', 'c'],
	);
});

test('a semicolon or hash is a comment at the start of a line and nowhere else', () => {
	assert.deepEqual(pairs('[uwsgi]\n; a\n  # b\nroute = ^/ addheader:X: b;c # d'), [
		['route', '^/ addheader:X: b;c # d'],
	]);
});

test('the first equals sign divides, and quotes, escapes and brackets stay', () => {
	assert.deepEqual(pairs('[uwsgi]\na = b = c\nq = "x"\ne = a\\;b\narr[] = 1'), [
		['a', 'b = c'],
		['q', '"x"'],
		['e', 'a\\;b'],
		['arr[]', '1'],
	]);
});

test('a key alone has the empty value', () => {
	assert.deepEqual(pairs('[uwsgi]\nlazy-apps\nx ='), [
		['lazy-apps', ''],
		['x', ''],
	]);
});

test('spaces, tabs and carriage returns are trimmed, other white space is text', () => {
	assert.deepEqual(pairs('[uwsgi]\r\n\t a\t=\t b \r\n\u00A0c = d\u00A0'), [
		['a', 'b'],
		['\u00A0c', 'd\u00A0'],
	]);
});

test('a section is named by everything behind the bracket but the last character of the line', () => {
	assert.deepEqual(
		parse('[uwsgi\n[uwsgi] ; c\n[]\n[').sections.map(({name, line}) => [name, line]),
		[
			['uwsg', 1],
			['uwsgi] ; ', 2],
			['', 3],
			['', 4],
		],
	);
});

test('a byte order mark makes a key of the first section line', () => {
	const {sections, entries} = parse('\uFEFF[uwsgi]\nmaster = true');
	assert.deepEqual(sections, []);
	assert.deepEqual(entries[0], {section: '', key: '\uFEFF[uwsgi]', value: '', line: 1});
});
