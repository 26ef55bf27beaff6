import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {LineOrder} from '../../../source/logs/line-order.js';
import {LogStore} from '../../../source/logs/log-store.js';
import {gesture, type LogGesture, type LogSight} from '../../../source/ui/log/gestures.js';
import {layRows, selectBelow} from '../../../source/ui/log/lay-rows.js';
import {freshView, type LogView} from '../../../source/ui/log/log-view.js';

/** A log of these lines, seen ten rows at a time. */
const reading = (lines: readonly string[], view: Partial<LogView> = {}, width = 20) => {
	const log = new LogStore({maxLines: 1000, maxBytes: 1e6});
	const print = (more: readonly string[]) =>
		log.append(Buffer.from(more.map(line => `${line}\n`).join('')), 0);
	print(lines);
	const order = new LineOrder([['a', log]]);
	const pane = {width, height: 10};
	const begin: LogView = {...freshView, times: 'off', ...view};
	const after = (...names: readonly LogGesture[]): LogView =>
		names.reduce((now, name) => gesture(name, {order, view: now, pane}).view, begin);
	const seen = (now: LogView): string[] =>
		layRows(order, now, pane).map(({text, from, to}) => text.plain.slice(from, to));
	const sight: LogSight = {order, view: begin, pane};
	return {log, print, order, pane, after, seen, sight};
};

const numbered = (count: number): string[] => Array.from({length: count}, (_, index) => `line ${index + 1}`);

test('any way up pauses, so far as its name says', () => {
	const {after} = reading(numbered(100));
	const topAfter = (...names: LogGesture[]) => after(...names).top?.place;
	assert.equal(topAfter('line-up'), 90);
	assert.equal(topAfter('half-page-up'), 86);
	assert.equal(topAfter('page-up'), 81);
	assert.equal(topAfter('oldest'), 1);
	assert.equal(topAfter('page-up', 'page-up', 'line-up'), 70);
});

test('reaching the end follows again, and G does at once', () => {
	const topAfter = (place: number, name: LogGesture) =>
		reading(numbered(100), {top: {place, from: 0}}).after(name).top?.place;
	assert.equal(topAfter(89, 'line-down'), 90);
	assert.equal(topAfter(90, 'line-down'), undefined);
	assert.equal(topAfter(85, 'half-page-down'), 90);
	assert.equal(topAfter(85, 'page-down'), undefined);
	assert.equal(topAfter(1, 'follow'), undefined);
	assert.equal(reading(numbered(100)).after('line-down').top, undefined);
});

test('a paused log stays where it is, and counts what has come since, but for what is seen of it', () => {
	const {print, after, seen, order, pane} = reading(numbered(100));
	const paused = after('page-up', 'line-up');
	const below = (view: LogView) => selectBelow(order, view, pane);
	assert.deepEqual(below(paused), {unread: 0}, 'there is more, but nothing new');
	print(['more', 'and more']);
	assert.deepEqual(below(paused), {unread: 2});
	assert.deepEqual(seen(paused), numbered(89).slice(79));
	const later = (view: LogView, ...names: readonly LogGesture[]): LogView =>
		names.reduce((now, name) => gesture(name, {order, view: now, pane}).view, view);
	assert.deepEqual(below(later(paused, 'oldest', 'wrap')), {unread: 2}, 'moved on, it is the same pause');
	assert.deepEqual(below(later(paused, 'page-down', 'line-down', 'line-down')), {unread: 1});
	assert.deepEqual(below(later(paused, 'follow', 'line-up')), {unread: 0}, 'that is another pause');
	assert.equal(below(later(paused, 'follow')), undefined);
	assert.equal(below(freshView), undefined);
	assert.equal(selectBelow(order, paused, {...pane, height: 200}), undefined);
});

test('nothing is above the oldest line that is kept, and a log that fits has nowhere to go', () => {
	const {log, after} = reading(numbered(2000));
	assert.equal(log.first, 1001);
	assert.equal(after('oldest').top?.place, 1001);
	assert.equal(after('oldest', 'page-up').top?.place, 1001);
	const short = reading(['one', 'two']);
	assert.equal(short.after('page-up').top, undefined);
	assert.equal(short.after('oldest').top, undefined);
	assert.equal(reading([]).after('line-up').top, undefined);
});

