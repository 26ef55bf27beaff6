import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {LineOrder} from '../../source/logs/line-order.js';
import {LogStore} from '../../source/logs/log-store.js';
import {answer, type Dialog} from '../../source/ui/dialogs.js';
import {focusIndex, keepFocus} from '../../source/ui/focus.js';
import type {UiCommand} from '../../source/ui/keys.js';
import {layOut} from '../../source/ui/layout.js';
import {freshView} from '../../source/ui/log/log-view.js';
import {freshModel, type Model, react} from '../../source/ui/model.js';
import type {Sight} from '../../source/ui/sight.js';
import {gridSight} from '../helpers/grid-sight.js';

const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];

/** A grid of vassals named a, b, c…, three columns beside each other on 132×26. */
const gridOf = (count: number, model: Model = freshModel(), size: [number, number] = [132, 26]): Sight => {
	const ids = alphabet.slice(0, count);
	return gridSight(ids, {
		layout: layOut(...size, count, {
			chosen: model.chosenLayout ?? 'grid',
			isZoomed: model.isZoomed,
			focus: focusIndex(model, ids),
		}),
	});
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

test('the focus of a vassal that is gone falls to the next that is there, or to the last before it', () => {
	const kept = (focus: string | undefined, before: string, after: string) =>
		keepFocus(freshModel(focus === undefined ? {} : {focus}), [...before], [...after]).focus;
	assert.equal(kept('c', 'abcde', 'abde'), 'd');
	assert.equal(kept('c', 'abcde', 'abe'), 'e');
	assert.equal(kept('e', 'abcde', 'abcd'), 'd');
	assert.equal(kept('c', 'abc', 'a'), 'a');
	assert.equal(kept('c', 'abcde', 'edcba'), 'c');
	assert.equal(kept('c', 'abc', ''), 'c');
	assert.equal(kept('z', 'abc', 'ab'), 'z');
	assert.equal(kept(undefined, 'abc', 'bc'), undefined);
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

test('each layout key changes what is seen, goes round all four, and back', () => {
	const seenAfter = (model: Model, ...commands: UiCommand[]): string => {
		const after = commands.reduce(
			(now, command) => react(now, command, '', gridOf(3, now, [132, 26])).model,
			model,
		);
		return layOut(132, 26, 3, {chosen: after.chosenLayout, isZoomed: after.isZoomed, focus: 0}).kind;
	};
	const next = 'next-layout';
	const previous = 'previous-layout';
	const grid = freshModel({chosenLayout: 'grid'});
	assert.deepEqual(
		[[next], [next, next], [next, next, next], [previous], [previous, next], [previous, previous]].map(keys =>
			seenAfter(grid, ...(keys as UiCommand[])),
		),
		['list', 'table', 'merged', 'merged', 'grid', 'table'],
	);
	assert.equal(seenAfter(grid, 'zoom', next), 'list');
	assert.equal(seenAfter(freshModel(), 'merged'), 'merged');
	assert.equal(seenAfter(freshModel(), 'zoom', 'merged'), 'merged');
	assert.equal(seenAfter(freshModel(), 'merged', 'merged'), 'grid');
	assert.equal(seenAfter(freshModel({chosenLayout: 'list'}), 'merged', 'merged'), 'list');
	assert.equal(seenAfter(freshModel(), 'merged', 'zoom', 'back'), 'merged');
});

test('where there is only room for lines, the layout keys go to the merged log', () => {
	const tiny = gridOf(3, freshModel(), [40, 10]);
	assert.equal(tiny.layout.kind, 'tiny');
	for (const command of ['next-layout', 'previous-layout', 'merged'] as const) {
		assert.equal(react(freshModel(), command, '', tiny).model.chosenLayout, 'merged');
	}
});

/** What is on the screen while the log of `id` is the one that keys are for: ten rows of it. */
const readingOf = (id: string, log: LogStore, model: Model): Sight => ({
	...gridOf(2, model),
	log: {
		id,
		order: new LineOrder([[id, log]]),
		progress: () => 'complete',
		view: model.views[id] ?? freshView,
		pane: {x: 0, y: 0, width: 80, height: 10},
	},
});

const hundredLines = (): LogStore => {
	const log = new LogStore({maxLines: 1000, maxBytes: 1e6});
	log.append(Buffer.from('line\n'.repeat(100)), 0);
	return log;
};

test('each vassal is scrolled by itself', () => {
	const log = hundredLines();
	const fresh = freshModel({focus: 'a'});
	const one = react(fresh, 'oldest', 'g', readingOf('a', log, fresh)).model;
	const two = {...one, focus: 'b'};
	const both = react(two, 'line-up', 'k', readingOf('b', log, two)).model;
	assert.deepEqual([both.views['a']?.top?.place, both.views['b']?.top?.place], [1, 90]);
	const {views} = react(both, 'follow', 'G', readingOf('b', log, both)).model;
	assert.deepEqual([views['a']?.top?.place, views['b']?.top], [1, undefined]);
});

test('where no log is seen, keys for it do nothing', () => {
	const model = freshModel();
	assert.deepEqual(react(model, 'oldest', 'g', gridOf(2)), {model});
});

test('a command is for the focused vassal, and changes nothing on the screen', () => {
	const model = freshModel({focus: 'b'});
	for (const command of ['start', 'stop', 'reload', 'restart', 'forgive'] as const) {
		assert.deepEqual(react(model, command, '', gridOf(3, model)), {
			model,
			request: {type: 'tell', ids: ['b'], command},
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

const answered = (dialog: Dialog, key: string) => answer(freshModel({dialog}), dialog, key, gridOf(3));

test('y, Enter or a second q quits; any other key does not', () => {
	const dialog: Dialog = {kind: 'confirm-quit'};
	for (const key of ['y', 'Y', 'enter', 'q']) {
		assert.deepEqual(answered(dialog, key), {model: freshModel(), request: {type: 'ragnarok'}}, key);
	}
	for (const key of ['n', 'N', 'escape', 'x', 'space', 'tab', 'z']) {
		assert.deepEqual(answered(dialog, key), {model: freshModel()}, key);
	}
});

test('killing asks first, and kills whom it asked about even if the focus is elsewhere by then', () => {
	const model = freshModel({focus: 'b'});
	const asked = react(model, 'kill', 'X', gridOf(3, model));
	const dialog: Dialog = {kind: 'confirm-tell', command: 'kill', ids: ['b']};
	assert.deepEqual(asked, {model: {...model, dialog}});
	assert.deepEqual(answer({...asked.model, focus: 'c'}, dialog, 'y', gridOf(3)), {
		model: {...model, focus: 'c'},
		request: {type: 'tell', ids: ['b'], command: 'kill'},
	});
	assert.deepEqual(answered(dialog, 'enter').request, {type: 'tell', ids: ['b'], command: 'kill'});
	for (const key of ['n', 'escape', 'q', 'x', 'k']) {
		assert.deepEqual(answered(dialog, key), {model: freshModel()}, key);
	}
});

test('ctrl+c is the end of all, whatever is on the screen, and again', () => {
	const dialogs: readonly (Dialog | undefined)[] = [
		undefined,
		{kind: 'help', top: 3},
		{kind: 'confirm-quit'},
		{kind: 'confirm-tell', command: 'kill', ids: ['a']},
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
		[5, 5, 3, 3, 14, 14, 0, 0],
	);
	assert.equal(topAfter(0, 'up'), 0);
	assert.deepEqual([topAfter(89, 'pagedown'), topAfter(500, 'up')], [90, 89]);
	for (const key of ['?', 'q', 'escape', 'enter', 'x', 'X']) {
		assert.deepEqual(answered({kind: 'help', top: 4}, key), {model: freshModel()}, key);
	}
});
