import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LineOrder} from '../../source/logs/line-order.js';
import {LogStore} from '../../source/logs/log-store.js';
import {bindingFor, bindings, isBound, type KeyMode} from '../../source/ui/keys.js';
import type {LayoutKind} from '../../source/ui/layout.js';
import {freshView, type LogView} from '../../source/ui/log/log-view.js';
import {readPattern} from '../../source/ui/log/pattern.js';
import {freshModel, react} from '../../source/ui/model.js';
import {gridSight} from '../helpers/grid-sight.js';

const layouts: readonly LayoutKind[] = ['grid', 'list', 'merged', 'zoom', 'tiny'];
const modes: readonly KeyMode[] = [...layouts, 'selecting', 'inspecting'];

test('no key means two things in one place', () => {
	for (const mode of modes) {
		const keys = bindings.filter(binding => isBound(binding, mode)).flatMap(binding => binding.keys);
		assert.deepEqual(
			keys.filter((key, index) => keys.indexOf(key) !== index),
			[],
			mode,
		);
	}
});

test('what tmux, screen and terminals keep for themselves is never bound', () => {
	const reserved = [
		...['a', 'b', 's', 'q'].map(letter => `ctrl+${letter}`),
		...Array.from({length: 10}, (_, digit) => `alt+${digit}`),
		...Array.from({length: 11}, (_, index) => `f${index + 2}`),
	];
	assert.equal(reserved.length, 25);
	for (const mode of modes) {
		for (const key of reserved) {
			assert.equal(bindingFor(key, mode), undefined, `${key} in ${mode}`);
		}
	}
});

test('the keys that the product promises do what it promises', () => {
	const promised: readonly (readonly [KeyMode | 'any', string, string])[] = [
		['grid', 'left h', 'focus-left'],
		['grid', 'down j', 'focus-down'],
		['grid', 'up k', 'focus-up'],
		['grid', 'right l', 'focus-right'],
		['any', 'tab', 'focus-next'],
		['any', 'shift+tab', 'focus-previous'],
		['any', '1 5 9', 'focus-number'],
		['any', ']', 'next-page'],
		['any', '[', 'previous-page'],
		['grid', 'enter z', 'zoom'],
		['list', 'enter z', 'zoom'],
		['tiny', 'enter z', 'zoom'],
		['zoom', 'escape', 'back'],
		['any', '+', 'next-layout'],
		['any', '_', 'previous-layout'],
		['any', '0', 'merged'],
		['merged', 'enter z', 'zoom'],
		['merged', 'j down', 'line-down'],
		['zoom', 'j', 'line-down'],
		['zoom', 'k', 'line-up'],
		['list', 'j', 'line-down'],
		['list', 'k', 'line-up'],
		['zoom', 'd', 'half-page-down'],
		['zoom', 'u', 'half-page-up'],
		['zoom', 'space pagedown', 'page-down'],
		['zoom', 'b pageup', 'page-up'],
		['zoom', 'g home', 'oldest'],
		['zoom', 'G end f', 'follow'],
		['any', 'i', 'inspect'],
		['inspecting', 'i', 'inspect'],
		['inspecting', 'escape', 'back'],
		['inspecting', 'q', 'quit'],
		['inspecting', 'j down', 'line-down'],
		['inspecting', 'b pageup', 'page-up'],
		['inspecting', 'G end', 'follow'],
		['zoom', '/', 'search'],
		['zoom', 'n', 'find-next'],
		['zoom', 'N', 'find-previous'],
		['zoom', '&', 'filter'],
		['zoom', 'H', 'scroll-left'],
		['zoom', 'L', 'scroll-right'],
		['zoom', 'w', 'wrap'],
		['zoom', 't', 'times'],
		['zoom', 'm', 'set-mark'],
		['zoom', "'", 'go-to-mark'],
		['any', 'r', 'reload'],
		['any', 'R', 'restart'],
		['any', 's', 'start'],
		['any', 'x', 'stop'],
		['any', 'X', 'kill'],
		['any', 'F', 'forgive'],
		['any', '?', 'help'],
		['any', 'q', 'quit'],
		['any', 'ctrl+c', 'ragnarok'],
		['any', 'ctrl+l', 'redraw'],
		['any', 'ctrl+z', 'suspend'],
		['any', 'o', 'edit'],
		['any', 'O', 'page'],
		['grid', 'c', 'controls'],
		['any', 'M', 'mouse'],
		['zoom', 'v', 'select'],
		['selecting', 'v', 'select'],
		['selecting', 'y enter', 'copy'],
		['selecting', 'escape', 'deselect'],
		['selecting', 'ctrl+c', 'ragnarok'],
	];
	for (const [where, keys, command] of promised) {
		for (const layout of where === 'any' ? layouts : [where]) {
			for (const key of keys.split(' ')) {
				assert.equal(bindingFor(key, layout)?.command, command, `${key} in ${layout}`);
			}
		}
	}
});

test('every row of the table can be reached and does something', () => {
	const log = new LogStore();
	log.append(Buffer.from(`${'long '.repeat(40)}\n`.repeat(100)), 0);
	const search = readPattern('long', false);
	for (const binding of bindings) {
		for (const layout of binding.layouts ?? layouts) {
			assert.equal(bindingFor(binding.keys[0] ?? '', layout), binding);
		}
		// In the middle of everything: any move shows.
		const spot = {place: 45, from: 20};
		const view: LogView = {
			...freshView,
			top: {place: 40, from: 0},
			sideways: 10,
			mark: 30,
			...(typeof search === 'object' && {search}),
			...(isBound(binding, 'selecting') && binding.group === 'selection'
				? {selection: {unit: 'characters', anchor: spot, head: spot, followed: false}}
				: {}),
		};
		const sight = gridSight([...'abcdefghi'], {
			mode: modes.find(mode => isBound(binding, mode)) ?? 'grid',
			layout: {
				kind: layouts.find(layout => isBound(binding, layout)) ?? 'grid',
				panels: [],
				rows: [],
				columns: 3,
				perPage: 3,
				page: 0,
				pages: 1,
			},
			log: {
				id: 'e',
				order: new LineOrder([['e', log]]),
				matches: new LineOrder([['e', log]]),
				progress: () => 'complete',
				view,
				pane: {x: 0, y: 0, width: 80, height: 10},
			},
			inspector: {length: 100, height: 10},
		});
		const model = freshModel({
			...(binding.layouts?.every(layout => layout === 'inspecting') ? {inspected: {id: 'e', top: 50}} : {}),
			focus: 'e',
			isZoomed: sight.layout.kind === 'zoom',
			views: {e: view},
		});
		assert.notDeepEqual(
			react(model, binding.command, binding.keys[0] ?? '', sight),
			{model},
			binding.command,
		);
		assert.match(binding.help, /^[a-z].*[^.]$/);
	}
});

test('while something is selected no key tells a vassal anything', () => {
	const commands = bindings.filter(binding => isBound(binding, 'selecting')).map(({command}) => command);
	for (const told of ['start', 'stop', 'reload', 'restart', 'kill', 'forgive', 'edit'] as const) {
		assert.ok(!commands.includes(told), told);
	}
});
