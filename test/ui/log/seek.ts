import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LineMatches} from '../../../source/logs/line-matches.js';
import {LineOrder} from '../../../source/logs/line-order.js';
import {LogStore} from '../../../source/logs/log-store.js';
import {gesture, type LogGesture, type LogSight} from '../../../source/ui/log/gestures.js';
import {layRows, selectBelow} from '../../../source/ui/log/lay-rows.js';
import {freshView, type LogView} from '../../../source/ui/log/log-view.js';
import {readPattern} from '../../../source/ui/log/pattern.js';

/** A log with lines 1 to 100, of which some are found, seen ten rows at a time. */
const searching = (
	text: string,
	begin: Partial<LogView> = {},
	lineOf = (line: number) => `line ${line}.`,
	progress: LogSight['progress'] = () => 'complete',
) => {
	const search = readPattern(text, false);
	assert.ok(typeof search === 'object');
	const log = new LogStore();
	for (let line = 1; line <= 100; line++) {
		log.append(Buffer.from(`${lineOf(line)}\n`), 0);
	}
	const matching = new LineMatches(log, text => search.isMeant(text));
	matching.advance(1000);
	const order = new LineOrder([['a', log]]);
	const matches = new LineOrder([['a', matching]]);
	const pane = {width: 40, height: 10};
	const sight = (view: LogView): LogSight => ({order, matches, progress, view, pane});
	const seen = (view: LogView): number[] => layRows(order, view, pane).map(({place}) => place);
	const after = (...names: readonly LogGesture[]) =>
		names.reduce<ReturnType<typeof gesture>>((now, name) => gesture(name, sight(now.view)), {
			view: {...freshView, times: 'off', search, ...begin},
		});
	return {after, seen, order, pane};
};

test('of a search that was given up nobody says that there is no match', () => {
	const {after} = searching('nothing', {}, undefined, () => 'too slow');
	assert.equal(after('find-next').message, 'nothing takes too long to look for');
});

test('the search of a log that follows goes to its newest match and stands still there', () => {
	const {after, seen} = searching('line (9[5-9]|100)');
	const {view} = after('find-nearest');
	assert.deepEqual([view.found, view.top?.place, seen(view).includes(100)], [100, 91, true]);
});

test('of a log that stands still the first match that is seen is the nearest, then one above, then one below', () => {
	const top = {place: 50, from: 0};
	assert.equal(searching('0\\.$', {top}).after('find-nearest').view.found, 50);
	assert.equal(searching('line 5[5-9]', {top}).after('find-nearest').view.found, 55);
	assert.equal(searching('line (20|30|80)\\.', {top}).after('find-nearest').view.found, 30);
	assert.equal(searching('line 80', {top}).after('find-nearest').view.found, 80);
});

test('a match that is seen moves nothing, another one comes with some rows above it', () => {
	const top = {place: 50, from: 0};
	assert.equal(searching('line 55', {top}).after('find-nearest').view.top?.place, 50);
	const {after, seen} = searching('line 20', {top});
	assert.equal(seen(after('find-nearest').view).indexOf(20), 3);
	assert.equal(searching('line 2\\.', {top}).after('find-nearest').view.top?.place, 1);
});

test('n goes down and N up, round at the ends, and says so', () => {
	const {after} = searching('line (10|40|70)\\.', {top: {place: 38, from: 0}});
	const found = (...names: LogGesture[]) => after('find-nearest', ...names).view.found;
	assert.deepEqual([found(), found('find-next'), found('find-previous')], [40, 70, 10]);
	assert.deepEqual([found('find-next', 'find-next'), found('find-previous', 'find-previous')], [10, 70]);
	assert.equal(after('find-nearest', 'find-next', 'find-next').message, 'round to the oldest match');
	assert.equal(after('find-nearest', 'find-previous', 'find-previous').message, 'round to the newest match');
	assert.equal(after('find-nearest', 'find-next').message, undefined);
});

test('a match right of the pane is scrolled into it, and back where that is not needed', () => {
	const long = (line: number) => (line === 30 ? `${'x'.repeat(200)}needle` : line === 60 ? 'needle' : 'hay');
	const {after, order, pane} = searching('needle', {top: {place: 28, from: 0}}, long);
	const {view} = after('find-nearest');
	const row = layRows(order, view, pane).find(({place}) => place === 30);
	assert.equal(row?.text.plain.slice(row.from, row.to).endsWith('needle'), true);
	assert.equal(after('find-nearest', 'find-next').view.sideways, 0);
});

test('a match in the middle of a wrapped line comes to be seen', () => {
	const long = (line: number) => (line === 30 ? `${'x'.repeat(700)}needle${'x'.repeat(700)}` : 'hay');
	const {after, order, pane} = searching('needle', {isWrapped: true}, long);
	const {view} = after('find-nearest');
	const shown = layRows(order, view, pane).map(({text, from, to}) => text.plain.slice(from, to));
	assert.ok(shown.some(row => row.includes('needle')));
});

test('where nothing matches nothing moves, and that is said', () => {
	const top = {place: 50, from: 0};
	const {view, message} = searching('nowhere', {top, isSeeking: true}).after('find-nearest');
	assert.deepEqual([view.top, view.isSeeking, message], [top, undefined, 'no line matches nowhere']);
	const {after} = searching('x');
	assert.match(
		gesture('find-next', {...after('clear'), ...searchless}).message ?? '',
		/^nothing searched yet/,
	);
});

const searchless = {order: new LineOrder([]), pane: {width: 40, height: 10}, view: freshView};

test('first the search is cleared, then the filter, and the place stays', () => {
	const filter = readPattern('line', true);
	assert.ok(typeof filter === 'object');
	const {after} = searching('0\\.$', {filter, top: {place: 20, from: 0}});
	const once = after('find-nearest', 'clear').view;
	assert.deepEqual(
		[once.search, once.found, once.filter, once.top?.place],
		[undefined, undefined, filter, 20],
	);
	const twice = after('find-nearest', 'clear', 'clear');
	assert.deepEqual([twice.view.filter, twice.view.top?.place], [undefined, 20]);
	assert.equal(twice.message, 'all lines are shown again');
});

test('what stands still at a match has seen what was there then: nothing of it is new', () => {
	const {after, order, pane} = searching('line 20\\.');
	assert.deepEqual(selectBelow(order, after('find-nearest').view, pane), {unread: 0});
});

test('what a search has moved sideways goes back when it ends, unless the person moved it since', () => {
	const long = (line: number) => (line === 30 || line === 60 ? `${'x'.repeat(200)}needle` : 'hay');
	const sideways = (own: number, ...names: readonly LogGesture[]) =>
		searching('needle', {top: {place: 28, from: 0}, sideways: own}, long).after(...names).view.sideways;
	assert.ok(sideways(0, 'find-nearest') > 100);
	assert.equal(sideways(0, 'find-nearest', 'clear'), 0);
	assert.equal(sideways(0, 'find-nearest', 'find-next', 'find-previous', 'follow', 'clear'), 0);
	assert.equal(sideways(40, 'find-nearest', 'clear'), 40);
	const moved = sideways(0, 'find-nearest', 'scroll-left');
	assert.ok(moved > 0);
	assert.equal(sideways(0, 'find-nearest', 'scroll-left', 'clear'), moved);
});
