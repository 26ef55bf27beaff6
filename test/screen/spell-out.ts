import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {sanitise} from '../../source/screen/sanitise.js';
import {spellOut} from '../../source/screen/spell-out.js';
import {hostileText} from '../helpers/hostile-text.js';

const inverse = /\x1b\[2?7m/g;

test('what does not show is written out as less writes it, apart from the words', () => {
	for (const [raw, written] of [
		['plain words', 'plain words'],
		['\x1b[31mred\x1b[0m', '^[[31mred^[[0m'],
		['10%\r20%\tdone\0\x7f', '10%^M20%^Idone^@^?'],
		['\x9b2J\u200bx\u202e', '<U+009B>2J<U+200B>x<U+202E>'],
		['日本 ü', '日本 ü'],
	] as const) {
		assert.equal(spellOut(raw).replace(inverse, ''), written);
	}
	assert.equal(spellOut('a\x1bb'), 'a\x1b[7m^[\x1b[27mb');
});

test('whatever a line holds, written out there is nothing left that would have to be cleaned away', () => {
	fc.assert(
		fc.property(hostileText, text => {
			const written = spellOut(text);
			assert.equal(sanitise(written).replace(/\x1b\[0m$/, ''), written);
			assert.doesNotMatch(written.replace(inverse, ''), /[\0-\x1f\x7f-\x9f]/);
		}),
	);
});
