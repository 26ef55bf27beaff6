import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {graphemes} from '../../source/screen/graphemes.js';

const segmenter = new Intl.Segmenter();
const segmented = (text: string): string[] => [...segmenter.segment(text)].map(({segment}) => segment);

test('characters are those of Unicode, whatever they are made of', () => {
	const characters = fc.oneof(
		fc.integer({min: 0x20, max: 0x2fff}).map(code => String.fromCharCode(code)),
		fc.constantFrom('\u0301', '\u200d', '\ufe0f', '👩', '🇩', '\u1100', '\u1161', '✖', '★', 'e'),
	);
	fc.assert(
		fc.property(fc.array(characters, {maxLength: 12}), parts => {
			const text = parts.join('');
			assert.deepEqual([...graphemes(text)], segmented(text));
		}),
		{numRuns: 5000},
	);
});

test('those that are told apart without a segmenter are told apart alike', () => {
	const alone = Array.from({length: 0x3000}, (_, code) => String.fromCharCode(code)).filter(
		character => character.trim() !== '' || character === ' ',
	);
	for (const character of alone) {
		for (const text of [`e${character}`, `${character}e`, `${character}✖`, `★${character}`]) {
			assert.deepEqual([...graphemes(text)], segmented(text), JSON.stringify(text));
		}
	}
});