test('a pane that has grown past the end is filled from above', () => {
	const {after, seen, order} = reading(numbered(100));
	const paused = after('line-up');
	assert.equal(seen(paused).length, 10);
	assert.equal(layRows(order, paused, {width: 20, height: 30}).length, 30);
});

test('a place that was let go is the oldest line that is left', () => {
	const {print, after, seen} = reading(numbered(1000));
	const oldest = after('oldest');
	print(numbered(500));
	assert.equal(seen(oldest)[0], 'line 501');
});

test('wrapped lines are scrolled row by row, and nothing is missed or shown twice', () => {
	const texts = fc.array(fc.string({unit: fc.constantFrom('a', 'b', '日', ' ', '🚀', 'é'), maxLength: 60}), {
		minLength: 12,
		maxLength: 30,
	});
	fc.assert(
		fc.property(texts, fc.integer({min: 3, max: 25}), (lines, width) => {
			const {after, seen} = reading(lines, {isWrapped: true}, width);
			const all: string[] = [];
			let view = after('oldest');
			for (let page = seen(view); view.top !== undefined; page = seen(view)) {
				all.push(page[0] ?? '');
				const before = view;
				view = gesture('line-down', {...reading(lines, view, width).sight}).view;
				assert.notDeepEqual(view, before);
			}
			assert.equal([...all, ...seen(view)].join(''), lines.join(''));
		}),
	);
});

test('up and down again is where it was, by rows of wrapped lines too', () => {
	const lines = numbered(60).map(line => `${line} ${'x'.repeat(line.length * 5)}`);
	const {after} = reading(lines, {isWrapped: true});
	const paused = after('page-up', 'half-page-up', 'line-up');
	assert.ok(paused.top && paused.top.place < 60);
	for (const [there, back] of [
		['line-up', 'line-down'],
		['half-page-down', 'half-page-up'],
		['page-up', 'page-down'],
	] as const) {
		assert.deepEqual(
			[there, back].reduce((view, name) => gesture(name, {...reading(lines, view).sight}).view, paused),
			paused,
		);
	}
});

test('sideways goes half a pane at a time, no further than the longest line, and back to the first column', () => {
	const {after, seen} = reading(['0123456789'.repeat(4), 'short']);
	assert.deepEqual(seen(after('scroll-right')), ['0123456789012345678', '']);
	assert.equal(after('scroll-right').sideways, 10);
	assert.equal(after('scroll-right', 'scroll-right', 'scroll-right').sideways, 20);
	assert.equal(after('scroll-right', 'scroll-right', 'scroll-left', 'scroll-left').sideways, 0);
	assert.equal(after('scroll-left').sideways, 0);
	assert.equal(after('wrap', 'scroll-right').sideways, 0);
	assert.equal(after('scroll-right', 'wrap').sideways, 0);
});

test('times go from the time of day to how long ago, to none, and round again', () => {
	const {after} = reading(numbered(1), {times: 'absolute'});
	assert.equal(after('times').times, 'relative');
	assert.equal(after('times', 'times').times, 'off');
	assert.equal(after('times', 'times', 'times').times, 'absolute');
});

test('a mark is the newest line while following and the top one while paused, and is found again', () => {
	const {print, after, seen} = reading(numbered(100));
	const marked = after('set-mark');
	assert.equal(marked.mark, 100);
	print(numbered(50));
	const again = gesture('go-to-mark', {...reading([...numbered(100), ...numbered(50)], marked).sight}).view;
	assert.deepEqual([again.top, seen(again)[0]], [{place: 100, from: 0}, 'line 100']);
	assert.equal(after('oldest', 'set-mark', 'follow', 'go-to-mark').top?.place, 1);
	assert.match(gesture('go-to-mark', reading([]).sight).message ?? '', /^no mark/);
	assert.match(gesture('set-mark', reading([]).sight).message ?? '', /^nothing to mark/);
});
