import assert from 'node:assert/strict';
import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {type Emperor, openEmperor} from '../helpers/emperor.js';
import {openEmulator} from '../helpers/emulator.js';
import {panelsOn, toCells} from '../helpers/frame.js';
import {lastFirst} from '../helpers/last-first.js';
import {needs} from '../helpers/needs.js';
import type {Scope} from '../helpers/scratch.js';
import {shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');

const texts = [
	'日本語のログが流れています',
	'한국어 로그',
	'🚀🏺 launched 🚀',
	'👩‍👩‍👧 family ❤️',
	'cafe\u0301 nai\u0308ve',
	'漢'.repeat(70),
	'x'.repeat(150),
];

/** Different beginnings move each of them over the right border at one size or another. */
const wide = texts
	.flatMap(text => ['', 'x', 'xx'].map(before => `${before}${text}${text}${text}\n`))
	.join('');

const names = [
	'cafe\u0301-nai\u0308ve.ini',
	'東京の大きな店.ini',
	'한국어.ini',
	'👩‍👩‍👧.ini',
	'🚀🏺-rocket.ini',
];

/** A joiner in a name is not hidden: two names could look the same. */
const familyName = '👩\ufffd👩\ufffd👧';

/** What brings each from the one before it, and how it is known: by its words, and by its panels where they do not hang on the size. */
const walk: readonly {
	readonly name: string;
	readonly keys: readonly string[];
	readonly words: RegExp;
	readonly panels?: number;
	/** Passed over where there is only room for lines. */
	readonly isRoomy?: true;
}[] = [
	{name: 'grid or tiny', keys: ['C-l'], words: /q quit/},
	{name: 'list', keys: ['+'], words: /^▸/m, isRoomy: true},
	{name: 'table', keys: ['+'], words: /^ +state +name/m, panels: 0, isRoomy: true},
	{name: 'merged', keys: ['+'], words: /all 5 vassals/, panels: 1},
	{name: 'zoom', keys: ['z'], words: /esc back/, panels: 1},
	{name: 'inspector', keys: ['i'], words: /^│ why /m, panels: 1},
	{name: 'zoom again', keys: ['i'], words: /esc back/, panels: 1},
	{name: 'palette', keys: [':'], words: /enter runs it/, panels: 0},
	{name: 'zoom after the palette', keys: ['Escape'], words: /esc back/, panels: 1},
	{name: 'help', keys: ['?'], words: /↑ ↓ scroll/, panels: 0},
	{name: 'zoom after help', keys: ['Escape'], words: /esc back/, panels: 1},
	{name: 'merged again', keys: ['z'], words: /all 5 vassals/, panels: 1},
	{name: 'grid or tiny again', keys: ['+'], words: /q quit/},
];

for (const [columns, rows] of [
	[200, 50],
	[120, 40],
	[80, 24],
	[40, 10],
] as const) {
	test(
		`at ${columns}×${rows} every layout is as wide as the screen and straight, in tmux and in xterm, whatever names and logs are`,
		withTmux,
		async t => {
			const scope = lastFirst(t);
			const emperor = await openEmperor(scope, {
				columns,
				rows,
				args: ['--layout', 'grid', '*.ini'],
				files: {
					...Object.fromEntries(names.map(name => [name, shellVassal('cat wide.txt; exec sleep 1000')])),
					'wide.txt': wide,
				},
			});
			await emperor.shows('● 5 ready');
			const xterm = await besides(scope, emperor, columns, rows);
			for (const {name, keys, words, panels} of walk.filter(step => columns > 40 || !step.isRoomy)) {
				await emperor.keys(...keys);
				await until(`${name}, the same in both`, async () => {
					const screen = await emperor.screen();
					assert.match(screen, words, screen);
					const inTmux = screen.split('\n').map(toCells);
					const inXterm = await xterm();
					assert.equal(inTmux.length, rows);
					for (const [y, row] of inTmux.entries()) {
						const other = inXterm[y] ?? [];
						assert.equal(row.length, columns, `width of row ${y}:\n${screen}`);
						assert.deepEqual(borders(other), borders(row), `borders of row ${y}:\n${screen}`);
						assert.equal(read(other), read(row), `row ${y}:\n${screen}`);
					}
					assert.doesNotMatch(screen.replaceAll(familyName, ''), /\ufffd/);
					const found = panelsOn(screen).length;
					assert.equal(found, panels ?? found, screen);
					return true;
				});
			}
		},
	);
}

/**
 * All that tmux is sent from now on, shown in an xterm too: gives the characters in its columns, row by row.
 *
 * Each begins empty; the next key has to have everything drawn anew.
 */
const besides = async (scope: Scope, emperor: Emperor, columns: number, rows: number) => {
	const emulator = await openEmulator(columns, rows);
	const path = join(emperor.folder, 'sent');
	const file = await open(path, 'a+');
	scope.after(() => file.close());
	await emperor.tmux('pipe-pane', `exec cat >> '${path}'`);
	const decoder = new TextDecoder();
	const buffer = Buffer.alloc(1 << 20);
	let position = 0;
	return async (): Promise<readonly (readonly string[])[]> => {
		const {bytesRead} = await file.read(buffer, 0, buffer.length, position);
		position += bytesRead;
		await emulator.write(decoder.decode(buffer.subarray(0, bytesRead), {stream: true}));
		return emulator.columns();
	};
};

const borders = (cells: readonly string[]): readonly string[] =>
	cells.flatMap((cell, x) => ('│╭╮╰╯'.includes(cell || ' ') ? [`${cell}${x}`] : []));

/**
 * What is read in a row, without its spaces: xterm takes one column for an emoji, tmux 3.3 two, and the difference stays
 * empty before what has a column of its own. (Tones of skin are in no log here: tmux 3.3 takes two columns more for one
 * than Unicode has it, and loses as much of the end of such a line under the border.)
 */
const read = (cells: readonly string[]): string => cells.join('').replace(/[ ─]/g, '');
