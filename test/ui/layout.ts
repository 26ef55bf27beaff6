import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Rect} from '../../source/screen/compositor.js';
import {type ChosenLayout, type Layout, layOut} from '../../source/ui/layout.js';

type Scene = {
	readonly columns: number;
	readonly rows: number;
	readonly count: number;
	readonly focus: number;
	readonly chosen: ChosenLayout | undefined;
	readonly isZoomed: boolean;
	readonly isTroubled: (index: number) => boolean;
};

const scenes = fc
	.record({
		columns: fc.oneof(fc.integer({min: 1, max: 300}), fc.constantFrom(40, 43, 44, 80, 87, 88)),
		rows: fc.oneof(fc.integer({min: 1, max: 100}), fc.constantFrom(3, 7, 8, 9, 10, 17, 18, 24)),
		count: fc.oneof(fc.integer({min: 0, max: 200}), fc.integer({min: 0, max: 5})),
		place: fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
		chosen: fc.constantFrom('grid' as const, 'list' as const, 'table' as const, 'merged' as const, undefined),
		troubles: fc.uniqueArray(fc.nat({max: 20}), {maxLength: 3}),
		isZoomed: fc.oneof({weight: 4, arbitrary: fc.constant(false)}, fc.boolean()),
	})
	.map(
		({place, troubles, ...scene}): Scene => ({
			...scene,
			focus: Math.floor(place * scene.count),
			isTroubled: index => troubles.includes(index),
		}),
	);

const laidOut = ({columns, rows, count, ...wishes}: Scene): Layout => layOut(columns, rows, count, wishes);

const all = (check: (layout: Layout, scene: Scene) => void, which: (scene: Scene) => boolean = () => true) =>
	fc.assert(
		fc.property(scenes.filter(which), scene => check(laidOut(scene), scene)),
		{numRuns: 2000},
	);

const piecesOf = ({panels, rows, head, detail}: Layout) => [
	...panels,
	...rows,
	...[head, detail].flatMap(rect => (rect === undefined ? [] : [{rect}])),
];

const overlap = (one: Rect, other: Rect): boolean =>
	one.x < other.x + other.width &&
	other.x < one.x + one.width &&
	one.y < other.y + other.height &&
	other.y < one.y + one.height;

test('everything lies between the first and the last line of the screen', () => {
	all(
		(layout, {columns, rows}) => {
			for (const {rect} of piecesOf(layout)) {
				assert.ok(rect.x >= 0 && rect.x + rect.width <= columns, `columns of ${JSON.stringify(rect)}`);
				assert.ok(rect.y >= 1 && rect.y + rect.height <= rows - 1, `rows of ${JSON.stringify(rect)}`);
				assert.ok(rect.width >= 1 && rect.height >= 1, `size of ${JSON.stringify(rect)}`);
			}
		},
		({rows}) => rows >= 3,
	);
});

test('nothing overlaps', () => {
	all(layout => {
		const pieces = piecesOf(layout);
		for (const [index, {rect}] of pieces.entries()) {
			assert.ok(pieces.slice(index + 1).every(other => !overlap(rect, other.rect)));
		}
	});
});

test('a grid leaves no cell of the body idle', () => {
	let grids = 0;
	all((layout, {columns, rows, count}) => {
		if (layout.kind === 'grid' && count > 0) {
			grids += 1;
			const area = layout.panels.reduce((sum, {rect}) => sum + rect.width * rect.height, 0);
			assert.equal(area, columns * (rows - 2));
		}
	});
	assert.ok(grids > 100);
});

test('the focused vassal is on the page that is shown, and nobody is shown twice', () => {
	all((layout, {count, focus}) => {
		for (const pieces of [layout.panels, layout.rows]) {
			const indices = pieces.map(({index}) => index);
			assert.equal(new Set(indices).size, indices.length);
			assert.ok(indices.every(index => index >= 0 && index < count));
			assert.ok(pieces.length === 0 || indices.includes(focus));
		}
		assert.equal(piecesOf(layout).length > 0, count > 0);
	});
});

test('every panel of a grid that nobody asked for is at least 44×8', () => {
	let panels = 0;
	all(
		layout => {
			for (const {rect} of layout.kind === 'grid' ? layout.panels : []) {
				panels += 1;
				assert.ok(rect.width >= 44 && rect.height >= 8, JSON.stringify(rect));
			}
		},
		({chosen}) => chosen === undefined,
	);
	assert.ok(panels > 100);
});

test('where not all fit into a grid, nobody is left out without being asked', () => {
	all(
		({kind, pages}) => assert.ok(kind !== 'grid' || pages === 1),
		({chosen}) => chosen === undefined,
	);
});

