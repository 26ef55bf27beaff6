import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {printable} from '../../source/core/printable.js';
import {footerRow, titleRow} from '../../source/ui/frame-rows.js';
import {fitWhole, justify, type Segment, shorten, widthOf} from '../../source/ui/segments.js';
import type {PanelView} from '../../source/ui/selectors/panel.js';
import {type BadgeName, chooseLook} from '../../source/ui/theme.js';

const look = chooseLook(false, 'dark');
const border: Segment = {text: ''};

const viewOf = (view: Partial<PanelView> = {}): PanelView => ({
	file: '/v/shop.ini',
	id: '/v/shop.ini',
	name: 'shop.ini',
	badge: {name: 'ready', tone: 'good'},
	notes: [],
	facts: [],
	figures: {},
	activity: [],
	emptiness: '',
	isInTrouble: false,
	unseenErrors: 0,
	...view,
});

const textOf = (segments: readonly Segment[]): string => segments.map(({text}) => text).join('');
const title = (view: Partial<PanelView>, width: number, number = 1): string =>
	textOf(titleRow(viewOf(view), String(number), width, border, false, look));
const footer = (view: Partial<PanelView>, width: number, unread = 0): string =>
	textOf(
		footerRow(
			view.facts ?? [],
			unread === 0 ? [] : [`↓ ${unread} new`],
			width,
			border,
			look,
			view.unseenErrors,
			view.activity,
		),
	);

const names = fc.oneof(
	fc.constantFrom(
		'http.ini',
		'商店.ini',
		'商'.repeat(100),
		'x'.repeat(300),
		'e\u0301'.repeat(40),
		'👩‍👩‍👧‍👦.ini',
		' ',
	),
	fc.string({unit: 'grapheme', minLength: 1, maxLength: 60}).map(printable),
	fc.string({unit: 'binary', minLength: 1, maxLength: 60}).map(printable),
	fc.constant(printable('a\x1b[2Jb\nc\x9b31m\u202e\t.ini')),
);

const badges = fc
	.record({
		name: fc.constantFrom(...(Object.keys(look.badges) as BadgeName[])),
		facts: fc.array(fc.constantFrom('2 s', 'exit 22 (no app)', 'file changed', 'still here after 1m02'), {
			maxLength: 3,
		}),
	})
	.map(badge => ({...badge, tone: 'good' as const}));

const widths = fc.oneof(fc.integer({min: 12, max: 250}), fc.integer({min: 12, max: 60}));

test('an upper border is as wide as its panel, whatever the vassal is called and does', () => {
	fc.assert(
		fc.property(names, badges, widths, fc.integer({min: 1, max: 200}), (name, badge, width, number) => {
			const row = title({name, badge}, width, number);
			assert.equal(stringWidth(row), width, row);
			assert.match(row, /^╭ .* ╮$/su);
		}),
		{numRuns: 1000},
	);
});

test('a lower border is as wide as its panel, however much there is to say and to read', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('pid 11727', 'up 3m02', '38 MB', '2 restarts'), {maxLength: 5}),
			fc.oneof(fc.nat(200), fc.nat(10_000_000)),
			fc.array(fc.constantFrom('w1 ▮▯ w2 ▯▯', '3/16 busy', 'q 0', '▁▂▃▄▅▆▇█▁▂▃▄▅▆▇'), {maxLength: 3}),
			fc.nat(12),
			widths,
			(facts, unread, activity, unseenErrors, width) => {
				const row = footer({facts, activity, unseenErrors}, width, unread);
				assert.equal(stringWidth(row), width, row);
				assert.match(row, /^╰.*╯$/);
			},
		),
		{numRuns: 1000},
	);
});

test('what a vassal does stands right in its lower border, dropped whole before pid, uptime and memory are', () => {
	const view = {
		facts: ['pid 11728', 'up 3m02', '61 MB', '0 restarts'],
		activity: ['w1 ▮▯ w2 ▯▯', 'q 0', '▁▂▃'],
	};
	assert.equal(
		footer(view, 80),
		'╰ pid 11728 · up 3m02 · 61 MB · 0 restarts ────────── w1 ▮▯ w2 ▯▯ · q 0 · ▁▂▃ ─╯',
	);
	assert.equal(footer(view, 60), '╰ pid 11728 · up 3m02 · 61 MB ─── w1 ▮▯ w2 ▯▯ · q 0 · ▁▂▃ ─╯');
	assert.equal(footer(view, 52), '╰ pid 11728 · up 3m02 · 61 MB ─ w1 ▮▯ w2 ▯▯ · q 0 ─╯');
	assert.equal(footer(view, 44), '╰ pid 11728 · up 3m02 · 61 MB · 0 restarts ╯');
	assert.equal(footer(view, 60, 132), '╰ pid 11728 · up 3m02 · 61 MB ─── w1 ▮▯ w2 ▯▯ · ↓ 132 new ─╯');
});

