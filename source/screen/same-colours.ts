import {resetStyle, settingsOf, sgrPattern, styleOf} from './sgr.js';

/**
 * A line that does not write in the colour of its own background, by which it could hide text. Where the two become
 * the same, or nearly so, both are taken back. A line begins without a style.
 */
export const withoutSameColours = (text: string): string => {
	if (!background.test(text)) {
		return text;
	}
	let look: Look = plain;
	return text.replace(styles, sgr => {
		const {settings, next} = follow(look, settingsOf(sgr));
		look = isReadable(next) ? next : {...next, text: undefined, ground: undefined};
		const style = styleOf(look === next ? settings : [...settings, ['39'], ['49']]);
		if (style.length <= longest) {
			return style;
		}
		look = plain;
		return resetStyle;
	});
};

/** A number below 16 is one of the palette, of which a terminal may take the brighter one for bold text. */
type Colour = number | readonly [red: number, green: number, blue: number];

type Look = {
	readonly text: Colour | undefined;
	readonly ground: Colour | undefined;
	readonly isBold: boolean;
};

const plain: Look = {text: undefined, ground: undefined, isBold: false};

/** What is on after these settings, as far as they are understood: of the first broken colour on none is left. */
const follow = (look: Look, settings: readonly (readonly string[])[]) => {
	let next = look;
	for (const [index, setting] of settings.entries()) {
		const parts = setting.flatMap(part => part.split(':'));
		const code = Number(parts[0]);
		if (code === 38 || code === 48) {
			const colour = colourOf(parts.slice(1), setting.length === 1);
			if (colour === undefined) {
				return {settings: settings.slice(0, index), next};
			}
			next = {...next, [code === 38 ? 'text' : 'ground']: colour};
		} else {
			next = {...next, ...changeBy(code)};
		}
	}
	return {settings, next};
};

const changeBy = (code: number): Partial<Look> => {
	switch (code) {
		case 0:
			return plain;
		case 1:
			return {isBold: true};
		case 22:
			return {isBold: false};
		case 39:
			return {text: undefined};
		case 49:
			return {ground: undefined};
	}
	const [tens, ones] = [Math.floor(code / 10), code % 10];
	if (ones > 7) {
		return {};
	}
	const isBright = tens === 9 || tens === 10;
	const colour = ones + (isBright ? 8 : 0);
	return tens === 3 || tens === 9 ? {text: colour} : tens === 4 || tens === 10 ? {ground: colour} : {};
};

/** @param mayNameSpace a colour with colons may have the name of a colour space, or nothing, before its three numbers. */
const colourOf = (parts: readonly string[], mayNameSpace: boolean): Colour | undefined => {
	const [kind, ...numbers] = parts;
	const values = (mayNameSpace && kind === '2' && numbers.length > 3 ? numbers.slice(1, 4) : numbers).map(
		part => (/^\d+$/.test(part) ? Number(part) : Number.NaN),
	);
	if (!values.every(value => value <= 255)) {
		return undefined;
	}
	const [first, green, blue] = values;
	if (Number(kind) === 5 && first !== undefined && values.length === 1) {
		return first < 16 ? first : inCube(first);
	}
	return Number(kind) === 2 && first !== undefined && green !== undefined && blue !== undefined
		? [first, green, blue]
		: undefined;
};

/** The colours of xterm's from 16 on: a cube of six levels, and greys. */
const inCube = (index: number): Colour => {
	if (index >= 232) {
		const grey = 8 + 10 * (index - 232);
		return [grey, grey, grey];
	}
	const level = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
	return [
		level(Math.floor((index - 16) / 36)),
		level(Math.floor((index - 16) / 6) % 6),
		level((index - 16) % 6),
	];
};

const isReadable = ({text, ground, isBold}: Look): boolean => {
	if (text === undefined || ground === undefined) {
		return true;
	}
	const texts = isBold && typeof text === 'number' && text < 8 ? [text, text + 8] : [text];
	return texts.every(colour => canBeTold(colour, ground));
};

const canBeTold = (one: Colour, other: Colour): boolean => {
	const [left, right] = [lightOf(one), lightOf(other)];
	return left.some((value, index) => Math.abs(value - (right[index] ?? 0)) > nearlySame);
};

const lightOf = (colour: Colour): readonly number[] =>
	typeof colour === 'number' ? (palette[colour] ?? []) : colour;

/** Of 255: a step between xterm's greys is 10, and nobody reads text in the next grey. */
const nearlySame = 20;

/** Xterm's own. A terminal can have others, but then those that are the same here are the same there too. */
const palette: readonly (readonly number[])[] = [
	...[
		[0, 0, 0],
		[205, 0, 0],
		[0, 205, 0],
		[205, 205, 0],
	],
	...[
		[0, 0, 238],
		[205, 0, 205],
		[0, 205, 205],
		[229, 229, 229],
	],
	...[
		[127, 127, 127],
		[255, 0, 0],
		[0, 255, 0],
		[255, 255, 0],
	],
	...[
		[92, 92, 255],
		[255, 0, 255],
		[0, 255, 255],
		[255, 255, 255],
	],
];

const background = /\x1b\[(?:[\d;:]*;)?0*(?:4[0-8]|10[0-7])[;:m]/;
const styles = new RegExp(sgrPattern, 'g');

/** Characters of a style sequence that `sgrPattern` lets through. */
const longest = '\x1b[m'.length + 64;
