import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type Input, ReportFilter} from '../../source/screen/reports.js';

/** All that comes of these chunks: what was reported, and between it the keys, joined. */
const taken = (...chunks: readonly (string | Buffer)[]): unknown[] => {
	const filter = new ReportFilter();
	const inputs: readonly Input[] = [
		...chunks.flatMap(chunk => filter.take(Buffer.from(chunk as string))),
		...filter.flush(),
	];
	const joined: unknown[] = [];
	for (const input of inputs) {
		const last = joined.at(-1);
		if (!('keys' in input)) {
			joined.push('mouse' in input ? input.mouse : input);
		} else if (typeof last === 'string') {
			joined[joined.length - 1] = last + input.keys.toString('latin1');
		} else {
			joined.push(input.keys.toString('latin1'));
		}
	}
	return joined;
};

test('the left button and the wheel are told with the cell they are over, counted from 0', () => {
	assert.deepEqual(taken('\x1b[<0;1;1M\x1b[<32;300;5M\x1b[<0;300;6m\x1b[<64;2;3M\x1b[<65;2;3M'), [
		{kind: 'press', x: 0, y: 0},
		{kind: 'drag', x: 299, y: 4},
		{kind: 'release', x: 299, y: 5},
		{kind: 'wheel-up', x: 1, y: 2},
		{kind: 'wheel-down', x: 1, y: 2},
	]);
});

test('other buttons, those pressed with Shift, and impossible cells are nothing', () => {
	assert.deepEqual(taken('\x1b[<2;1;1M\x1b[<4;1;1M\x1b[<66;1;1M\x1b[<0;0;4M\x1b[<35;3;3M\x1b[<;;M'), []);
});

test('what is no report is no key either, and the keys around it are themselves', () => {
	assert.deepEqual(taken('j\x1b[<0;1q\x1b[<99999999999;1;1M\x1b[A'), ['j\x1b[A']);
	assert.deepEqual(taken('j\x1b[M qXk'), ['jk'], 'the old way of telling, whose bytes look like q and X');
});

test('the focus is told when it comes and when it goes, and is no key', () => {
	assert.deepEqual(taken('j\x1b[Ok\x1b[I'), ['j', {hasFocus: false}, 'k', {hasFocus: true}]);
	assert.deepEqual(taken('\x1b', '[', 'O', '\x1b[', 'I'), [{hasFocus: false}, {hasFocus: true}]);
	assert.deepEqual(taken('\x1bOA\x1bOP\x1bI'), ['\x1bOA\x1bOP\x1bI'], 'arrows, function keys and Alt');
});

const mouseReport = fc
	.record({
		button: fc.constantFrom(0, 1, 2, 32, 64, 65, 4),
		x: fc.integer({min: 1, max: 500}),
		y: fc.integer({min: 1, max: 200}),
		end: fc.constantFrom('M', 'm'),
	})
	.map(({button, x, y, end}) => `\x1b[<${button};${x};${y}${end}`);
const focusReport = fc.constantFrom('\x1b[I', '\x1b[O');
const key = fc.constantFrom(
	'q',
	'X',
	'M',
	'<',
	'[',
	'0',
	';',
	'\r',
	'\x03',
	'é',
	'商',
	'\x1b[A',
	'\x1b[1;5C',
	'\x1bx',
);
const inputs = fc.array(fc.oneof(mouseReport, focusReport, key), {maxLength: 20});

test('however it is cut into pieces, the same keys and the same reports come of it', () => {
	fc.assert(
		fc.property(inputs, fc.array(fc.nat(300)), (parts, cuts) => {
			const bytes = Buffer.from(parts.join(''));
			const edges = [0, ...cuts.filter(cut => cut < bytes.length).sort((a, b) => a - b), bytes.length];
			const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
			const keys = Buffer.from(parts.filter(part => !/^\x1b\[[<IO]/.test(part)).join('')).toString('latin1');
			const whole = taken(bytes);
			assert.deepEqual(taken(...chunks), whole);
			assert.equal(whole.filter(part => typeof part === 'string').join(''), keys);
		}),
		{numRuns: 2000},
	);
});

test('whatever comes, little of it is kept back', () => {
	const soup = fc.array(
		fc.oneof(fc.constantFrom('\x1b', '[', '<', 'M', ';', '1', '\x1b[<', '\x1b[M'), fc.string()),
	);
	fc.assert(
		fc.property(soup, parts => {
			const filter = new ReportFilter();
			for (const part of parts) {
				filter.take(Buffer.from(part));
			}
			const kept = filter.flush().reduce((sum, input) => sum + ('keys' in input ? input.keys.length : 0), 0);
			assert.ok(kept <= 24, `${kept} bytes`);
		}),
	);
});