test('a panel of the grid never hides its badge, however long the name', () => {
	fc.assert(
		fc.property(names, badges, fc.integer({min: 44, max: 250}), (name, badge, width) => {
			const row = title({name, badge}, width);
			assert.ok(row.includes(` ${look.badges[badge.name]} ${badge.name} `), row);
		}),
		{numRuns: 1000},
	);
});

test('what does not fit of a badge is dropped whole, the last first, and the name is kept', () => {
	const view: Partial<PanelView> = {
		name: 'shop.ini',
		badge: {name: 'throttled', tone: 'bad', facts: ['2 s', 'exit 22 (no app)']},
	};
	for (let width = 30; width <= 80; width++) {
		const row = title(view, width);
		assert.match(
			row,
			/^╭ 1 shop\.ini ─+ ⧗ throttled(?: · 2 s(?: · exit 22 \(no app\))?)? ╮$/,
			`${width} columns`,
		);
	}
	assert.ok(title(view, 60).endsWith('⧗ throttled · 2 s · exit 22 (no app) ╮'));
	assert.ok(title(view, 40).endsWith('⧗ throttled · 2 s ╮'));
	assert.ok(title(view, 31).endsWith('⧗ throttled ╮'));
});

test('a name that is too long is shortened in the middle', () => {
	const row = title({name: `customer-one.${'x'.repeat(60)}.shop.ini`}, 60);
	assert.match(row, /^╭ 1 customer-one\.x+…x+\.shop\.ini ─+ ● ready ╮$/);
});

test('the facts of a footer are dropped from the end, and what is unread stays', () => {
	const facts = ['pid 11727', 'up 3m02', '38 MB', '0 restarts'];
	assert.equal(footer({facts}, 50), `╰ pid 11727 · up 3m02 · 38 MB · 0 restarts ${'─'.repeat(6)}╯`);
	assert.equal(footer({facts}, 50, 132), `╰ pid 11727 · up 3m02 · 38 MB ${'─'.repeat(7)} ↓ 132 new ─╯`);
	assert.equal(footer({facts}, 30, 132), `╰ pid 11727 ${'─'.repeat(5)} ↓ 132 new ─╯`);
	assert.equal(footer({}, 20), `╰${'─'.repeat(18)}╯`);
});

test('only the focused panel has a bold name', () => {
	const isBold = (isFocused: boolean) =>
		titleRow(viewOf(), '1', 60, border, isFocused, look).find(({text}) => text === '1 shop.ini')?.bold;
	assert.deepEqual([isBold(true), isBold(false)], [true, false]);
});

test('without UTF-8 the frame and the badges are ASCII', () => {
	const ascii = chooseLook(true, 'dark');
	const view = viewOf({
		badge: {name: 'throttled', tone: 'bad', facts: ['2 s', 'exit 1']},
		facts: ['pid 1', 'up 2 s'],
	});
	const rows = [
		textOf(titleRow(view, '1', 60, border, true, ascii)),
		textOf(footerRow(view.facts, ['v 12 new'], 60, border, ascii)),
		textOf(titleRow(viewOf({name: 'x'.repeat(99)}), '1', 60, border, true, ascii)),
	];
	for (const row of rows) {
		assert.match(row, /^[ -~]{60}$/);
	}
});

test('parts are taken whole, in order, until one does not fit', () => {
	const parts = ['aaa', 'bbb', 'c'].map(text => [{text}]);
	const fitted = (width: number) => textOf(fitWhole(parts, {text: ', '}, width));
	assert.deepEqual([2, 3, 7, 8, 10, 11].map(fitted), [
		'',
		'aaa',
		'aaa',
		'aaa, bbb',
		'aaa, bbb',
		'aaa, bbb, c',
	]);
	assert.equal(textOf(fitWhole([], {text: ', '}, 10)), '');
});

test('both sides of a row are kept apart by what fills it', () => {
	const row = justify([{text: '店'}], [{text: 'r'}], 8, {text: '·', dim: true});
	assert.equal(textOf(row), '店·····r');
	assert.equal(widthOf(row), 8);
	assert.equal(textOf(justify([{text: 'left'}], [{text: 'right'}], 5, {text: ' '})), 'leftright');
});

test('a shortened text is never wider than asked, and keeps both ends', () => {
	fc.assert(
		fc.property(names, fc.integer({min: 4, max: 80}), (name, width) => {
			assert.ok(stringWidth(shorten(name, width, '…')) <= width);
		}),
	);
	assert.deepEqual([shorten('abc', 0, '…'), shorten('abc', -3, '…')], ['', '']);
	assert.equal(shorten('abcdefghij', 5, '…'), 'ab…ij');
	assert.equal(shorten('abc', 3, '…'), 'abc');
});

test('nothing that is printable moves the cursor, hides or turns round', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 40}), text =>
			/^[^\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$/.test(printable(text)),
		),
	);
	assert.equal(printable('a\x1b[2J\n\x7f'), 'a␛[2J␊␡');
	assert.equal(printable('商店 é.ini'), '商店 é.ini');
});
