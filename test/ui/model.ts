import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {LogStore} from '../../source/logs/log-store.js';
import type {UiCommand} from '../../source/ui/keys.js';
import {layOut} from '../../source/ui/layout.js';
import {
	answer,
	type Dialog,
	focusIndex,
	freshModel,
	type Model,
	react,
	type Sight,
} from '../../source/ui/model.js';

const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];

/** A grid of vassals named a, b, c…, three columns beside each other on 132×26. */
const gridOf = (count: number, model: Model = freshModel(), size: [number, number] = [132, 26]): Sight => {
	const ids = alphabet.slice(0, count);
	return {
		ids,
		layout: layOut(...size, count, {
			chosen: model.chosenLayout ?? 'grid',
			isZoomed: model.isZoomed,
			focus: focusIndex(model, ids),
		}),
		log: () => new LogStore(),
		logHeight: 10,
		hasProcesses: true,
		isRagnarok: false,
	};
};

const focusedAfter = (focus: string, command: UiCommand, count: number, key = ''): string | undefined => {
	const model = freshModel({focus});
	return react(model, command, key, gridOf(count, model)).model.focus;
};

test('arrows move about the grid as it is seen', () => {
	// a b c
	// d e f
	// g h i
	const from = (command: UiCommand) => alphabet.slice(0, 9).map(id => focusedAfter(id, command, 9));
	assert.deepEqual(from('focus-up').join(''), 'abcabcdef');
	assert.deepEqual(from('focus-left').slice(3, 6).join(''), 'cde');
	assert.deepEqual(from('focus-right').slice(3, 6).join(''), 'efg');
	assert.deepEqual(from('focus-down').slice(0, 6).join(''), 'defghi');
});

test('in the lowest row down leaves the focus where it is', () => {
	assert.deepEqual(
		['g', 'h', 'i'].map(id => focusedAfter(id, 'focus-down', 9)),
		['g', 'h', 'i'],
	);
});

test('from above a gap down goes to the last vassal', () => {
	// a b c
	// d e
	assert.equal(focusedAfter('c', 'focus-down', 5), 'e');
});

test('at both ends left and right stay, and Tab goes round', () => {
	assert.equal(focusedAfter('a', 'focus-left', 5), 'a');
	assert.equal(focusedAfter('e', 'focus-right', 5), 'e');
	assert.equal(focusedAfter('e', 'focus-next', 5), 'a');
	assert.equal(focusedAfter('a', 'focus-next', 5), 'b');
	assert.equal(focusedAfter('a', 'focus-previous', 5), 'e');
});

test('a number focuses its vassal, and does nothing where there are fewer', () => {
	assert.equal(focusedAfter('a', 'focus-number', 5, '3'), 'c');
	assert.equal(focusedAfter('b', 'focus-number', 5, '6'), 'b');
});

test('pages are turned one at a time, to the last and back to the first', () => {
	fc.assert(
		fc.property(
			fc.record({
				count: fc.integer({min: 1, max: 26}),
				focus: fc.nat(25),
				columns: fc.constantFrom(44, 80, 132),
				rows: fc.constantFrom(10, 12, 18),
				chosenLayout: fc.constantFrom('grid' as const, 'list' as const),
				direction: fc.constantFrom(1, -1),
			}),
			({count, focus, columns, rows, chosenLayout, direction}) => {
				const model = freshModel({focus: alphabet[focus % count] ?? 'a', chosenLayout});
				const sight = gridOf(count, model, [columns, rows]);
				const {page, pages} = sight.layout;
				const turned = react(model, direction === 1 ? 'next-page' : 'previous-page', '', sight).model;
				assert.equal(
					gridOf(count, turned, [columns, rows]).layout.page,
					Math.max(0, Math.min(pages - 1, page + direction)),
				);
			},
		),
	);
});

test('with nobody there no key moves anything, and none throws', () => {
	const model = freshModel();
	const sight = {...gridOf(0), hasProcesses: false};
	for (const command of [
		...(['focus-left', 'focus-right', 'focus-up', 'focus-down', 'focus-next', 'focus-previous'] as const),
		...([
			'focus-number',
			'next-page',
			'previous-page',
			'zoom',
			'back',
			'line-up',
			'oldest',
			'follow',
		] as const),
		...(['start', 'stop', 'reload', 'restart', 'kill', 'forgive'] as const),
	]) {
		assert.deepEqual(react(model, command, '1', sight), {model}, command);
	}
});

