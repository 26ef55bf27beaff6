import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {compareLines, type DiffLine} from '../../source/config/line-diff.js';

const spell = (lines: readonly DiffLine[]): readonly string[] =>
	lines.map(line =>
		line.kind === 'gap' ? `@${line.count}` : `${{same: ' ', gone: '-', new: '+'}[line.kind]}${line.text}`,
	);

test('a changed line goes and comes, with three lines around it', () => {
	const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
	const after = before.with(4, 'E').join('\n');
	assert.deepEqual(spell(compareLines(before.join('\n'), after)), [
		...['@1', ' b', ' c', ' d', '-e', '+E', ' f', ' g', ' h', '@2'],
	]);
});

test('the same text has no difference', () => {
	assert.deepEqual(compareLines('a\nb', 'a\nb'), []);
});

const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), {maxLength: 30});

test('whatever the texts, what stayed and went is the old one, and what stayed and came the new one', () => {
	fc.assert(
		fc.property(texts, texts, (before, after) => {
			const around = Array.from({length: 3}, () => 'x');
			const olds = [...around, ...before].join('\n');
			const news = [...around, ...after].join('\n');
			const lines = compareLines(olds, news);
			let cursor = 0;
			const whole = lines.flatMap(line => {
				if (line.kind === 'gap') {
					const left = olds.split('\n').slice(cursor, cursor + line.count);
					cursor += line.count;
					return left.map(text => ({kind: 'same', text}));
				}
				cursor += line.kind === 'new' ? 0 : 1;
				return [line];
			});
			if (olds !== news) {
				const of = (kind: string) => whole.filter(line => line.kind !== kind).map(({text}) => text);
				assert.equal(of('new').join('\n'), olds);
				assert.equal(of('gone').join('\n'), news);
			}
		}),
	);
});

test('two texts that have nothing in common, and are long, take no time', () => {
	const long = (word: string) => Array.from({length: 5000}, (_, index) => `${word}${index}`).join('\n');
	const start = performance.now();
	assert.equal(compareLines(long('a'), long('b')).length, 10_000);
	assert.ok(performance.now() - start < 500);
});