test('under 44×8 in all there is a line for each vassal and no panel, unless one log was asked for', () => {
	all(
		({kind, panels}) => assert.deepEqual({kind, panels}, {kind: 'tiny', panels: []}),
		({columns, rows, isZoomed, chosen}) =>
			(columns < 44 || rows < 8) && !isZoomed && chosen !== 'merged' && chosen !== 'table',
	);
});

test('zoom is one vassal on the whole body', () => {
	all(
		({kind, panels, rows}, {columns, rows: height, focus}) => {
			assert.deepEqual([kind, rows], ['zoom', []]);
			assert.deepEqual(panels, [
				{index: focus, rect: {x: 0, y: 1, width: columns, height: Math.max(1, height - 2)}},
			]);
		},
		({isZoomed, count, columns, rows}) => isZoomed && count > 0 && columns >= 16 && rows >= 5,
	);
});

test('merged is one panel on the whole body and the only page, whoever is focused', () => {
	all(
		({kind, panels, rows, page, pages}, {columns, rows: height, focus}) => {
			assert.deepEqual([kind, rows, page, pages], ['merged', [], 0, 1]);
			assert.deepEqual(panels, [
				{index: focus, rect: {x: 0, y: 1, width: columns, height: Math.max(1, height - 2)}},
			]);
		},
		({isZoomed, chosen, count, columns, rows}) =>
			chosen === 'merged' && !isZoomed && count > 0 && columns >= 16 && rows >= 5,
	);
});

test('where not even a border and a row of log fit, a zoomed vassal is a line', () => {
	all(
		({kind, panels, rows}) => {
			assert.deepEqual([kind, panels], ['tiny', []]);
			assert.ok(rows.length > 0);
		},
		({isZoomed, count, columns, rows}) => isZoomed && count > 0 && (columns < 16 || rows < 5),
	);
});

test('all pages together show every vassal once', () => {
	all(
		(layout, scene) => {
			const pages = new Map<number, readonly number[]>();
			for (let focus = 0; focus < scene.count; focus++) {
				const {page, pages: total, panels, rows} = laidOut({...scene, focus});
				assert.equal(total, layout.pages);
				pages.set(
					page,
					(rows.length > 0 ? rows : panels).map(({index}) => index),
				);
			}
			assert.equal(pages.size, layout.pages);
			assert.deepEqual(
				[...pages.values()].flat(),
				Array.from({length: scene.count}, (_, index) => index),
			);
		},
		({count, chosen}) => count > 0 && count <= 30 && chosen !== 'merged',
	);
});

const shape = (columns: number, rows: number, count: number, troubled: readonly number[] = []): string => {
	const isTroubled = (index: number): boolean => troubled.includes(index);
	const layout = layOut(columns, rows, count, {chosen: undefined, isZoomed: false, focus: 0, isTroubled});
	const sizes = layout.panels.map(({rect}) => `${rect.width}×${rect.height}@${rect.x},${rect.y}`);
	return [layout.kind, ...(layout.rows.length > 0 ? [`${layout.rows.length} rows`] : []), ...sizes].join(' ');
};

test('two vassals stand beside each other where they can, and above each other where that is narrow', () => {
	assert.equal(shape(200, 50, 2), 'grid 100×48@0,1 100×48@100,1');
	assert.equal(shape(80, 24, 2), 'grid 80×11@0,1 80×11@0,12');
	assert.equal(shape(40, 10, 2), 'tiny 2 rows');
});

test('five vassals fill a large screen, share a list on a small one, and are lines on a tiny one', () => {
	assert.equal(shape(200, 50, 5), 'grid 66×24@0,1 67×24@66,1 67×24@133,1 100×24@0,25 100×24@100,25');
	assert.equal(shape(80, 24, 5), 'list 5 rows 48×22@32,1');
	assert.equal(shape(40, 10, 5), 'tiny 5 rows');
});

test('rows of a grid with trouble in them get a third of what the others have, who keep 8 rows', () => {
	const heights = (rows: number, count: number, troubled: readonly number[]): readonly string[] =>
		[...shape(100, rows, count, troubled).matchAll(/×(\d+)@0,/g)].map(([, height = '']) => height);
	assert.deepEqual(heights(50, 6, []), ['16', '16', '16']);
	assert.deepEqual(heights(50, 6, [3]), ['11', '26', '11']);
	assert.deepEqual(heights(50, 6, [2, 3]), ['11', '26', '11']);
	assert.deepEqual(heights(50, 6, [0, 5]), ['18', '11', '19']);
	assert.deepEqual(heights(50, 6, [0, 2, 4]), ['16', '16', '16']);
	assert.deepEqual(heights(29, 6, [0]), ['11', '8', '8']);
	assert.equal(shape(200, 50, 2, [1]), shape(200, 50, 2));
});