test('the focus stays with its vassal whoever comes and goes, and falls to the first when it goes itself', () => {
	const model = freshModel({focus: 'c'});
	assert.equal(focusIndex(model, ['a', 'b', 'c']), 2);
	assert.equal(focusIndex(model, ['0', 'a', 'b', 'c', 'd']), 3);
	assert.equal(focusIndex(model, ['c']), 0);
	assert.equal(focusIndex(model, ['a', 'b']), 0);
	assert.equal(focusIndex(freshModel(), ['a', 'b']), 0);
});

test('Enter zooms, Enter or Escape or q goes back, and only then q asks', () => {
	const zoomed = react(freshModel({focus: 'b'}), 'zoom', 'enter', gridOf(3)).model;
	assert.deepEqual(zoomed, freshModel({focus: 'b', isZoomed: true}));
	assert.deepEqual(react(zoomed, 'back', 'escape', gridOf(3, zoomed)).model, freshModel({focus: 'b'}));
	assert.deepEqual(react(zoomed, 'quit', 'q', gridOf(3, zoomed)), {model: freshModel({focus: 'b'})});
});

test('each layout key changes what is seen, and twice is as before', () => {
	for (const command of ['next-layout', 'previous-layout'] as const) {
		const once = react(freshModel(), command, '', gridOf(3)).model;
		assert.equal(gridOf(3, once).layout.kind, 'list');
		const twice = react(once, command, '', gridOf(3, once)).model;
		assert.equal(gridOf(3, twice).layout.kind, 'grid');
	}
});

/** One vassal, whose log has lines 1 to 100, ten of which are seen. */
const reading = (scrolled?: number) => {
	const log = new LogStore({maxLines: 1000, maxBytes: 1e6});
	log.append(Buffer.from('line\n'.repeat(100)), 0);
	const sight: Sight = {...gridOf(1), log: () => log};
	const model = freshModel(scrolled === undefined ? {} : {scrolled: {a: scrolled}});
	const topAfter = (...commands: readonly UiCommand[]): number | undefined =>
		commands.reduce((now, command) => react(now, command, '', sight).model, model).scrolled['a'];
	return {log, topAfter};
};

test('any way up pauses, so far as its name says', () => {
	const {topAfter} = reading();
	assert.equal(topAfter('line-up'), 90);
	assert.equal(topAfter('half-page-up'), 86);
	assert.equal(topAfter('page-up'), 81);
	assert.equal(topAfter('oldest'), 1);
	assert.equal(topAfter('page-up', 'page-up', 'line-up'), 70);
});

test('reaching the end follows again, and G does at once', () => {
	assert.equal(reading(89).topAfter('line-down'), 90);
	assert.equal(reading(90).topAfter('line-down'), undefined);
	assert.equal(reading(85).topAfter('half-page-down'), 90);
	assert.equal(reading(85).topAfter('page-down'), undefined);
	assert.equal(reading(1).topAfter('follow'), undefined);
	assert.equal(reading().topAfter('line-down'), undefined);
});

test('a paused log stays where it is while more is printed', () => {
	const {log, topAfter} = reading(50);
	log.append(Buffer.from('more\n'.repeat(100)), 0);
	assert.equal(topAfter('line-down'), 51);
});

test('nothing is above the oldest line that is kept, and a log that fits has nowhere to go', () => {
	const log = new LogStore({maxLines: 20, maxBytes: 1e6});
	log.append(Buffer.from('line\n'.repeat(100)), 0);
	const sight: Sight = {...gridOf(1), log: () => log};
	assert.equal(react(freshModel(), 'oldest', 'g', sight).model.scrolled['a'], 81);
	assert.equal(react(freshModel({scrolled: {a: 81}}), 'page-up', 'b', sight).model.scrolled['a'], 81);
	const short = new LogStore();
	short.append(Buffer.from('one\ntwo\n'), 0);
	assert.deepEqual(react(freshModel(), 'page-up', 'b', {...sight, log: () => short}).model.scrolled, {});
});

