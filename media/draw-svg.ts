import {background, type Colour, foreground} from './colours.js';
import type {Cell, Look} from './read-screen.js';
import {bars, strokes} from './strokes.js';

/** In SVG's units. Text is placed cell by cell, so that columns stay straight whatever font there is. */
const cell = {width: 8.4, height: 18};
const margin = 16;
const fonts = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace";

/** A picture of a screen in a rounded window. The title is for those who hear a page instead of seeing it. */
export const drawSvg = (title: string, rows: readonly (readonly Cell[])[], columns: number): string => {
	const width = round(columns * cell.width + 2 * margin);
	const height = rows.length * cell.height + 2 * margin;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
		`<title>${escaped(title)}</title>`,
		`<rect width="${width}" height="${height}" rx="10" fill="${background}"/>`,
		`<g transform="translate(${margin} ${margin})" font-family="${fonts}" font-size="14" fill="${foreground}">`,
		...rows.flatMap((row, index) => drawRow(row, index * cell.height)),
		'</g>',
		'</svg>',
		'',
	].join('\n');
};

const drawRow = (row: readonly Cell[], top: number): string[] => {
	const behind = runs(row, (one, other) => one.look.behind === other.look.behind)
		.filter(([first]) => first.look.behind !== background)
		.map(run => fill(run, top, cell.height, run[0].look.behind));
	const lines = runs(row, (one, other) => one.look.colour === other.look.colour)
		.map(run => drawStrokes(run, top))
		.filter(line => line !== '');
	const blocks = row.flatMap(one => drawBar(one, top));
	const text = runs(row, (one, other) => sameInk(one.look, other.look))
		.map(run => drawText(run, top))
		.filter(line => line !== '');
	return [...behind, ...lines, ...blocks, ...text];
};

/** Neighbours that belong together; none is empty. */
const runs = (row: readonly Cell[], belong: (one: Cell, other: Cell) => boolean): [Cell, ...Cell[]][] => {
	const found: [Cell, ...Cell[]][] = [];
	for (const one of row) {
		const run = found.at(-1);
		if (run !== undefined && belong(run[0], one)) {
			run.push(one);
		} else {
			found.push([one]);
		}
	}
	return found;
};

const fill = (run: readonly Cell[], bottomUp: number, height: number, colour: Colour): string => {
	const width = run.reduce((sum, one) => sum + one.width, 0) * cell.width;
	return `<rect x="${left(run[0])}" y="${round(bottomUp)}" width="${round(width)}" height="${round(height)}" fill="${colour}"/>`;
};

/** The lines of a run as one path: cells of 10 by 20 are scaled to ours. */
const drawStrokes = (run: readonly [Cell, ...Cell[]], top: number): string => {
	const path = run
		.filter(({text}) => text in strokes)
		.map(({text, column}) => place(strokes[text] ?? '', column * cell.width, top))
		.join('');
	return path === '' ? '' : `<path d="${path}" fill="none" stroke="${run[0].look.colour}"/>`;
};

const place = (path: string, x: number, y: number): string =>
	path.replace(/([Mhvq])([-\d. ]+)/g, (_, verb: string, numbers: string) => {
		const scaled = (numbers.match(/-?[\d.]+/g) ?? []).map((number, index) => {
			const isAcross = verb === 'h' || (verb !== 'v' && index % 2 === 0);
			const length = Number(number) * (isAcross ? cell.width / 10 : cell.height / 20);
			return round(verb === 'M' ? length + (isAcross ? x : y) : length);
		});
		return `${verb}${scaled.join(' ')}`;
	});

const drawBar = (one: Cell, top: number): string[] => {
	const bar = bars[one.text];
	if (bar === undefined) {
		return [];
	}
	const height = (bar * cell.height) / 20;
	return [fill([one], top + cell.height - height, height, one.look.colour)];
};

const sameInk = (one: Look, other: Look): boolean =>
	one.colour === other.colour &&
	one.bold === other.bold &&
	one.italic === other.italic &&
	one.underlined === other.underlined;

/** One element for a run, with each word at its column and as wide as its cells. */
const drawText = (run: readonly [Cell, ...Cell[]], top: number): string => {
	const words = wordsOf(run)
		.map(word => {
			const width = word.reduce((sum, one) => sum + one.width, 0) * cell.width;
			const text = escaped(word.map(one => one.text).join(''));
			return `<tspan x="${left(word[0])}" textLength="${round(width)}" lengthAdjust="spacingAndGlyphs">${text}</tspan>`;
		})
		.join('');
	const {colour, bold, italic, underlined} = run[0].look;
	const attributes = [
		`y="${round(top + 13.5)}"`,
		...(colour === foreground ? [] : [`fill="${colour}"`]),
		...(bold ? ['font-weight="bold"'] : []),
		...(italic ? ['font-style="italic"'] : []),
		...(underlined ? ['text-decoration="underline"'] : []),
	];
	return words === '' ? '' : `<text ${attributes.join(' ')}>${words}</text>`;
};

/** Wide characters stand alone: their font is another, and as wide as it likes. */
const wordsOf = (run: readonly Cell[]): [Cell, ...Cell[]][] => {
	const isWritten = ({text}: Cell) => text.trim() !== '' && !(text in strokes) && !(text in bars);
	const belong = (one: Cell, other: Cell) =>
		isWritten(one) === isWritten(other) && one.width === 1 && other.width === 1;
	return runs(run, belong).filter(([first]) => isWritten(first));
};

const left = (first: Cell | undefined): number => round((first?.column ?? 0) * cell.width);

const round = (length: number): number => Math.round(length * 100) / 100;

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
