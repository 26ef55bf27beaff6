import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {toChromeRows} from '../../source/screen/chrome.js';
import {paint, type Screen, type Span} from '../../source/screen/paint.js';
import {type Emulator, openEmulator} from '../helpers/emulator.js';
import {hostileText} from '../helpers/hostile-text.js';

const columns = 40;

/** Two panes side by side between borders, as a grid has them. */
const leftPane = {x: 1, width: 18};
const rightPane = {x: 21, width: 18};
const border = '\x1b[2m│\x1b[22m';
const chromeRow = `${border}${' '.repeat(18)}${border}${border}${' '.repeat(18)}${border}`;

const screenOf = (rows: readonly {chrome: string; spans: readonly Span[]}[]): Screen => ({
	columns,
	rows: toChromeRows(rows.map(({chrome}) => chrome).join('\n'), []).map((chrome, y) => ({
		chrome,
		spans: rows[y]?.spans ?? [],
	})),
});

const chromes = fc.constantFrom(
	chromeRow,
	'',
	`╭─ \x1b[1mshop\x1b[22m ${'─'.repeat(31)}╮`,
	'short',
	'\x1b[41mwide\x1b[49m'.repeat(10),
	'x'.repeat(columns + 5),
);
const texts = fc.oneof(
	fc.string({maxLength: 30}),
	fc.constantFrom('', '\x1b[32mok\x1b[39m', '日本語日本語日本語日本語', 'é'.repeat(30), '🚀 up', 'e\u0301'),
	hostileText,
);
const layouts = fc.constantFrom<readonly Omit<Span, 'text'>[]>(
	[leftPane, rightPane],
	[leftPane],
	[rightPane],
	[],
	[{x: 0, width: columns}],
	[{x: 10, width: 5}, rightPane],
);
const spans = fc
	.tuple(layouts, texts, texts)
	.map(([layout, ...rows]) => layout.map((place, index) => ({...place, text: rows[index] ?? ''})));
const screens = fc.array(fc.record({chrome: chromes, spans}), {minLength: 4, maxLength: 4}).map(screenOf);

const shown = async (...paintings: readonly string[]): Promise<Emulator> => {
	const emulator = await openEmulator(columns, 4);
	for (const painting of paintings) {
		await emulator.write(painting);
	}
	return emulator;
};

test('after any changes the terminal shows what it would have shown from scratch', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(screens, {minLength: 2, maxLength: 5}), async history => {
			const steps = history.map((screen, index) => paint(history[index - 1], screen));
			const stepByStep = await shown(...steps);
			const atOnce = await shown(paint(undefined, history.at(-1) ?? screenOf([])));
			assert.deepEqual(stepByStep.cells(), atOnce.cells());
		}),
		{numRuns: 300},
	);
});

test('whatever the logs hold, chrome is where it belongs, and the terminal is as before', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(hostileText, hostileText), {minLength: 1, maxLength: 4}),
			async history => {
				const row = (left: string, right: string) => ({
					chrome: chromeRow,
					spans: [
						{...leftPane, text: left},
						{...rightPane, text: right},
					],
				});
				const steps = history.map(([left, right]) =>
					screenOf([row('', ''), row(left, right), row(right, left), row('', '')]),
				);
				const emulator = await shown(
					...steps.map((screen, index) => paint(steps[index - 1], screen)),
					'\x1b[H',
				);
				const clean = await shown(paint(undefined, screenOf(Array(4).fill(row('', '')))), '\x1b[H');

				for (const [y, cells] of clean.cells().entries()) {
					for (const x of [0, 19, 20, 39]) {
						assert.equal(emulator.cells()[y]?.[x], cells[x], `cell ${x}, ${y}`);
					}
				}

				assert.deepEqual([emulator.cells()[0], emulator.cells()[3]], [clean.cells()[0], clean.cells()[3]]);
				assert.deepEqual(emulator.state(), clean.state());
			},
		),
		{numRuns: 300},
	);
});

const plainRow = (text: string, chrome = chromeRow) => ({chrome, spans: [{...leftPane, text}]});

test('nothing is written for what is the same', () => {
	const screen = () => screenOf([plainRow('one'), plainRow('two')]);
	assert.notEqual(paint(undefined, screen()), '');
	assert.equal(paint(screen(), screen()), '');
});

test('only what changed is written, in one synchronised update', () => {
	const before = screenOf([plainRow('one'), plainRow('two'), plainRow('', 'footer')]);
	assert.equal(
		paint(before, screenOf([plainRow('one'), plainRow('six'), plainRow('', 'footer')])),
		`\x1b[?2026h\x1b[2;2Hsix${' '.repeat(15)}\x1b[?2026l`,
	);
	assert.equal(
		paint(before, screenOf([plainRow('one', 'title'), plainRow('two'), plainRow('', 'footer')])),
		`\x1b[?2026h\x1b[1;1H\x1b[Ktitle\x1b[0m\x1b[1;2Hone${' '.repeat(15)}\x1b[?2026l`,
	);
});

test('what lies to the right of a text of doubtful width is drawn again', () => {
	const row = (left: string) => ({
		chrome: chromeRow,
		spans: [
			{...leftPane, text: left},
			{...rightPane, text: 'neighbour'},
		],
	});
	const written = paint(screenOf([row('a')]), screenOf([row('🚀')]));
	assert.match(written, /\x1b\[18X🚀.*│.*│.*│.*neighbour/s);
	assert.doesNotMatch(paint(screenOf([row('a')]), screenOf([row('é')])), /neighbour|│/);
});

test('another size means a clear screen', () => {
	const rows = [plainRow('one'), plainRow('two')];
	assert.match(paint(screenOf(rows), screenOf(rows.slice(1))), /\x1b\[2J/);
	assert.match(paint({...screenOf(rows), columns: 39}, screenOf(rows)), /\x1b\[2J/);
});
