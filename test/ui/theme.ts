import assert from 'node:assert/strict';
import {test} from 'node:test';
import {chooseLook, type ThemeName} from '../../source/ui/theme.js';
import {openScreen, withFive} from '../helpers/drawn-screen.js';

type Colour = readonly [red: number, green: number, blue: number];

/** As xterm draws them unless told otherwise: the harshest palette that is in use. */
const xterm: Readonly<Record<string, Colour>> = {
	red: [205, 0, 0],
	green: [0, 205, 0],
	yellow: [205, 205, 0],
	blue: [0, 0, 238],
	magenta: [205, 0, 205],
	cyan: [0, 205, 205],
	gray: [127, 127, 127],
	blueBright: [92, 92, 255],
};

const linear = (value: number): number =>
	value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;

const gamma = (value: number): number => {
	const within = Math.max(0, Math.min(1, value));
	return 255 * (within <= 0.0031308 ? within * 12.92 : 1.055 * within ** (1 / 2.4) - 0.055);
};

const coloursOf = (theme: ThemeName): readonly Colour[] =>
	(['good', 'moving', 'bad'] as const).map(tone => {
		const found = xterm[chooseLook(false, theme).colours[tone] ?? ''];
		assert.ok(found !== undefined, `${theme} ${tone}`);
		return found;
	});

/** WCAG 2: from 1 to 21. */
const contrastOnWhite = ([red, green, blue]: Colour): number =>
	1.05 / (0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05);

test('light can be read on white, whatever its state', () => {
	const {colours} = chooseLook(false, 'light');
	for (const name of Object.values(colours)) {
		const colour = name === undefined ? undefined : xterm[name];
		assert.ok(name === undefined || (colour !== undefined && contrastOnWhite(colour) >= 3), name);
	}
});

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const blindness: Readonly<Record<string, readonly Colour[]>> = {
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998],
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881],
	],
};

const leastDistance = (theme: ThemeName, matrix: readonly Colour[]): number => {
	const seen = coloursOf(theme).map(colour =>
		matrix.map(row =>
			gamma(row.reduce((sum, weight, index) => sum + weight * linear(colour[index] ?? 0), 0)),
		),
	);
	const distances = seen.flatMap((one, index) =>
		seen.slice(index + 1).map(other => Math.hypot(...one.map((value, each) => value - (other[each] ?? 0)))),
	);
	return Math.min(...distances);
};

for (const [name, matrix] of Object.entries(blindness)) {
	test(`with ${name} the colours of colour-blind are further apart than the usual ones`, () => {
		assert.ok(leastDistance('colour-blind', matrix) > 100, String(leastDistance('colour-blind', matrix)));
		assert.ok(leastDistance('dark', matrix) < leastDistance('colour-blind', matrix));
	});
}

test('no theme but dark and none tells good from bad by green and red', () => {
	for (const theme of ['light', 'colour-blind'] as const) {
		assert.ok(!Object.values(chooseLook(false, theme).colours).includes('green'), theme);
	}
});

test('a theme changes colours and nothing else, in the names of merged lines too', async t => {
	const dark = withFive(await openScreen(t, 80, 24));
	const rows = (): readonly string[] => dark.emulator.rows();
	await dark.shows('quit');
	for (const theme of ['light', 'colour-blind', 'none'] as const) {
		const other = withFive(await openScreen(t, 80, 24, {theme}));
		await other.shows('quit');
		await other.sees('the same words', () => other.emulator.rows().join() === rows().join());
		assert.notDeepEqual(other.emulator.cells(), dark.emulator.cells(), theme);
		other.press('0');
		await other.shows('all 4 vassals');
	}
});
