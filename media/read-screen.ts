import stringWidth from 'string-width';
import {background, type Colour, dimmed, foreground, indexed, rgb} from './colours.js';

/** One character of a screen, as it looks. */
export type Cell = {
	readonly column: number;
	/** 2 for wide characters. */
	readonly width: number;
	readonly text: string;
	readonly look: Look;
};

export type Look = {
	readonly colour: Colour;
	readonly behind: Colour;
	readonly bold: boolean;
	readonly italic: boolean;
	readonly underlined: boolean;
};

/**
 * The rows of a screen as tmux captures it with `capture-pane -e`: text and SGR, nothing else.
 *
 * Not through a terminal emulator, because @xterm/headless 6 counts an emoji as one column, and tmux as two.
 */
export const readScreen = (captured: string): Cell[][] => {
	let style: Style = {};
	return captured
		.replace(/\n$/, '')
		.split('\n')
		.map(row => {
			const cells: Cell[] = [];
			let column = 0;
			for (const [, codes, text] of row.matchAll(/\u001B\[([\d;:]*)m|([^\u001B]+)/g)) {
				if (text === undefined) {
					style = restyle(style, codes ?? '');
					continue;
				}
				const look = lookOf(style);
				for (const {segment} of graphemes.segment(text)) {
					const width = stringWidth(segment);
					cells.push({column, width, text: segment, look});
					column += width;
				}
			}
			return cells;
		});
};

const graphemes = new Intl.Segmenter();

type Style = {
	readonly colour?: Colour | undefined;
	readonly behind?: Colour | undefined;
	readonly bold?: boolean;
	readonly dim?: boolean;
	readonly italic?: boolean;
	readonly underlined?: boolean;
	readonly inverse?: boolean;
};

const lookOf = (style: Style): Look => {
	const {bold = false, italic = false, underlined = false} = style;
	const [colour, behind] = style.inverse
		? [style.behind ?? background, style.colour ?? foreground]
		: [style.colour ?? foreground, style.behind ?? background];
	return {colour: style.dim ? dimmed(colour, behind) : colour, behind, bold, italic, underlined};
};

/** The style after one SGR sequence. Codes that make no difference to a picture, such as blinking, are passed over. */
const restyle = (before: Style, codes: string): Style => {
	let style = before;
	const left = codes.split(/[;:]/).map(Number);
	for (let code = left.shift(); code !== undefined; code = left.shift()) {
		if (code === 38 || code === 48) {
			style = {...style, [code === 38 ? 'colour' : 'behind']: takeColour(left)};
		} else if (code in simple) {
			style = {...style, ...simple[code]};
		} else if (code === 0) {
			style = {};
		} else {
			style = {...style, ...paint(code)};
		}
	}
	return style;
};

const simple: Readonly<Record<number, Style>> = {
	1: {bold: true},
	2: {dim: true},
	3: {italic: true},
	4: {underlined: true},
	7: {inverse: true},
	22: {bold: false, dim: false},
	23: {italic: false},
	24: {underlined: false},
	27: {inverse: false},
	39: {colour: undefined},
	49: {behind: undefined},
};

const paint = (code: number): Style => {
	const hue = code % 10;
	switch (hue < 8 ? Math.floor(code / 10) : undefined) {
		case 3:
			return {colour: indexed(hue)};
		case 4:
			return {behind: indexed(hue)};
		case 9:
			return {colour: indexed(8 + hue)};
		case 10:
			return {behind: indexed(8 + hue)};
		default:
			return {};
	}
};

/** What follows 38 or 48: `5;index` or `2;red;green;blue`. */
const takeColour = (left: number[]): Colour => {
	const isIndexed = left.shift() === 5;
	const [first = 0, second = 0, third = 0] = left.splice(0, isIndexed ? 1 : 3);
	return isIndexed ? indexed(first) : rgb(first, second, third);
};
