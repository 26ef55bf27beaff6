import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answer} from '../../source/ui/dialogs.js';
import {lineOf} from '../../source/ui/line-edit.js';
import {freshModel, type Model, react} from '../../source/ui/model.js';
import {selectEntries} from '../../source/ui/palette.js';
import {openScreen, withFive, withPair} from '../helpers/drawn-screen.js';
import {gridSight} from '../helpers/grid-sight.js';

const sight = gridSight(['/v/blog.ini', '/v/shop.ini', '/v/shop-test.ini'], {
	nameOf: id => id.slice('/v/'.length),
	extent: {rows: 0, height: 20},
});

const best = (text: string) => selectEntries(text, sight)[0]?.words;

test('with nothing written every command that means something here is there, once', () => {
	const words = selectEntries('', sight).map(entry => entry.words);
	assert.deepEqual(words, [...new Set(words)]);
	for (const command of ['reload', 'zoom', 'messages', 'quit', 'search']) {
		assert.ok(words.includes(command), command);
	}
	for (const command of ['unzoom', 'copy', 'palette']) {
		assert.ok(!words.includes(command), command);
	}
});

test('a command is found by its name, by what it does, and for a vassal by its name', () => {
	assert.equal(best('rel'), 'reload');
	assert.equal(best('gracefully'), 'reload');
	assert.equal(best('reload shop'), 'reload shop.ini');
	assert.equal(best('kill sht'), 'kill shop-test.ini');
	assert.equal(best('blog'), 'focus blog.ini');
	assert.equal(best('qqq'), undefined);
	assert.deepEqual(
		selectEntries('stop ', sight)
			.map(({words}) => words)
			.filter(words => words.startsWith('stop '))
			.sort(),
		['stop blog.ini', 'stop shop-test.ini', 'stop shop.ini'],
	);
});

const press = (model: Model, ...keys: readonly string[]) =>
	keys.reduce<ReturnType<typeof answer>>(
		(reaction, key) => {
			const {dialog} = reaction.model;
			assert.ok(dialog !== undefined, `no dialog at ${key}`);
			return answer(reaction.model, dialog, key, sight);
		},
		{model},
	);

const opened = react(
	freshModel({focus: '/v/blog.ini', marked: ['/v/blog.ini']}),
	'palette',
	':',
	sight,
).model;

test('a named vassal is told alone, and focus and marks stay', () => {
	const {model, request} = press(opened, ...'reload', 'space', ...'shop.', 'enter');
	assert.deepEqual(request, {type: 'tell', ids: ['/v/shop.ini'], command: 'reload'});
	assert.deepEqual(model, freshModel({focus: '/v/blog.ini', marked: ['/v/blog.ini']}));
	const killing = press(opened, ...'kill', 'space', ...'shop.', 'enter').model;
	assert.deepEqual(killing.dialog, {kind: 'confirm-tell', command: 'kill', ids: ['/v/shop.ini']});
	assert.deepEqual(killing.marked, ['/v/blog.ini']);
});

test('without a name a command is for whom its key would be', () => {
	assert.deepEqual(press(opened, ...'reload', 'enter').request, {
		type: 'tell',
		ids: ['/v/blog.ini'],
		command: 'reload',
	});
});

test('a vassal is focused, zoomed or marked by its name', () => {
	assert.equal(press(opened, ...'shop-t', 'enter').model.focus, '/v/shop-test.ini');
	const {isZoomed, focus} = press(opened, ...'zoom', 'space', ...'shop.', 'enter').model;
	assert.deepEqual([isZoomed, focus], [true, '/v/shop.ini']);
	const marked = press(opened, ...'mark', 'space', ...'shop.', 'enter').model;
	assert.deepEqual([marked.marked, marked.focus], [['/v/blog.ini', '/v/shop.ini'], '/v/blog.ini']);
});

test('arrows choose, Tab completes, Escape and an empty line leave', () => {
	const chosen = press(opened, ...'shop', 'down').model.dialog;
	assert.deepEqual(chosen, {kind: 'palette', line: lineOf('shop'), choice: 1});
	const completed = press(opened, ...'relo', 'tab').model.dialog;
	assert.deepEqual(completed, {kind: 'palette', line: lineOf('reload '), choice: 0});
	const whole = press(opened, ...'reload', 'space', ...'shop.', 'tab').model.dialog;
	assert.deepEqual(whole, {kind: 'palette', line: lineOf('reload shop.ini'), choice: 0});
	assert.equal(press(opened, 'r', 'escape').model.dialog, undefined);
	assert.equal(press(opened, 'r', 'backspace', 'backspace').model.dialog, undefined);
	assert.equal(press(opened, 'up').model.dialog?.kind, 'palette');
	assert.deepEqual(press(opened, ...'qqq', 'enter').request, undefined);
});

for (const [columns, rows] of [
	[120, 30],
	[80, 24],
	[40, 10],
] as const) {
	test(`the palette lists, narrows down and runs, at ${columns}×${rows}`, async t => {
		const {shows, gone, press, sees, sent, row} = withFive(await openScreen(t, columns, rows));
		await shows('2 b.ini');
		press(':');
		await shows(/^▸ zoom/m);
		press('rel b');
		await shows(/^▸ reload b\.ini/m);
		assert.match(row(-1), /^ :rel b/);
		press('\r');
		await sees('the request', () => sent.length === 1);
		assert.deepEqual(sent, [{type: 'tell', id: '/v/b.ini', command: 'reload'}]);
		await shows('reload → b.ini');
		await gone(':rel b');
	});
}

test('what is pasted is written, and no command', async t => {
	const {shows, press, sent} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	press(':\x1b[200~restart uw\rq\x1b[201~');
	await shows(/^▸ restart uwsgi\.ini/m);
	assert.deepEqual(sent, []);
});

test('a click runs what it is on, the wheel chooses', async t => {
	const {shows, press, sees, sent} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	press(':reload ');
	await shows(/^▸ reload {3,}r/m);
	press('\x1b[<65;3;3M');
	await shows(/^▸ reload http\.ini/m);
	press('\x1b[<0;5;4M');
	await sees('the request', () => sent.length === 1);
	await shows('reload → uwsgi.ini');
});
