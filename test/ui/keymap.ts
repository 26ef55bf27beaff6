import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readKeyName} from '../../source/ui/key-names.js';
import {type KeyLine, remap} from '../../source/ui/keymap.js';
import {bindingFor, bindings, isBound, keyModes} from '../../source/ui/keys.js';
import {openScreen, withPair} from '../helpers/drawn-screen.js';

const own = (...lines: readonly string[]) =>
	remap(
		bindings,
		lines.map((text, index): KeyLine => {
			const [name = '', value = ''] = text.split(' = ');
			return {name, value, line: index + 10};
		}),
		name => `Did you mean ${name}?`,
	);

const problemsOf = (...lines: readonly string[]) =>
	own(...lines).problems.map(({line, what, remedy}) => `${line}: ${what}. ${remedy}`);

test('keys are read as people write them, and what no terminal sends is said', () => {
	for (const [written, key] of [
		['r', 'r'],
		['R', 'R'],
		['é', 'é'],
		['Esc', 'escape'],
		['PgUp', 'pageup'],
		['Ctrl-R', undefined],
		['ctrl+R', 'ctrl+r'],
		['^R', 'ctrl+r'],
		['C-a', 'ctrl+a'],
		['alt+X', 'alt+X'],
		['shift+x', 'X'],
		['shift+tab', 'shift+tab'],
		['F5', 'f5'],
		['f13', undefined],
		['semicolon', ';'],
		['+', '+'],
		['ctrl++', 'ctrl++'],
		['ctrl+i', undefined],
		['ctrl+', undefined],
		['hello', undefined],
		['\x1b', undefined],
	] as const) {
		const read = readKeyName(written);
		assert.equal(typeof read === 'string' ? read : undefined, key, written);
	}
});

test('a command has the keys it was given, several or none, and only those', () => {
	const {bindings: table, problems} = own('reload = ctrl+r f5', 'kill = none', 'stop = ctrl+s');
	assert.deepEqual(problems, []);
	for (const key of ['ctrl+r', 'f5']) {
		assert.equal(bindingFor(key, 'grid', table)?.command, 'reload');
	}
	assert.equal(bindingFor('r', 'grid', table), undefined);
	assert.equal(bindingFor('X', 'grid', table), undefined);
	assert.equal(bindingFor('ctrl+s', 'zoom', table)?.command, 'stop');
	assert.equal(bindingFor('ctrl+r', 'selecting', table), undefined);
});

test('who had the key before loses it there, and who has none left is named', () => {
	const {bindings: table, problems} = own('merged = z');
	assert.deepEqual(problems, []);
	assert.equal(bindingFor('z', 'grid', table)?.command, 'merged');
	assert.equal(bindingFor('enter', 'grid', table)?.command, 'zoom');
	assert.deepEqual(problemsOf('reload = x'), [
		'10: "x" was the key of stop, which has none now. Give it another, or write stop = none',
	]);
	assert.deepEqual(problemsOf('reload = x', 'stop = none'), []);
	assert.deepEqual(problemsOf('reload = x', 'stop = r'), []);
});

test('of two wishes for one key the first counts, and the second is named', () => {
	assert.deepEqual(problemsOf('reload = f5', 'restart = f5 f6', 'reload = f7', 'nonsense = q', 'start ='), [
		'11: "f5" is the key of reload already, in line 10. Give one of them another',
		'12: "reload" has its keys in line 10 already. Write all of them in one line',
		'13: "nonsense" is no command. Did you mean nonsense?',
		'14: "start =" is no command. Did you mean start =?',
	]);
	const {bindings: table} = own('reload = f5', 'restart = f5 f6');
	assert.equal(bindingFor('f5', 'grid', table)?.command, 'reload');
	assert.equal(bindingFor('f6', 'grid', table)?.command, 'restart');
	const kept = own('reload = f5', 'restart = f5');
	assert.equal(kept.problems.length, 1);
	assert.equal(bindingFor('R', 'grid', kept.bindings)?.command, 'restart');
	assert.deepEqual(problemsOf('line-up = p', 'select-left = p').length, 1);
	assert.deepEqual(problemsOf('unzoom = p', 'select-left = p'), []);
});

test('there is always a way out', () => {
	const {bindings: table, problems} = own('quit = none', 'ragnarok = none');
	assert.equal(problems.length, 1);
	assert.equal(bindingFor('ctrl+c', 'grid', table)?.command, 'ragnarok');
	assert.deepEqual(problemsOf('ragnarok = none'), []);
});

test('whatever is wished for, no key means two things in one place', () => {
	const commands = [...new Set(bindings.map(({command}) => command))];
	const lines = commands.map((command, index) => `${command} = ${['j', 'k', 'ctrl+a', 'esc 7'][index % 4]}`);
	const {bindings: table} = own(...lines);
	for (const mode of keyModes) {
		const keys = table.filter(binding => isBound(binding, mode)).flatMap(binding => binding.keys);
		assert.deepEqual(
			keys.filter((key, index) => keys.indexOf(key) !== index),
			[],
			mode,
		);
	}
});

test('the last line, help, palette, questions and messages know the person’s own keys', async t => {
	const {bindings: keymap} = own(
		'reload = ctrl+r',
		'kill = f4',
		'go-to-mark = ctrl+g',
		'focus-number = f6 f7',
		'ragnarok = ctrl+a',
		'quit = Z',
	);
	const screen = await openScreen(t, 120, 30, {keymap, complaints: ['config.ini:12: "x" is no key', 'two']});
	const {shows, gone, press, sees, sent} = withPair(screen);
	await shows('config.ini:12: "x" is no key (and 1 more)');
	press('r');
	press('\x1b[18~\x12');
	await shows('reload → uwsgi.ini');
	assert.deepEqual(sent, [{type: 'tell', id: '/v/uwsgi.ini', command: 'reload'}]);
	press('m');
	await shows('marked. ctrl+g comes back here');
	press(':reload');
	await shows(/^▸ reload +ctrl\+r/m);
	press('\x1b');
	await gone(':reload');
	press('?');
	await shows(/ctrl\+r +reload gracefully/);
	press('\x1b');
	await gone('reload gracefully');
	press('"');
	await shows('two');
	press('\x1b');
	await gone('two');
	press('\x1bOS');
	await shows('kill uwsgi.ini without asking it to stop?');
	press('\x1bOS');
	await sees('the kill', () => sent.length === 2);
	press('\x01');
	await sees('the end', () => sent.at(-1)?.type === 'ragnarok');
});
