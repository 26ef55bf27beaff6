import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {LineMatches} from '../../source/logs/line-matches.js';
import {LineOrder} from '../../source/logs/line-order.js';
import {LogStore} from '../../source/logs/log-store.js';

const isWanted = (text: string): boolean => text.includes('x');

test('however a log grows and lets go, the matches are those of the lines that are kept', () => {
	const step = fc.oneof(
		fc.record({print: fc.string({unit: fc.constantFrom('a', 'x', '\n', '\n'), maxLength: 12})}),
		fc.record({advance: fc.integer({min: 1, max: 5})}),
	);
	fc.assert(
		fc.property(fc.array(step, {maxLength: 60}), fc.integer({min: 1, max: 12}), (history, maxLines) => {
			const log = new LogStore({maxLines, maxBytes: 1e6});
			const matches = new LineMatches(log, isWanted);
			for (const happened of history) {
				if ('print' in happened) {
					log.append(Buffer.from(happened.print), 0);
				} else {
					matches.advance(happened.advance);
				}
				assert.ok(matches.first >= 1 && matches.last >= matches.first - 1);
			}
			while (!matches.advance(3)) {
				assert.equal(matches.isUpToDate, false);
			}
			const expected = log.read(log.first, maxLines).filter(({text}) => isWanted(text));
			assert.deepEqual(matches.read(matches.first, 1000), expected);
			const order = new LineOrder([['a', matches]]);
			assert.deepEqual(
				order.from(0, 1000).map(({line}) => line),
				expected,
			);
			assert.equal(order.count, expected.length);
		}),
	);
});

test('a partial line is a match for as long as it is one', () => {
	const log = new LogStore();
	const matches = new LineMatches(log, text => !text.endsWith('?'));
	const foundAfter = (text: string): number => {
		log.append(Buffer.from(text), 0);
		matches.advance(10);
		return matches.last - matches.first + 1;
	};
	assert.deepEqual(
		[foundAfter('really'), foundAfter('?'), foundAfter(' yes'), foundAfter('\n')],
		[1, 0, 1, 1],
	);
});

test('what was found keeps its position while older matches are let go', () => {
	const log = new LogStore({maxLines: 2000, maxBytes: 1e6});
	const matches = new LineMatches(log, () => true);
	for (let line = 1; line <= 9000; line++) {
		log.append(Buffer.from(`${line}\n`), 0);
		matches.advance(10);
	}
	assert.deepEqual([matches.first, matches.last], [7001, 9000]);
	assert.equal(matches.read(8000, 1)[0]?.text, '8000');
	assert.equal(matches.arrivalOf(8000), 8000);
	assert.deepEqual(matches.read(6000, 1), []);
});

test('no more is looked at than was asked for', () => {
	const log = new LogStore();
	log.append(Buffer.from('line\n'.repeat(100)), 0);
	let looks = 0;
	const matches = new LineMatches(log, () => {
		looks += 1;
		return true;
	});
	assert.equal(matches.advance(30), false);
	assert.equal(looks, 30);
	assert.equal(matches.advance(70), true);
	assert.equal(matches.advance(70), true);
	assert.equal(looks, 100);
});
