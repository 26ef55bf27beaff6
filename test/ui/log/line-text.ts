import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stripAnsi from 'strip-ansi';
import {sanitise} from '../../../source/screen/sanitise.js';
import {drawPart, plainText, readLine} from '../../../source/ui/log/line-text.js';
import {hostileText} from '../../helpers/hostile-text.js';

test('what is shown of a line is the same with its colours and without', () => {
	fc.assert(
		fc.property(hostileText, raw => {
			const {plain} = readLine(raw);
			assert.equal(plain, stripAnsi(sanitise(raw)));
			assert.equal(plain, plainText(raw));
			assert.doesNotMatch(plain, /[\x00-\x1f\x7f-\x9f]/);
		}),
	);
});

test('a part of a line is in the colours that it has within the whole', () => {
	const line = readLine('plain \x1b[31mred \x1b[1mbold\x1b[0m end \x1b[0;32mgreen');
	assert.equal(line.plain, 'plain red bold end green');
	assert.equal(drawPart(line, 0, 5, []), 'plain');
	assert.equal(drawPart(line, 7, 9, []), '\x1b[31med\x1b[0m');
	assert.equal(drawPart(line, 8, 12, []), '\x1b[31md \x1b[0m\x1b[31m\x1b[1mbo\x1b[0m');
	assert.equal(drawPart(line, 15, 21, []), '\x1b[0mend \x1b[0m\x1b[0;32mgr\x1b[0m');
});

test('what nobody looks at has no style, but all its words', () => {
	const line = readLine('\x1b[31mred\x1b[0m \x1b[32mgreen\x1b[0m', 3);
	assert.equal(line.plain, 'red green');
	assert.deepEqual(
		line.styles.map(({at}) => at),
		[0, 3],
	);
});

test('a tint lies on top of the colours, from its first character to before its last', () => {
	const line = readLine('one \x1b[31mtwo\x1b[0m three');
	const inverse = '\x1b[7m';
	assert.equal(
		drawPart(line, 0, 13, [{from: 2, to: 6, style: inverse}]),
		'on\x1b[7me \x1b[0m\x1b[31m\x1b[7mtw\x1b[0m\x1b[31mo\x1b[0m\x1b[0m three\x1b[0m',
	);
	assert.equal(drawPart(readLine('abc'), 1, 3, [{from: 0, to: 2, style: inverse}]), '\x1b[7mb\x1b[0mc');
});

test('however a line is cut into parts, together they say all of it, tinted or not, and no style is left on', () => {
	const tint = fc
		.tuple(fc.nat(40), fc.nat(40))
		.map(([from, length]) => ({from, to: from + length, style: '\x1b[7m'}));
	const cuts = fc.array(fc.nat(60), {maxLength: 5});
	fc.assert(
		fc.property(hostileText, cuts, fc.array(tint, {maxLength: 3}), (raw, wanted, tints) => {
			const line = readLine(raw.replace(/[\ud800-\udfff]/g, ''));
			const {length} = line.plain;
			const edges = [0, ...wanted.map(cut => Math.min(cut, length)), length].sort((a, b) => a - b);
			const parts = edges.slice(1).map((to, index) => drawPart(line, edges[index] ?? 0, to, tints));
			assert.equal(stripAnsi(parts.join('')), line.plain);
			for (const part of parts) {
				assert.match(part, /^[^\x1b]*$|\x1b\[0m[^\x1b]*$/);
			}
		}),
	);
});
