import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {Arrivals} from '../../source/logs/arrivals.js';
import {LineOrder} from '../../source/logs/line-order.js';
import {LogArchive} from '../../source/logs/log-archive.js';
import {LogStore} from '../../source/logs/log-store.js';

/** Logs that were printed to in turns, each of which keeps only so many lines. */
const printed = (turns: readonly (readonly [log: number, lines: number])[], maxLines = 1000) => {
	const arrivals = new Arrivals();
	const logs = [0, 1, 2].map(() => new LogStore({maxLines, maxBytes: 1e6}, arrivals));
	const expected: string[] = [];
	for (const [index, count] of turns) {
		for (let line = 0; line < count; line++) {
			const text = `${index}:${expected.length + 1}`;
			// All within one millisecond: no clock could tell them apart.
			logs[index]?.append(Buffer.from(`${text}\n`), 0);
			expected.push(text);
		}
	}
	const kept = expected.filter(
		(text, index) => expected.slice(index + 1).filter(other => other[0] === text[0]).length < maxLines,
	);
	return {logs, order: new LineOrder(logs.map((log, index) => [String(index), log])), kept};
};

const turns = fc.array(fc.tuple(fc.nat(2), fc.nat(6)), {maxLength: 30});
const textsOf = (lines: ReturnType<LineOrder['from']>) => lines.map(({line}) => line.text);

test('lines of several logs are in the order in which they came, whatever the clock says', () => {
	fc.assert(
		fc.property(turns, fc.integer({min: 1, max: 9}), (history, maxLines) => {
			const {order, kept} = printed(history, maxLines);
			assert.deepEqual(textsOf(order.from(0, 1000)), kept);
			assert.deepEqual(textsOf(order.until(Number.MAX_SAFE_INTEGER, 1000)), kept);
			assert.equal(order.count, kept.length);
		}),
	);
});

test('from any place on, and until any place, as many lines as are asked for', () => {
	fc.assert(
		fc.property(turns, fc.nat(80), fc.nat(12), (history, place, count) => {
			const {order, kept} = printed(history, 9);
			const placeOf = (text: string) => Number(text.split(':')[1]);
			const ahead = kept.filter(text => placeOf(text) >= place);
			const behind = kept.filter(text => placeOf(text) <= place);
			assert.deepEqual(textsOf(order.from(place, count)), ahead.slice(0, count));
			assert.deepEqual(textsOf(order.until(place, count)), count === 0 ? [] : behind.slice(-count));
			assert.equal(order.countAfter(place), kept.length - behind.length);
		}),
	);
});

test('the logs of an archive share one order, however many lines there are', () => {
	const archive = new LogArchive({maxLines: 1000, maxBytes: 1e6});
	for (let line = 1; line <= 300; line++) {
		archive.of(line % 3 === 0 ? 'a' : 'b').append(Buffer.from(`${line}\n`), 0);
	}
	const order = new LineOrder([
		['a', archive.of('a')],
		['b', archive.of('b')],
	]);
	const lines = order.from(0, 1000);
	assert.deepEqual(
		textsOf(lines),
		Array.from({length: 300}, (_, index) => String(index + 1)),
	);
	assert.deepEqual(
		lines.map(({place}) => place),
		lines.map((_, index) => index + 1),
	);
});

test('a line keeps its place while more is printed and older ones are let go', () => {
	const {logs, order} = printed(
		[
			[0, 5],
			[1, 5],
		],
		5,
	);
	const [line] = order.from(3, 1);
	assert.equal(line?.line.text, '0:3');
	logs[0]?.append(Buffer.from('more\nand more\n'), 0);
	assert.deepEqual(order.from(3, 1), [line]);
	logs[0]?.append(Buffer.from('too much\n'), 0);
	assert.equal(order.from(3, 1)[0]?.line.text, '0:4');
});

test('a line belongs where it began, however late it ends', () => {
	const arrivals = new Arrivals();
	const [slow, quick] = [new LogStore(undefined, arrivals), new LogStore(undefined, arrivals)];
	slow.append(Buffer.from('first, '), 0);
	quick.append(Buffer.from('second\n'), 0);
	slow.append(Buffer.from('completed later\n'), 0);
	const order = new LineOrder([
		['slow', slow],
		['quick', quick],
	]);
	assert.deepEqual(textsOf(order.from(0, 10)), ['first, completed later', 'second']);
	assert.deepEqual(
		order.from(0, 10).map(({id}) => id),
		['slow', 'quick'],
	);
});
