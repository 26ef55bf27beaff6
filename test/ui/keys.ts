import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogStore} from '../../source/logs/log-store.js';
import {bindingFor, bindings} from '../../source/ui/keys.js';
import type {LayoutKind} from '../../source/ui/layout.js';
import {freshModel, react, type Sight} from '../../source/ui/model.js';

const layouts: readonly LayoutKind[] = ['grid', 'list', 'zoom', 'tiny'];
const isIn = (layout: LayoutKind) => (binding: (typeof bindings)[number]) =>
	binding.layouts === undefined || binding.layouts.includes(layout);

test('no key means two things in one layout', () => {
	for (const layout of layouts) {
		const keys = bindings.filter(isIn(layout)).flatMap(binding => binding.keys);
		assert.deepEqual(
			keys.filter((key, index) => keys.indexOf(key) !== index),
			[],
			layout,
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
	for (const layout of layouts) {
		for (const key of reserved) {
			assert.equal(bindingFor(key, layout), undefined, `${key} in ${layout}`);
		}
	}
});

test('the keys that the product promises do what it promises', () => {
	const promised: readonly (readonly [LayoutKind | 'any', string, string])[] = [
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
	log.append(Buffer.from('line\n'.repeat(100)), 0);
	for (const binding of bindings) {
		for (const layout of binding.layouts ?? layouts) {
			assert.equal(bindingFor(binding.keys[0] ?? '', layout), binding);
		}
		// In the middle of everything: any move shows.
		const sight: Sight = {
			ids: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
			layout: {
				kind: binding.layouts?.[0] ?? 'grid',
				panels: [],
				rows: [],
				columns: 3,
				perPage: 3,
				page: 0,
				pages: 1,
			},
			log: () => log,
			logHeight: 10,
			hasProcesses: true,
			isRagnarok: false,
		};
		const model = freshModel({
			focus: 'e',
			isZoomed: sight.layout.kind === 'zoom',
			scrolled: {e: 40},
		});
		assert.notDeepEqual(
			react(model, binding.command, binding.keys[0] ?? '', sight),
			{model},
			binding.command,
		);
		assert.match(binding.help, /^[a-z].*[^.]$/);
	}
});
