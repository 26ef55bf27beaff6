import type {Rect} from '../screen/compositor.js';

/** How vassals are laid out, as a person chooses it: `table` is all numbers and no log, `merged` one log of all. */
export type ChosenLayout = 'grid' | 'list' | 'table' | 'merged';

/** The others follow from zoom and size. */
export type LayoutKind = ChosenLayout | 'zoom' | 'tiny';

/** Where everything goes. Indices are positions in the snapshot's list of vassals. */
export type Layout = {
	readonly kind: LayoutKind;
	/** A panel with its log, for each vassal that gets one; the one of all, under the focused vassal, where they are merged. */
	readonly panels: readonly {readonly index: number; readonly rect: Rect}[];
	/** A line for each vassal of the list, where there is one. */
	readonly rows: readonly {readonly index: number; readonly rect: Rect}[];
	/** Where the titles of a table's columns go, and the workers of the focused vassal; absent where there is none, or no room. */
	readonly head?: Rect;
	readonly detail?: Rect;
	/** Vassals beside each other in the grid: what an arrow key has to know. */
	readonly columns: number;
	/** Vassals on a full page: the last may have fewer. */
	readonly perPage: number;
	readonly page: number;
	readonly pages: number;
};

export type Wishes = {
	/** What the person chose; `undefined` lets the size decide. */
	readonly chosen: ChosenLayout | undefined;
	readonly isZoomed: boolean;
	/** Index of the focused vassal: the page that is shown is its page. */
	readonly focus: number;
	/** Whose panels get more room in the grid, where others can spare it. */
	readonly isTroubled?: (index: number) => boolean;
};

/** The least that a panel needs to be of use (product.md 3). */
const leastPanel = {width: 44, height: 8};
/** Under this not even a border and one row of log are left: a zoomed vassal is shown as a line. */
const leastFrame = {width: 16, height: 3};
/** Terminal cells are about twice as high as wide, and logs want width: panels near this shape are the calmest. */
const pleasantShape = 4;
const leastListWidth = 24;
/** With all its numbers; and how much its log is left before it gets them. */
const fullListWidth = 100;
const pleasantLog = 100;
/** Under this a list beside a log leaves neither enough room: the log goes under the list. */
const leastBeside = 72;

/** First and last line of the screen belong to the emperor; this is the rest. */
export const bodyOf = (columns: number, rows: number): Rect => ({
	x: 0,
	y: 1,
	width: columns,
	height: Math.max(1, rows - 2),
});

/** Shares the body of the screen among the vassals. */
export const layOut = (columns: number, rows: number, count: number, wishes: Wishes): Layout => {
	const body = bodyOf(columns, rows);
	if (count > 0 && body.width >= leastFrame.width && body.height >= leastFrame.height) {
		if (wishes.isZoomed) {
			return single('zoom', body, wishes.focus, count);
		}
		if (wishes.chosen === 'table') {
			return table(body, count, wishes.focus);
		}
		if (wishes.chosen === 'merged') {
			return {...single('merged', body, wishes.focus, count), page: 0, pages: 1, perPage: count};
		}
	}
	if (columns < leastPanel.width || rows < leastPanel.height) {
		return {...lines('tiny', body, count, wishes.focus), panels: []};
	}
	if (wishes.chosen === 'list') {
		return list(body, count, wishes.focus);
	}
	const whole = gridOf(body, count);
	if (whole !== undefined) {
		return fillGrid(body, whole, count, wishes);
	}
	return wishes.chosen === 'grid'
		? fillGrid(body, largestGrid(body), count, wishes)
		: list(body, count, wishes.focus);
};

const single = (kind: LayoutKind, body: Rect, focus: number, count: number): Layout => ({
	kind,
	panels: [{index: focus, rect: body}],
	rows: [],
	columns: 1,
	perPage: 1,
	page: focus,
	pages: count,
});

type GridShape = {readonly columns: number; readonly rows: number};

/** The most pleasant grid that holds all of them, if any does. */
const gridOf = (body: Rect, count: number): GridShape | undefined => {
	const mostColumns = Math.floor(body.width / leastPanel.width);
	const mostRows = Math.floor(body.height / leastPanel.height);
	let best: (GridShape & {readonly strain: number}) | undefined;
	for (let columns = 1; columns <= Math.min(mostColumns, Math.max(1, count)); columns += 1) {
		const rows = Math.max(1, Math.ceil(count / columns));
		if (rows > mostRows) {
			continue;
		}
		const strain = Math.abs(Math.log(body.width / columns / (body.height / rows) / pleasantShape));
		if (best === undefined || strain < best.strain) {
			best = {columns, rows, strain};
		}
	}
	return best;
};

const largestGrid = (body: Rect): GridShape => ({
	columns: Math.max(1, Math.floor(body.width / leastPanel.width)),
	rows: Math.max(1, Math.floor(body.height / leastPanel.height)),
});

