import assert from 'node:assert/strict';
import {test} from 'node:test';
import {background, foreground, indexed} from '../../media/colours.js';
import {drawSvg} from '../../media/draw-svg.js';
import {readScreen} from '../../media/read-screen.js';

test('every character is read with its column, wide ones counting two', () => {
	const [row = []] = readScreen('a東🏺e\u0301│\n');
	assert.deepEqual(
		row.map(({text, column, width}) => [text, column, width]),
		[
			['a', 0, 1],
			['東', 1, 2],
			['🏺', 3, 2],
			['e\u0301', 5, 1],
			['│', 6, 1],
		],
	);
});

test('colours are read in all their spellings, and last over the end of a row', () => {
	const rows = readScreen(
		'\u001B[31ma\u001B[38;5;208mb\u001B[38;2;1;2;3;1mc\u001B[0;97;44md\ne\u001B[7mf\u001B[mg\n',
	);
	assert.deepEqual(
		rows.flat().map(({text, look}) => [text, look.colour, look.behind, look.bold]),
		[
			['a', indexed(1), background, false],
			['b', '#ff8700', background, false],
			['c', '#010203', background, true],
			['d', indexed(15), indexed(4), false],
			['e', indexed(15), indexed(4), false],
			['f', indexed(4), indexed(15), false],
			['g', foreground, background, false],
		],
	);
});

test('a picture has its words at their columns, its borders as lines, and nothing that XML would misread', () => {
	const svg = drawSvg('a & b', readScreen('│ <b> &  x│'), 11);
	assert.match(
		svg,
		/<tspan x="16.8" [^>]*>&lt;b&gt;<\/tspan><tspan x="50.4" [^>]*>&amp;<\/tspan><tspan x="75.6"/,
	);
	assert.match(svg, /<title>a &amp; b<\/title>/);
	assert.match(svg, /<path d="M4.2 0v18M88.2 0v18" fill="none"/);
	assert.doesNotMatch(svg, /│/);
});
