import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {LineOrder} from '../../../source/logs/line-order.js';
import {LogStore} from '../../../source/logs/log-store.js';
import {gesture, type LogGesture} from '../../../source/ui/log/gestures.js';
import {layRows} from '../../../source/ui/log/lay-rows.js';
import {freshView, type LogView} from '../../../source/ui/log/log-view.js';
import {selectedText, selectionTints, spotAt} from '../../../source/ui/log/selection.js';

/** A log of these lines in a pane of 50×10, and what comes of gestures. */
const reading = (lines: readonly string[], view: Partial<LogView> = {}, scrollback = 1000) => {
	const log = new LogStore({maxLines: scrollback, maxBytes: 1e6});
	const print = (more: readonly string[]) =>
		log.append(Buffer.from(more.map(line => `${line}\n`).join('')), 0);
	print(lines);
	const order = new LineOrder([['a', log]]);
	const pane = {width: 50, height: 10};
	const after = (...names: readonly LogGesture[]): LogView =>
		names.reduce((now, name) => gesture(name, {order, view: now, pane}).view, {
			...freshView,
			...view,
		} as LogView);
	const copied = (...names: readonly LogGesture[]): string | undefined => {
		const {selection} = after(...names);
		return selection && selectedText(order, selection);
	};
	return {log, print, order, pane, after, copied};
};

const numbered = (count: number): string[] => Array.from({length: count}, (_, index) => `line ${index + 1}`);
const long = `\x1b[31mred\x1b[0m ${'word '.repeat(60)}end`;
const bare = `red ${'word '.repeat(60)}end`;

test('lines are copied as they were printed, however they are shown, but for colours', () => {
	for (const view of [{}, {isWrapped: true}, {times: 'off'}, {times: 'relative', sideways: 20}] as const) {
		const {copied} = reading(['first', long, 'tab\there', '', 'last'], view);
		assert.equal(copied('select'), 'last');
		assert.equal(copied('select', 'line-up', 'line-up', 'line-up'), `${bare}\ntab\there\n\nlast`);
		assert.equal(copied('select', 'page-up'), `first\n${bare}\ntab\there\n\nlast`);
	}
});

test('characters are copied from the one to the other, both among them, in either direction', () => {
	const {copied} = reading(['one', 'two', 'three']);
	const characters = ['select', 'select'] as const;
	assert.equal(copied(...characters), 't');
	assert.equal(copied(...characters, 'select-right', 'select-right'), 'thr');
	assert.equal(copied(...characters, 'select-end'), 'three');
	assert.equal(copied(...characters, 'select-right', 'line-up', 'line-up'), 'ne\ntwo\nt');
	assert.equal(copied(...characters, 'select-right', 'select-left', 'select-left'), 't');
	assert.equal(copied(...characters, 'select-end', 'select-begin', 'select', 'select'), 't');
});

test('a character is never cut, be it wide, marked or made of several', () => {
	const family = '👩‍👩‍👧';
	const {copied} = reading([`商${family}e\u0301x`]);
	assert.equal(copied('select', 'select'), '商');
	assert.equal(copied('select', 'select', 'select-right'), `商${'👩👩👧'.slice(0, 2)}`);
	assert.equal(copied('select', 'select', 'select-end', 'select-left'), copied('select'));
});

test('what joins characters is copied with them', () => {
	const printed = 'a\t👨‍👩‍👧 ❤️  \t می‌خواهم';
	const {copied} = reading([printed]);
	assert.equal(copied('select'), printed);
	const whole = copied('select', 'select', 'select-end') ?? '';
	assert.equal(whole.replaceAll(/\s+/g, ' '), printed.replaceAll(/\s+/g, ' '));
	assert.match(whole, /^a {7}👨/);
	const lone = reading(['❤️x👨‍👩']).copied;
	assert.equal(lone('select', 'select'), '❤️');
	assert.equal(lone('select', 'select', 'select-right', 'select-right'), '❤️x👨');
});

test('a line that is too long to be kept in one is copied as the one that was printed', () => {
	const printed = `begin ${'商 many words '.repeat(15_000)}end`;
	const {copied, order} = reading(['first', printed, 'last']);
	assert.ok(order.count > 5, 'it is kept in several');
	assert.equal(copied('select', 'oldest'), `first\n${printed}\nlast`);
	assert.equal(copied('select', 'select', 'oldest'), `first\n${printed}\nl`);
});