const fillGrid = (
	body: Rect,
	{columns, rows}: GridShape,
	count: number,
	{focus, isTroubled = () => false}: Wishes,
): Layout => {
	const perPage = columns * rows;
	const page = Math.floor(focus / perPage);
	const first = page * perPage;
	const shown = Math.min(perPage, count - first);
	const usedRows = Math.ceil(shown / columns);
	const places = Array.from({length: Math.max(0, shown)}, (_, position) => position);
	const troubled = new Set(
		places.filter(position => isTroubled(first + position)).map(position => Math.floor(position / columns)),
	);
	const bands = bandsOf(body.height, usedRows, troubled);
	const panels = places.map(position => {
		const row = Math.floor(position / columns);
		// The last row shares the whole width, so that no corner of the screen lies idle.
		const inRow = row === usedRows - 1 ? shown - row * columns : columns;
		const [x, width] = share(body.width, inRow, position - row * columns);
		const [y, height] = bands[row] ?? [0, body.height];
		return {index: first + position, rect: {x: body.x + x, y: body.y + y, width, height}};
	});
	return {
		kind: 'grid',
		panels,
		rows: [],
		columns,
		perPage,
		page,
		pages: Math.max(1, Math.ceil(count / perPage)),
	};
};

/**
 * Offset and height of each row of a grid. A row without trouble gives a third of its height, if that leaves it enough, to
 * those that have some. Widths stay: a log that is wrapped anew moves as a whole.
 */
const bandsOf = (
	height: number,
	rows: number,
	troubled: ReadonlySet<number>,
): (readonly [number, number])[] => {
	const fair = Array.from({length: rows}, (_, row) => share(height, rows, row)[1]);
	const gifts = fair.map((own, row) =>
		troubled.size === 0 || troubled.has(row)
			? 0
			: Math.max(0, Math.min(Math.floor(own / 3), own - leastPanel.height)),
	);
	const given = gifts.reduce((sum, gift) => sum + gift, 0);
	const receivers = [...troubled].sort((a, b) => a - b);
	let offset = 0;
	return fair.map((own, row) => {
		const turn = receivers.indexOf(row);
		const size = turn === -1 ? own - (gifts[row] ?? 0) : own + share(given, receivers.length, turn)[1];
		offset += size;
		return [offset - size, size];
	});
};

const list = (body: Rect, count: number, focus: number): Layout => {
	if (body.width < leastBeside) {
		return stack(body, count, focus);
	}
	const spare = Math.min(fullListWidth, body.width - pleasantLog);
	const width = Math.max(leastListWidth, Math.min(40, Math.floor(body.width * 0.4)), spare);
	const pane: Rect = {...body, x: body.x + width, width: body.width - width};
	return {
		...lines('list', {...body, width}, count, focus),
		panels: count === 0 ? [] : [{index: focus, rect: pane}],
	};
};

/** Titles, a line for each vassal, and below the workers of the focused one, where a third of the height is of use to them. */
const table = (body: Rect, count: number, focus: number): Layout => {
	const height = Math.floor(body.height / 3);
	const detail = height < leastDetail ? 0 : height;
	const rows = {...body, y: body.y + 1, height: body.height - 1 - detail};
	return {
		...lines('table', rows, count, focus),
		panels: [],
		head: {...body, height: 1},
		...(detail === 0 ? {} : {detail: {...body, y: rows.y + rows.height, height: detail}}),
	};
};

/** A rule, titles, and a few workers. */
const leastDetail = 5;

/** The list above, the log of the focused vassal below it where a panel has room there. */
const stack = (body: Rect, count: number, focus: number): Layout => {
	const height = Math.min(Math.max(1, count), body.height - leastPanel.height);
	if (height < Math.min(count, leastRows)) {
		return {...lines('tiny', body, count, focus), panels: []};
	}
	const pane: Rect = {...body, y: body.y + height, height: body.height - height};
	return {
		...lines('list', {...body, height}, count, focus),
		panels: count === 0 ? [] : [{index: focus, rect: pane}],
	};
};

/** Rows of a list above its log, fewer of which would show too little of it. */
const leastRows = 4;

const lines = (kind: LayoutKind, area: Rect, count: number, focus: number): Omit<Layout, 'panels'> => {
	const first = Math.floor(focus / area.height) * area.height;
	return {
		kind,
		rows: Array.from({length: Math.max(0, Math.min(area.height, count - first))}, (_, position) => ({
			index: first + position,
			rect: {x: area.x, y: area.y + position, width: area.width, height: 1},
		})),
		columns: 1,
		perPage: area.height,
		page: first / area.height,
		pages: Math.max(1, Math.ceil(count / area.height)),
	};
};

/** Offset and size of part `index` of `total`, shared among `parts` so that nothing is left over. */
const share = (total: number, parts: number, index: number): [offset: number, size: number] => {
	const offset = Math.floor((total * index) / parts);
	return [offset, Math.floor((total * (index + 1)) / parts) - offset];
};
