import assert from 'node:assert/strict';
import stringWidth from 'string-width';

/** A panel as it stands on a screen. */
export type Panel = {
	/** Column and row of its upper left corner, from 0. */
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	/** Its upper border without corners and lines: `1 http.ini ● ready`. */
	readonly title: string;
	/** The same of the lower: `pid 11727 · up 3m02`. */
	readonly footer: string;
	/** What is between its sides, without the space at either end. */
	readonly lines: readonly string[];
};

/**
 * Finds all panels on a captured screen, from the upper left.
 *
 * Fails where one is not straight: every row of a panel begins and ends with a side in the columns of its corners, and there
 * is no corner and no piece of a border that belongs to none.
 */
export const panelsOn = (screen: string): readonly Panel[] => {
	const rows = screen.split('\n').map(toCells);
	const claimed = new Set<string>();
	const panels = rows.flatMap((row, y) =>
		row.flatMap((cell, x) => (cell === '╭' ? [readPanel(rows, x, y, claimed, screen)] : [])),
	);
	rows.forEach((row, y) => {
		row.forEach((cell, x) => {
			assert.ok(
				!'╮╰╯'.includes(cell || ' ') || claimed.has(`${x}/${y}`),
				`a stray ${cell} in column ${x}, row ${y}:\n${screen}`,
			);
		});
	});
	return panels;
};

/** The one panel with this name in its title. */
export const panelOf = (screen: string, name: string): Panel => {
	const [panel, another] = panelsOn(screen).filter(({title}) => title.split(' ').includes(name));
	assert.ok(panel && !another, `not exactly one panel of ${name}:\n${screen}`);
	return panel;
};

const readPanel = (
	rows: readonly (readonly string[])[],
	x: number,
	y: number,
	claimed: Set<string>,
	screen: string,
): Panel => {
	const right = rows[y]?.indexOf('╮', x) ?? -1;
	const fail = (row: number) => `the panel at ${x}/${y} is not straight in row ${row}:\n${screen}`;
	assert.ok(right > x, fail(y));
	let bottom = y + 1;
	for (; rows[bottom]?.[x] !== '╰'; bottom++) {
		assert.deepEqual([rows[bottom]?.[x], rows[bottom]?.[right]], ['│', '│'], fail(bottom));
	}
	assert.equal(rows[bottom]?.[right], '╯', fail(bottom));
	for (const corner of [`${right}/${y}`, `${x}/${bottom}`, `${right}/${bottom}`]) {
		claimed.add(corner);
	}
	const between = (row: number): string => rows[row]?.slice(x + 1, right).join('') ?? '';
	const plain = (row: number): string => between(row).replace(/─+/g, ' ').replace(/ +/g, ' ').trim();
	return {
		x,
		y,
		width: right - x + 1,
		height: bottom - y + 1,
		title: plain(y),
		footer: plain(bottom),
		lines: Array.from({length: bottom - y - 1}, (_, index) => between(y + 1 + index).replace(/^ | +$/g, '')),
	};
};

/** One string for each column: the second of a wide character is empty. */
export const toCells = (line: string): string[] =>
	[...new Intl.Segmenter().segment(line)].flatMap(({segment}) => {
		const width = stringWidth(segment);
		return [segment, ...Array<string>(Math.max(0, width - 1)).fill('')];
	});
