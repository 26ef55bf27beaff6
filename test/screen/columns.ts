import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {reach} from '../../source/screen/columns.js';

const segmenter = new Intl.Segmenter();

test('so many columns reach as far as their characters fit, whole', () => {
	assert.equal(reach('plain text', 0, 5), 5);
	assert.equal(reach('plain text', 6, 50), 10);
	assert.equal(reach('日本語', 0, 5), 2);
	assert.equal(reach('日本語', 1, 4), 3);
	assert.equal(reach('a🚀b', 0, 3), 3);
	assert.equal(reach('a🚀b', 0, 2), 1);
	assert.equal(reach('e\u0301te\u0301', 0, 1), 2, 'a mark stays with its letter');
	assert.equal(reach('ae\u0301', 0, 2), 3);
	assert.equal(reach('', 0, 10), 0);
});

test('there is always a way on, even where no character fits', () => {
	assert.equal(reach('日本', 0, 1), 1);
	assert.equal(reach('ab', 0, 0), 1);
	const cut = (text: string, columns: number): string[] => {
		const parts: string[] = [];
		for (let from = 0; from < text.length; ) {
			const to = reach(text, from, columns);
			assert.ok(to > from);
			parts.push(text.slice(from, to));
			from = to;
		}
		return parts;
	};
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme', maxLength: 80}),
			fc.integer({min: 2, max: 20}),
			(text, columns) => {
				const parts = cut(text, columns);
				assert.equal(parts.join(''), text);
				const isOne = (part: string) => [...segmenter.segment(part)].length === 1;
				assert.ok(parts.every(part => stringWidth(part) <= columns || isOne(part)));
			},
		),
	);
	const buried = `a${'\u0301'.repeat(10_000)}`;
	assert.ok(cut(buried, 10).length < 100);
});
