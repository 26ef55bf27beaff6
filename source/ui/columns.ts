import stringWidth from 'string-width';
import type {Segment} from './segments.js';
import type {FigureName, Figures} from './selectors/figures.js';

/** A column of numbers: its title, and columns of the screen, wide enough for whatever is in it. */
export type Column = {readonly name: FigureName; readonly title: string; readonly width: number};

/** The least important last: it is the first to be dropped. */
const columns: readonly Column[] = [
	{name: 'rate', title: 'req/s', width: 9},
	{name: 'p95', title: 'p95', width: 6},
	{name: 'errors', title: 'errors', width: 7},
	{name: 'workers', title: 'workers', width: 9},
	{name: 'memory', title: 'memory', width: 6},
	{name: 'cpu', title: 'cpu', width: 5},
	{name: 'uptime', title: 'up', width: 6},
];

const gap = '  ';

/** Those for which there is room, in order. */
export const columnsThatFit = (room: number): readonly Column[] => {
	let left = room;
	const tooWide = columns.findIndex(({width}) => {
		left -= gap.length + width;
		return left < 0;
	});
	return tooWide === -1 ? columns : columns.slice(0, tooWide);
};

/** Screen columns of so many columns of numbers, with the gaps in front of them. */
export const widthOfColumns = (shown: readonly Column[] = columns): number =>
	shown.reduce((sum, {width}) => sum + gap.length + width, 0);

/** One row of numbers, right under right; what is not known stays empty. */
export const cells = (
	figures: Figures,
	shown: readonly Column[],
	errorColour: string | undefined,
): Segment[] =>
	shown.map(({name, width}): Segment => {
		const {text = '', value = 0} = figures[name] ?? {};
		const cell = gap + ' '.repeat(Math.max(0, width - stringWidth(text))) + text;
		return name === 'errors' && value > 0
			? {text: cell, color: errorColour}
			: {text: cell, dim: name !== 'rate'};
	});