test('what another wrote between the pieces of a line that was too long stays a line of its own', () => {
	const {log, copied} = reading(['first']);
	log.append(Buffer.from('x'.repeat(70_000)), 0);
	log.interject(Buffer.from('from a file\n'), 0);
	log.append(Buffer.from('end\n'), 0);
	const texts = copied('select', 'oldest')?.split('\n') ?? [];
	assert.deepEqual([texts.length, texts[2], texts[3]?.endsWith('xend')], [4, 'from a file', true]);
});

test('what is selected stays so while more is printed, and what was let go is left out', () => {
	const {print, after, order} = reading(numbered(20), {}, 20);
	const {selection} = after('select', 'line-up', 'line-up');
	assert.ok(selection);
	print(['more', 'and more']);
	assert.equal(selectedText(order, selection), 'line 18\nline 19\nline 20');
	print(numbered(17));
	assert.equal(selectedText(order, selection), 'line 20');
	print(numbered(40));
	assert.equal(selectedText(order, selection), '');
});

test('a log stands still while something is selected, and then follows again if it did', () => {
	const {after, print, order, pane} = reading(numbered(100));
	const selecting = after('select');
	const seen = layRows(order, selecting, pane).map(({place}) => place);
	print(['more']);
	assert.deepEqual(
		layRows(order, selecting, pane).map(({place}) => place),
		seen,
	);
	assert.equal(after('select', 'page-up', 'deselect').top, undefined);
	assert.equal(after('select', 'page-up', 'deselect').selection, undefined);
	assert.deepEqual(after('page-up', 'select', 'line-up', 'deselect').top, after('page-up').top);
});

test('the cell of a pane tells the character that covers it', () => {
	const {order, pane} = reading(['a商b', '']);
	const [first, second] = layRows(order, {...freshView, times: 'off'}, pane);
	assert.ok(first && second);
	assert.deepEqual(
		[0, 1, 2, 3, 4, 40].map(column => spotAt(first, column).from),
		[0, 1, 1, 2, 3, 3],
	);
	assert.equal(spotAt(second, 7).from, 0);
	const [stamped] = layRows(order, freshView, pane);
	assert.ok(stamped);
	assert.deepEqual(
		[0, 8, 9, 10].map(column => spotAt(stamped, column).from),
		[0, 0, 0, 1],
	);
});

const moves: readonly LogGesture[] = [
	'line-up',
	'line-down',
	'half-page-up',
	'half-page-down',
	'page-up',
	'page-down',
	'oldest',
	'follow',
	'select',
	'select-left',
	'select-right',
	'select-begin',
	'select-end',
	'wrap',
];

test('wherever it is moved, the end of a selection is seen, and what is marked is what is copied', () => {
	const lines = fc.array(fc.constantFrom('', 'short', long, '商'.repeat(70), 'tab\there'), {
		minLength: 1,
		maxLength: 40,
	});
	fc.assert(
		fc.property(
			lines,
			fc.boolean(),
			fc.array(fc.constantFrom(...moves), {maxLength: 30}),
			(printed, isWrapped, path) => {
				const {order, pane, after} = reading(printed, {isWrapped});
				const view = after('select', ...path, 'select-right');
				const {selection} = view;
				assert.ok(selection);
				const rows = layRows(order, view, pane);
				const {place, from} = selection.head;
				const seen = rows.some(
					row =>
						row.place === place &&
						(selection.unit === 'lines' ||
							(row.from <= from && (from <= row.to || row.text.plain.length <= from))),
				);
				assert.ok(seen, `line ${place}, character ${from}`);

				const all = {...view, isWrapped: true, top: {place: 0, from: 0}};
				const tinted = new Map<number, string>();
				for (const row of layRows(order, all, {width: 9000, height: 100})) {
					for (const tint of selectionTints(row, selection)) {
						tinted.set(row.place, row.text.plain.slice(tint.from, tint.to));
					}
				}
				const spaced = selectedText(order, selection).replaceAll('tab\there', 'tab     here');
				assert.equal([...tinted.values()].join('\n'), spaced);
			},
		),
		{numRuns: 300},
	);
});
