import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {LineOrder} from '../../source/logs/line-order.js';
import {LogStore} from '../../source/logs/log-store.js';
import {FoldedLog} from '../../source/study/folded-log.js';
import {LogStudy} from '../../source/study/log-study.js';

const traceback =
	'Traceback (most recent call last):\n  File "/a.py", line 3, in f\n    g()\nValueError: bad\n';
const banner =
	'*** Starting uWSGI 2.0.21-debian (64bit) on [Tue Nov 24 20:59:31 2026] ***\ncompiled with version: 12.2.0 on 19 May 2023 13:59:29\nnodename: vm\nmachine: x86_64\n';

/** Pieces of a log, one after the other, with room for some of them only. */
const pieces = fc.array(
	fc.record({
		text: fc.constantFrom('fine\n', 'ERROR:a:b\n', traceback, traceback, banner, 'half a ', '\n'),
		studied: fc.nat(6),
		isLooked: fc.boolean(),
	}),
	{maxLength: 60},
);

test('whatever is printed, let go and studied, all lines but folded ones are there, in order, by any way to them', () => {
	fc.assert(
		fc.property(pieces, fc.integer({min: 1, max: 40}), fc.nat(2), (printed, maxLines, folds) => {
			const log = new LogStore({maxLines, maxBytes: 1e6});
			const study = new LogStudy(log);
			const isFolded = ({kind, head}: {kind: string; head: number}): boolean =>
				folds === 0 || (folds === 1 ? kind === 'banner' : head % 2 === 0);
			const folded = new FoldedLog(log, study, isFolded);
			const order = new LineOrder([['a', folded]]);
			const check = (): void => {
				const expected: number[] = [];
				for (let number = log.first; number <= log.last; number++) {
					const {report, back = 0} = study.recordOf(number) ?? {};
					if (report === undefined || back === 0 || !isFolded({kind: report, head: number - back})) {
						expected.push(number);
					}
				}
				const count = expected.length;
				assert.equal(order.count, count);
				assert.deepEqual(
					order.from(0, 1000).map(({line}) => line.number),
					expected,
				);
				assert.deepEqual(
					order.until(Number.MAX_SAFE_INTEGER, 3).map(({line}) => line.number),
					expected.slice(-3),
				);
				for (const number of expected) {
					const place = log.arrivalOf(number);
					assert.equal(order.from(place, 1)[0]?.line.number, number);
					assert.equal(order.until(place, 1)[0]?.line.number, number);
				}
			};
			for (const {text, studied, isLooked} of printed) {
				log.append(Buffer.from(text), 0);
				study.advance(studied);
				if (isLooked) {
					check();
				}
			}
			check();
		}),
		{numRuns: 500},
	);
});

test('the first line stands for the others, with what they come to', () => {
	const log = new LogStore();
	const study = new LogStudy(log);
	log.append(
		Buffer.from(`${banner}spawned uWSGI worker 1 (pid: 9, cores: 1)\nERROR:a: oh\n${traceback}fine\n`),
		0,
	);
	study.advance(100);
	const folded = new FoldedLog(log, study, () => true);
	assert.deepEqual(
		folded.read(folded.first, 100).map(line => [line.number, line.folded?.count, line.folded?.words]),
		[
			[1, 3, 'uWSGI 2.0.21-debian started'],
			[5, undefined, undefined],
			[6, 4, 'ERROR:a: oh ... ValueError: bad'],
			[11, undefined, undefined],
		],
	);
});

test('a mistake that was made more than once says how often in every report of it', () => {
	const log = new LogStore();
	const study = new LogStudy(log);
	const folded = new FoldedLog(log, study, () => true);
	const words = () => folded.read(1, 100).map(line => line.folded?.words);
	log.append(Buffer.from(`${traceback}${traceback.replace('in f', 'in g')}`), 0);
	study.advance(100);
	assert.deepEqual(words(), ['Traceback ... ValueError: bad', 'Traceback ... ValueError: bad']);
	log.append(Buffer.from(traceback.replace('bad', 'worse')), 0);
	study.advance(100);
	assert.deepEqual(words(), [
		'×2 Traceback ... ValueError: bad',
		'Traceback ... ValueError: bad',
		'×2 Traceback ... ValueError: worse',
	]);
});

test('what was raised is told by its beginning, however long it is', () => {
	const log = new LogStore();
	const study = new LogStudy(log);
	log.append(Buffer.from(`${traceback.trimEnd()}${'x'.repeat(200_000)}\nfine\n`), 0);
	study.advance(100);
	const [first, second] = new FoldedLog(log, study, () => true).read(1, 2);
	assert.equal(first?.folded?.words.slice(0, 34), 'Traceback ... ValueError: badxxxxx');
	assert.equal(second?.text, 'fine');
});
