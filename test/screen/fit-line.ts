import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {fitLine, hasSureWidth} from '../../source/screen/fit-line.js';
import {openEmulator} from '../helpers/emulator.js';
import {hostileText} from '../helpers/hostile-text.js';

/** Terminals do not put characters together across a change of style, and nothing with a letter in front of it. */
const columnsOf = (fitted: string): number =>
	fitted
		.split(styles)
		.flatMap(text =>
			text.split(
				/(?<=[\u0d4e\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}])/u,
			),
		)
		.reduce((sum, text) => sum + stringWidth(text), 0);

const styles = /\x1b\[[\d;:]*m/g;

test('a line is cut or filled up to its columns', () => {
	assert.equal(fitLine('ready', 8), 'ready   ');
	assert.equal(fitLine('ready', 5), 'ready');
	assert.equal(fitLine('ready', 4), 'rea…');
	assert.equal(fitLine('ready', 1), '…');
	assert.equal(fitLine('ready', 0), '');
	assert.equal(fitLine('', 3), '   ');
});

test('colours are kept, cost no columns, and end with the text', () => {
	assert.equal(fitLine('\x1b[31mred\x1b[39m', 5), '\x1b[31mred\x1b[0m  ');
	assert.equal(fitLine('\x1b[41mred', 5), '\x1b[41mred\x1b[0m  ');
	assert.equal(fitLine('a\x1b[38;5;208mredder', 4), 'a\x1b[38;5;208mre…\x1b[0m');
	assert.equal(fitLine('plain\x1b[0m', 5), 'plain');
	assert.ok(fitLine(`${'\x1b[1m'.repeat(9999)}x`, 5).length < 300);
});

test('a wide character that does not fit leaves a space', () => {
	assert.equal(fitLine('日本', 4), '日本');
	assert.equal(fitLine('日本', 3), '日…');
	assert.equal(fitLine('a日本', 4), 'a日…');
	assert.equal(fitLine('日本', 2), '… ');
	assert.equal(fitLine('🚀🚀🚀', 4), '🚀… ');
});

test('a letter that Unicode puts in front of the next has a cell of its own, as in a terminal', async () => {
	const emulator = await openEmulator(10, 2);
	await emulator.write(`${fitLine('\u{11a84}\u{11a84}ab', 5)}|`);
	assert.equal(emulator.rows()[0], '\u{11a84}\u{11a84}ab |    ');
	assert.equal(fitLine('\u0d4e', 3), '\u0d4e  ');
	assert.equal(fitLine('\u0d4eab', 2), '\u0d4e…');
});

test('letters keep their marks, a mark without a letter goes, and so do most of very many', () => {
	assert.equal(fitLine('cafe\u0301!', 5), 'cafe\u0301!');
	assert.equal(fitLine('cafe\u0301!', 4), 'caf…');
	for (const mark of ['\u0301', '\u093e', '\u11a8', '\u{1f3fd}', '\ud800']) {
		assert.equal(fitLine(`${mark}x`, 2), 'x ');
		assert.equal(fitLine(`\x1b[31m${mark}x`, 2), '\x1b[31mx\x1b[0m ');
	}

	assert.ok(fitLine(`a${'\u0301'.repeat(1000)}`, 3).length < 20);
});

test('a tab leads to the next eighth column of the line', () => {
	assert.equal(fitLine('a\tb', 10), 'a       b ');
	assert.equal(fitLine('\x1b[31mab\x1b[0m\tc', 9), '\x1b[31mab\x1b[0m      c\x1b[0m');
	assert.equal(fitLine('日\tb', 9), '日      b');
	assert.equal(fitLine('\t\t\t', 9), '        …');
	assert.equal(fitLine('\t', 8), '        ');
});

test('only letters that stand alone are said to have a width that is sure', () => {
	for (const text of ['plain\x1b[31m', 'naïve', 'Ελλάδα', '╭─╮█', '日本語', '한국', 'so…']) {
		assert.ok(hasSureWidth(text), text);
	}
	for (const text of ['🚀', 'e\u0301', '❤', 'क्षि', '\u1100\u1161', '１']) {
		assert.ok(!hasSureWidth(text), text);
	}
});

test('whatever a line holds, it takes exactly its columns and holds no control character but those of colours', () => {
	fc.assert(
		fc.property(hostileText, fc.integer({min: 0, max: 60}), (text, width) => {
			const fitted = fitLine(text, width);
			const plain = fitted.replace(styles, '');
			assert.equal(columnsOf(fitted), width);
			assert.doesNotMatch(plain, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
			if (fitted !== plain) {
				assert.match(fitted, /\x1b\[0m *$/);
			}
		}),
		{numRuns: 2000},
	);
});

test('no line can touch the cells around it, nor anything else of the terminal, nor hide its text', async () => {
	const columns = 34;
	const width = 30;
	const frame = `\x1b[1;1H${'^'.repeat(columns)}\x1b[3;1H${'v'.repeat(columns)}\x1b[2;2H|`;
	await fc.assert(
		fc.asyncProperty(hostileText, async text => {
			const emulator = await openEmulator(columns, 4);
			await emulator.write(`${frame}\x1b[2;33H|\x1b[4;10H`);
			const before = emulator.cells();
			const state = emulator.state();

			// The right border is drawn after the line, since terminals do not agree on the width of everything.
			await emulator.write(`\x1b[2;3H${fitLine(text, width)}\x1b[2;33H|\x1b[K\x1b[4;10H`);

			const after = emulator.cells();
			assert.deepEqual([after[0], after[2], after[3]], [before[0], before[2], before[3]]);
			assert.deepEqual(after[1]?.slice(0, 2), before[1]?.slice(0, 2));
			assert.deepEqual(after[1]?.slice(32), before[1]?.slice(32));
			assert.deepEqual(emulator.state(), state);
			assert.ok(!emulator.isAnythingInvisible());
		}),
		{numRuns: 500},
	);
});

test('a line whose width is said to be sure takes as many columns in a terminal', async () => {
	const letters = fc.array(
		fc.constantFrom('a', 'é', 'Я', 'Ω', '│', '█', '日', '한', 'か', '\x1b[32m', '\t', '\x1b[H'),
	);
	await fc.assert(
		fc.asyncProperty(letters, fc.integer({min: 0, max: 30}), async (text, width) => {
			const fitted = fitLine(text.join(''), width);
			const emulator = await openEmulator(40, 2);
			await emulator.write(`${fitted}|`);
			assert.ok(hasSureWidth(fitted));
			assert.equal(
				emulator.cells()[0]?.findIndex(cell => cell.startsWith('|')),
				width,
			);
		}),
	);
});