test('each vassal is scrolled by itself', () => {
	const log = new LogStore();
	log.append(Buffer.from('line\n'.repeat(100)), 0);
	const sight: Sight = {...gridOf(2), log: () => log};
	const one = react(freshModel({focus: 'a'}), 'oldest', 'g', sight).model;
	const both = react({...one, focus: 'b'}, 'line-up', 'k', sight).model;
	assert.deepEqual(both.scrolled, {a: 1, b: 90});
	assert.deepEqual(react(both, 'follow', 'G', sight).model.scrolled, {a: 1});
});

test('a command is for the focused vassal, and changes nothing on the screen', () => {
	const model = freshModel({focus: 'b'});
	for (const command of ['start', 'stop', 'reload', 'restart', 'forgive'] as const) {
		assert.deepEqual(react(model, command, '', gridOf(3, model)), {
			model,
			request: {type: 'tell', id: 'b', command},
		});
	}
});

test('quitting asks where something runs, and only there', () => {
	const model = freshModel();
	const asked = react(model, 'quit', 'q', gridOf(2));
	assert.deepEqual(asked, {model: {...model, dialog: {kind: 'confirm-quit'}}});
	assert.deepEqual(react(model, 'quit', 'q', {...gridOf(2), hasProcesses: false}), {
		model,
		request: {type: 'ragnarok'},
	});
	assert.deepEqual(react(model, 'quit', 'q', {...gridOf(2), isRagnarok: true}), {model});
});

const answered = (dialog: Dialog, key: string) => answer(freshModel({dialog}), dialog, key);

test('y, Enter or a second q quits; any other key does not', () => {
	const dialog: Dialog = {kind: 'confirm-quit'};
	for (const key of ['y', 'Y', 'enter', 'q']) {
		assert.deepEqual(answered(dialog, key), {model: freshModel(), request: {type: 'ragnarok'}}, key);
	}
	for (const key of ['n', 'N', 'escape', 'x', 'Q', 'space', 'tab', 'z']) {
		assert.deepEqual(answered(dialog, key), {model: freshModel()}, key);
	}
});

test('killing asks first, and kills whom it asked about even if the focus is elsewhere by then', () => {
	const model = freshModel({focus: 'b'});
	const asked = react(model, 'kill', 'X', gridOf(3, model));
	const dialog: Dialog = {kind: 'confirm-kill', id: 'b'};
	assert.deepEqual(asked, {model: {...model, dialog}});
	assert.deepEqual(answer({...asked.model, focus: 'c'}, dialog, 'y'), {
		model: {...model, focus: 'c'},
		request: {type: 'tell', id: 'b', command: 'kill'},
	});
	assert.deepEqual(answered(dialog, 'enter').request, {type: 'tell', id: 'b', command: 'kill'});
	for (const key of ['n', 'escape', 'q', 'x', 'k']) {
		assert.deepEqual(answered(dialog, key), {model: freshModel()}, key);
	}
});

test('ctrl+c is the end of all, whatever is on the screen, and again', () => {
	const dialogs: readonly (Dialog | undefined)[] = [
		undefined,
		{kind: 'help', top: 3},
		{kind: 'confirm-quit'},
		{kind: 'confirm-kill', id: 'a'},
	];
	for (const dialog of dialogs) {
		for (const isZoomed of [true, false]) {
			for (const isRagnarok of [true, false]) {
				const model = freshModel({isZoomed, ...(dialog === undefined ? {} : {dialog})});
				assert.deepEqual(react(model, 'ragnarok', 'ctrl+c', {...gridOf(2), isRagnarok}), {
					model: freshModel({isZoomed}),
					request: {type: 'ragnarok'},
				});
			}
		}
	}
});

test('help opens at its top, scrolls no higher, and any other key closes it', () => {
	const opened = react(freshModel(), 'help', '?', gridOf(2)).model;
	assert.deepEqual(opened.dialog, {kind: 'help', top: 0});
	const topAfter = (top: number, key: string) => {
		const {dialog} = answered({kind: 'help', top}, key).model;
		return dialog?.kind === 'help' ? dialog.top : undefined;
	};
	assert.deepEqual(
		['down', 'j', 'up', 'k', 'pagedown', 'space', 'pageup', 'b'].map(key => topAfter(4, key)),
		[5, 5, 3, 3, 12, 12, 0, 0],
	);
	assert.equal(topAfter(0, 'up'), 0);
	for (const key of ['?', 'q', 'escape', 'enter', 'x', 'X']) {
		assert.deepEqual(answered({kind: 'help', top: 4}, key), {model: freshModel()}, key);
	}
});
