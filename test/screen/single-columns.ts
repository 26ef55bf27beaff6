import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {singleColumns} from '../../source/screen/single-columns.js';
import {chooseLook} from '../../source/ui/theme.js';

test('what is said to take a column each does', () => {
	const said = Array.from({length: 0x3000}, (_, code) => String.fromCharCode(code)).filter(
		character => singleColumns(character) !== undefined,
	);
	assert.ok(said.length > 300);
	assert.deepEqual(
		said.filter(character => stringWidth(character) !== 1),
		[],
	);
});

test('what makes a character wider says no', () => {
	assert.equal(singleColumns('✖\uFE0F'), undefined);
	assert.equal(singleColumns('e\u0301'), undefined);
});

test('all that the chrome is drawn with is among it, styles or none', () => {
	const {badges, spinner, corners, horizontal, vertical, ellipsis, pointer} = chooseLook(false, 'dark');
	const drawn = [...Object.values(badges), ...spinner, ...corners, horizontal, vertical, ellipsis, pointer];
	assert.deepEqual(
		drawn.filter(glyph => singleColumns(`\u001B[1m\u001B[32m${glyph}\u001B[39m\u001B[22m`) !== 1),
		[],
	);
});
