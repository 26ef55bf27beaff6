import assert from 'node:assert/strict';
import {test} from 'node:test';
import {styledCharsFromTokens, tokenize} from '@alcalzone/ansi-tokenize';
import chalk from 'chalk';
import fc from 'fast-check';
import {type InkOutput, type InkOutputClass, remembering} from '../../source/screen/remembering-output.js';

/** Not among what Ink exports; the build replaces it there. */
const inkOutput = async (): Promise<InkOutputClass> => {
	const {default: Output} = await import(
		new URL('../../../node_modules/ink/build/output.js', import.meta.url).href
	);
	return Output;
};

type Stroke =
	| {
			readonly kind: 'write';
			readonly x: number;
			readonly y: number;
			readonly text: string;
			readonly colour: Colour;
	  }
	| {readonly kind: 'clip'; readonly clip: Parameters<InkOutput['clip']>[0]}
	| {readonly kind: 'unclip'};

type Colour = (typeof colours)[number];

chalk.level = 1;
const colours = ['red', 'bold', 'dim', 'reset'] as const;

const draw = (
	output: InkOutput,
	strokes: readonly Stroke[],
): {readonly output: string; readonly height: number} => {
	for (const stroke of strokes) {
		switch (stroke.kind) {
			case 'write':
				output.write(stroke.x, stroke.y, stroke.text, {
					transformers: [
						line => chalk[stroke.colour](line),
						(line, index) => (index === 1 ? chalk.inverse(line) : line),
					],
				});
				break;
			case 'clip':
				output.clip(stroke.clip);
				break;
			case 'unclip':
				output.unclip();
				break;
		}
	}
	return output.get();
};

const texts = fc.oneof(
	fc.constantFrom(
		'',
		' ',
		'╭──────╮\n│      │\n╰──────╯',
		'ready',
		'·×… ',
		`${chalk.green('a')} b${chalk.underline('  ')}`,
		'商店.ini',
		'👩‍👩‍👧‍👦 e\u0301',
		'a\n\nb',
		`${chalk.green('●')} ready`,
	),
	fc
		.string({unit: 'grapheme', maxLength: 12})
		.filter(text => !/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(text)),
);

const strokes: fc.Arbitrary<readonly Stroke[]> = fc.array(
	fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				kind: fc.constant('write' as const),
				x: fc.integer({min: -2, max: 24}),
				y: fc.integer({min: 0, max: 6}),
				text: texts,
				colour: fc.constantFrom(...colours),
			}),
		},
		{
			weight: 2,
			arbitrary: fc
				.record({
					x1: fc.nat(10),
					width: fc.nat(12),
					y1: fc.nat(3),
					height: fc.nat(4),
					across: fc.boolean(),
					down: fc.boolean(),
				})
				.map(({x1, width, y1, height, across, down}) => ({
					kind: 'clip' as const,
					clip: {...(across && {x1, x2: x1 + width}), ...(down && {y1, y2: y1 + height})},
				})),
		},
		fc.constant({kind: 'unclip' as const}),
	),
	{maxLength: 12},
);

/** The characters of each row with their styles, whatever sequences those were told by. */
const looks = ({output, height}: {readonly output: string; readonly height: number}) => ({
	rows: output.split('\n').map(row => {
		const cells = styledCharsFromTokens(tokenize(row)).map(
			({value, styles}) =>
				value +
				styles
					.map(({code}) => code)
					.sort()
					.join(''),
		);
		return cells.slice(0, cells.findLastIndex(cell => cell !== ' ') + 1);
	}),
	height,
});

test('whatever is drawn, frame after frame, is what Ink draws', async () => {
	const Output = await inkOutput();
	fc.assert(
		fc.property(fc.array(strokes, {maxLength: 4}), fc.constantFrom(20, 24), (frames, width) => {
			const Remembering = remembering(Output);
			for (const frame of [...frames, ...frames]) {
				const size = {width, height: 5};
				assert.deepEqual(looks(draw(new Remembering(size), frame)), looks(draw(new Output(size), frame)));
			}
		}),
		{numRuns: 200},
	);
});

test('of a frame with one new row, that row alone is put together', async () => {
	const Output = await inkOutput();
	const composed: string[] = [];
	class Watched extends Output {
		override readonly get = () => {
			const result = super.get();
			composed.push(result.output);
			return result;
		};
	}
	const Remembering = remembering(Watched);
	const frame = (badge: string) => {
		const output = new Remembering({width: 20, height: 3});
		for (const [y, text] of ['one', badge, 'three'].entries()) {
			output.write(0, y, text, {transformers: []});
		}
		return output.get().output;
	};
	assert.equal(frame('商店'), 'one\n商店\nthree');
	composed.length = 0;
	assert.equal(frame('商'), 'one\n商\nthree');
	assert.deepEqual(composed, ['商']);
});
