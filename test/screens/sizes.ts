import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {openEmperor} from '../helpers/emperor.js';
import {panelOf, panelsOn} from '../helpers/frame.js';
import {needs} from '../helpers/needs.js';
import {quietVassal, shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');

/** Prints that many numbered lines, then stays. */
const counting = (lines: number) =>
	shellVassal(`i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); echo number $i; done; exec sleep 1000`);

const sizes = [
	[200, 50],
	[120, 30],
	[80, 24],
	[44, 10],
	[40, 10],
] as const;

/** `count` vassals, `v01.ini` and so on, each with a word of its own. */
const several = (count: number): Record<string, string> =>
	Object.fromEntries(
		Array.from({length: count}, (_, index) => {
			const number = String(index + 1).padStart(2, '0');
			return [`v${number}.ini`, quietVassal(`word of ${number}`)];
		}),
	);

test('resizing keeps the focus and what was scrolled to', withTmux, async t => {
	const emperor = await openEmperor(t, {
		columns: 200,
		rows: 50,
		args: ['*.ini'],
		files: {'a.ini': quietVassal(), 'b.ini': counting(300)},
	});
	await emperor.shows('number 300');
	await emperor.keys('Tab');
	await emperor.focuses('b.ini');
	await emperor.keys('u');
	await emperor.panel('b.ini', '2 b.ini');
	const footer = await until('the scrolled footer', async () => {
		const panel = panelOf(await emperor.screen(), 'b.ini');
		return panel.footer.includes('↓') && panel;
	});
	const top = footer.lines[0]?.replace(/^\S+ /, '');
	assert.match(top ?? '', /^number \d+$/);
	assert.match(footer.footer, /↓$/);

	const showsTop = () =>
		until(`the pane to begin with ${top}`, async () => {
			const {lines} = panelOf(await emperor.screen(), 'b.ini');
			assert.equal(lines[0]?.replace(/^\d\d:\d\d:\d\d /, ''), top);
			return true;
		});
	await emperor.resize(80, 24);
	await showsTop();
	await emperor.focuses('b.ini');
	await emperor.resize(40, 10);
	await emperor.shows(/^▸ ● ready +2 b\.ini/m);
	await emperor.focuses('b.ini');
	await emperor.resize(200, 50);
	await showsTop();
	await emperor.focuses('b.ini');
	await emperor.panels(2);

	await emperor.keys('G');
	await emperor.shows('number 300');
});

test('wide characters, emoji and marks leave the borders straight at every size', withTmux, async t => {
	const texts = [
		'日本語のログが流れています',
		'한국어 로그',
		'🚀🏺 launched 🚀',
		'cafe\u0301 nai\u0308ve e\u0301',
		'a'.repeat(37),
		'漢'.repeat(120),
		'x'.repeat(300),
		'👩‍👩‍👧 family',
	];
	// Different beginnings move each of them over the right border at one size or another.
	const lines = texts.flatMap(text => ['', 'x', 'xx'].map(before => `${before}${text}${text}${text}`));
	const wide = shellVassal(`cat wide.txt; echo last of the wide; exec sleep 1000`);
	const emperor = await openEmperor(t, {
		columns: 200,
		rows: 60,
		args: ['*.ini'],
		files: {'ascii.ini': quietVassal(), 'wide.ini': wide, 'wide.txt': `${lines.join('\n')}\n`},
	});
	await emperor.shows('last of the wide');
	await emperor.keys('2', 'Enter');
	for (const columns of [200, 121, 80, 61, 44, 40]) {
		await emperor.resize(columns, 60);
		await until(`a straight panel of ${columns} columns`, async () => {
			const [panel, ...others] = panelsOn(await emperor.screen());
			assert.deepEqual([panel?.width, panel?.height, others.length], [columns, 58, 0]);
			return panel?.lines.some(line => line.includes('日本語'));
		});
	}
	await emperor.keys('Enter');
	for (const columns of [121, 80]) {
		await emperor.resize(columns, 60);
		await until(`two straight panels in ${columns} columns`, async () => {
			const panels = panelsOn(await emperor.screen());
			assert.equal(panels.length, 2);
			return panels.some(({lines}) => lines.some(line => line.includes('日本語')));
		});
	}
});

for (const [columns, rows] of sizes) {
	test(
		`at ${columns}×${rows} the screen is filled, help opens and closes, and Enter and Esc zoom`,
		withTmux,
		async t => {
			const emperor = await openEmperor(t, {columns, rows, args: ['*.ini'], files: several(2)});
			const before = await emperor.shows('● 2 ready');
			await emperor.panels(rows < 18 ? 0 : 2);
			assert.ok(before.split('\n').every(row => stringWidth(row) === columns));
			assert.match(before.split('\n').at(-1) ?? '', /^ \? help {2}q quit/);

			await emperor.keys('?');
			await emperor.shows(/the focused vassal/);
			await emperor.gone('╭');
			for (const row of [/ctrl\+c +stop all/, /_ +previous layout/]) {
				for (let seen = await emperor.screen(); !row.test(seen); ) {
					const before = seen;
					await emperor.keys('j');
					seen = await until('another row of help', async () => {
						const now = await emperor.screen();
						return now !== before && now;
					});
				}
			}
			await emperor.keys('Escape');
			await emperor.shows('1 v01.ini');

			await emperor.keys('2', 'Enter');
			await emperor.shows('word of 02');
			await emperor.gone('word of 01');
			const [zoomed] = await emperor.panels(1);
			assert.deepEqual([zoomed?.width, zoomed?.height], [columns, rows - 2]);
			await emperor.keys('Escape');
			await emperor.shows('1 v01.ini');
			await emperor.focuses('v02.ini');
			assert.equal((await emperor.screen()).split('\n').length, rows);
		},
	);
}

test('q in a zoom goes back one level and does not ask', withTmux, async t => {
	const emperor = await openEmperor(t, {args: ['*.ini'], files: several(2)});
	await emperor.shows('● 2 ready');
	await emperor.keys('z');
	await emperor.gone('v02.ini');
	await emperor.keys('q');
	await emperor.shows('v02.ini');
	assert.doesNotMatch(await emperor.screen(), /y yes/);
});

test('more vassals than the list has rows are on further pages', withTmux, async t => {
	const emperor = await openEmperor(t, {columns: 80, rows: 12, args: ['*.ini'], files: several(23)});
	const first = await emperor.shows(/23 vassals.*page 1\/3/);
	assert.deepEqual(namesIn(first), range(1, 10));
	await emperor.panels(1);

	await emperor.keys(']');
	const second = await emperor.shows('page 2/3');
	assert.deepEqual(namesIn(second), range(11, 20));
	await emperor.keys(']');
	assert.deepEqual(namesIn(await emperor.shows('page 3/3')), range(21, 23));
	assert.match((await emperor.panels(1))[0]?.title ?? '', /^2[123] v2[123]\.ini/);
	await emperor.keys('[', '[');
	assert.deepEqual(namesIn(await emperor.shows('page 1/3')), range(1, 10));

	await emperor.keys('BTab');
	await emperor.shows('page 3/3');
	await emperor.focuses('v23.ini');
	await emperor.resize(40, 10);
	await emperor.shows(/^▸ \S+ \w+ +23 v23\.ini/m);
});

/** Numbers of the vassals that have a row in the list. */
const namesIn = (screen: string): number[] =>
	[...screen.matchAll(/^[▸ ] \S \w+ +(\d+) v\d\d\.ini/gm)].map(([, number]) => Number(number));

const range = (from: number, to: number): number[] =>
	Array.from({length: to - from + 1}, (_, index) => from + index);

test(
	'a grid of more vassals than fit has pages, and + goes from list to table to merged to grid and on',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {columns: 100, rows: 20, args: ['*.ini'], files: several(9)});
		await emperor.shows('● 9 ready');
		assert.equal(namesIn(await emperor.screen()).length, 9);

		await emperor.keys('+');
		await emperor.shows('workers of 1 v01.ini');
		assert.equal(namesIn(await emperor.screen()).length, 9);
		await emperor.keys('+');
		await emperor.shows('all 9 vassals');
		await emperor.keys('+');
		const titles = async (page: string, count: number) => {
			await emperor.shows(page);
			return (await emperor.panels(count)).map(({title}) => title);
		};
		assert.deepEqual(
			await titles('page 1/3', 4),
			[1, 2, 3, 4].map(n => `${n} v0${n}.ini ● ready`),
		);
		await emperor.keys(']');
		assert.deepEqual(
			await titles('page 2/3', 4),
			[5, 6, 7, 8].map(n => `${n} v0${n}.ini ● ready`),
		);
		await emperor.keys(']');
		assert.deepEqual(await titles('page 3/3', 1), ['9 v09.ini ● ready']);
		await emperor.keys('+');
		await emperor.shows(/^▸ ● ready +9 v09\.ini/m);
	},
);

test('a terminal too small for anything is survived', withTmux, async t => {
	const emperor = await openEmperor(t, {args: ['*.ini'], files: several(3)});
	await emperor.shows('● 3 ready');
	for (const [columns, rows] of [
		[10, 3],
		[1, 1],
		[300, 2],
		[2, 60],
	] as const) {
		await emperor.resize(columns, rows);
		await emperor.keys('Enter', '?', 'q', 'Enter');
	}
	await emperor.resize(80, 24);
	await emperor.shows('v01.ini');
	await emperor.keys('C-c');
	assert.equal((await emperor.ended()).code, 0);
});
