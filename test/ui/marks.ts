import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answer} from '../../source/ui/dialogs.js';
import type {UiCommand} from '../../source/ui/keys.js';
import {freshModel, type Model, react} from '../../source/ui/model.js';
import {openScreen, withFive, withPair} from '../helpers/drawn-screen.js';
import {panelOf} from '../helpers/frame.js';
import {gridSight} from '../helpers/grid-sight.js';

const abc = gridSight(['a', 'b', 'c']);

const after = (model: Model, ...commands: readonly UiCommand[]): Model =>
	commands.reduce((now, command) => react(now, command, '', abc).model, model);

test('what is told is told to the marked and nobody else, or to the focused one where none is marked', () => {
	const marked = after(
		freshModel({focus: 'a'}),
		'mark',
		'focus-next',
		'focus-next',
		'mark',
		'focus-previous',
	);
	assert.equal(marked.focus, 'b');
	for (const command of ['reload', 'restart', 'start', 'forgive'] as const) {
		assert.deepEqual(react(marked, command, '', abc), {
			model: marked,
			request: {type: 'tell', ids: ['a', 'c'], command},
		});
	}
	assert.deepEqual(react(marked, 'reload', '', gridSight(['b', 'c'])).request, {
		type: 'tell',
		ids: ['c'],
		command: 'reload',
	});
	assert.deepEqual(react(marked, 'reload', '', gridSight(['b'])).request, {
		type: 'tell',
		ids: ['b'],
		command: 'reload',
	});
});

test('a mark is taken back by its key, all marks by theirs, and by Escape as its last step', () => {
	const fresh = freshModel({focus: 'a'});
	assert.deepEqual(after(fresh, 'mark', 'mark'), fresh);
	assert.deepEqual(after(fresh, 'mark', 'mark-all').marked, ['a', 'b', 'c']);
	assert.deepEqual(after(fresh, 'mark-all', 'mark-all'), fresh);
	const zoomed = after(fresh, 'mark-all', 'zoom');
	assert.deepEqual(after(zoomed, 'back').marked, ['a', 'b', 'c']);
	assert.deepEqual(after(zoomed, 'back', 'back'), fresh);
});

test('stopping several asks, stopping one does not; killing always does', () => {
	const all = after(freshModel({focus: 'a'}), 'mark-all');
	for (const [command, key] of [
		['stop', 'x'],
		['kill', 'X'],
	] as const) {
		const asked = react(all, command, key, abc);
		assert.equal(asked.request, undefined);
		const {dialog} = asked.model;
		assert.ok(dialog !== undefined);
		assert.deepEqual(answer(asked.model, dialog, 'y', abc), {
			model: all,
			request: {type: 'tell', ids: ['a', 'b', 'c'], command},
		});
		assert.deepEqual(answer(asked.model, dialog, key, abc).request?.type, 'tell');
		assert.deepEqual(answer(asked.model, dialog, 'n', abc), {model: all});
	}
	const one = after(freshModel({focus: 'a'}), 'mark');
	assert.deepEqual(react(one, 'stop', 'x', abc).request, {type: 'tell', ids: ['a'], command: 'stop'});
});

test('marks stand in the borders and on the last line, and the question says how many', async t => {
	const {shows, gone, press, screen, sent, sees} = withPair(await openScreen(t, 120, 30));
	await shows('quit');
	press('*');
	await shows('1 marked:  r reload  R restart  x stop  esc unmark');
	assert.equal(panelOf(screen(), 'http.ini').title, '* 1 http.ini ● ready');
	press('A');
	await shows('2 marked, all:');
	assert.equal(panelOf(screen(), 'uwsgi.ini').title, '* 2 uwsgi.ini ★ loyal');
	press('x');
	await shows('stop these 2 vassals?  y yes  n no');
	press('n');
	await gone('y yes');
	assert.deepEqual(sent, []);
	press('r');
	await shows('reload → 2 vassals');
	await sees('both told', () => sent.length === 2);
	press('\x1b');
	await gone('* 1 http.ini');
	await shows('? help  q quit');
});

test('marks end by Escape in every layout, the table and small screens too', async t => {
	for (const [columns, rows, layout] of [
		[120, 30, 'list'],
		[120, 30, 'table'],
		[120, 30, 'merged'],
		[40, 10, undefined],
	] as const) {
		const {shows, gone, press} = withPair(await openScreen(t, columns, rows, {layout}));
		await shows('? help');
		press('*');
		await shows('1 marked:');
		press('\x1b');
		await gone('1 marked:');
	}
});

test('what refuses is said once, with how many more', async t => {
	const {shows, press, refuse} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	refuse('/v/http.ini: no such vassal. Its config file may be gone.');
	press('Ar');
	await shows('/v/http.ini: no such vassal. Its config file may be gone. (and 1 more)');
});

test('a mark is seen in every list, however small', async t => {
	for (const [columns, rows] of [
		[80, 24],
		[40, 10],
	] as const) {
		const {shows, press} = withFive(await openScreen(t, columns, rows));
		await shows('2 b.ini');
		press('*2');
		await shows(/^ \*● ready +1 a\.ini/m);
		press('*');
		await shows(/^▸\*★ loyal +2 b\.ini/m);
		await shows('2 marked:');
	}
});

test('the merged log is that of the marked, if any are marked', async t => {
	const {shows, gone, press, print, screen} = withFive(await openScreen(t, 80, 24));
	print('a.ini', 'of a\n');
	print('b.ini', 'of b\n');
	await shows('2 b.ini');
	press('3*1*0');
	await shows('2 marked of 4');
	await shows('the log of c');
	await shows(/a\.ini of a/);
	assert.ok(!screen().includes('of b'));
	print('b.ini', 'more of b\n');
	print('a.ini', 'more of a\n');
	await shows('more of a');
	assert.ok(!screen().includes('of b'));
	press('\x1b');
	await shows('all 4 vassals');
	await shows('more of b');
	await gone('2 marked of 4');
});

test('what is no vassal is not marked, alone or with all', async t => {
	const {shows, press, row, sent} = withFive(await openScreen(t, 80, 24));
	await shows('5 tox.ini');
	press('5*');
	press('1*');
	await shows('1 marked:');
	press('A');
	await shows('4 marked, all:');
	press('r');
	await shows('reload → 4 vassals');
	assert.equal(row(0).includes('4 vassals'), true);
	assert.ok(sent.every(command => command.type !== 'tell' || !command.id.includes('tox')));
});
