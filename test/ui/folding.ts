import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {openScreen, type Screen} from '../helpers/drawn-screen.js';
import {panelOf} from '../helpers/frame.js';

const banner = `*** Starting uWSGI 2.0.21 (64bit) on [Tue Nov 24 20:59:31 2026] ***
compiled with version: 12.2.0 on 19 May 2023 13:59:29
nodename: needle
machine: x86_64
`;

const traceback = (words: string): string =>
	`Traceback (most recent call last):\n  File "/srv/a.py", line 3, in f\n    g()\nValueError: ${words}\n`;

const fine = (count: number): string => 'fine\n'.repeat(count);

/** One vassal on the whole screen, twenty rows of it, with a banner and two tracebacks. */
const withEntries = async (t: TestContext): Promise<Screen> => {
	const screen = await openScreen(t, 80, 24);
	screen.story.brings('a.ini');
	screen.print('a.ini', `${banner}${fine(2)}${traceback('one')}${fine(2)}${traceback('two')}last\n`);
	screen.begin();
	await screen.shows('last');
	return screen;
};

const linesOf = (screen: Screen): readonly string[] =>
	panelOf(screen.screen(), 'a.ini')
		.lines.map(row => row.slice(9))
		.filter(row => row !== '');

test('the banner of a start is one line that opens and closes, a traceback its own lines', async t => {
	const screen = await withEntries(t);
	const {press, shows, gone} = screen;
	await shows('▸ uWSGI 2.0.21 started (4 lines)');
	await shows('ValueError: one');
	press('a');
	await shows('▸ ×2 Traceback ... ValueError: two (4 lines)');
	await shows('ValueError: one');
	press('a');
	await gone('▸ ×2 Traceback');
	press('.');
	await shows('all folded');
	assert.deepEqual(linesOf(screen), [
		'▸ uWSGI 2.0.21 started (4 lines)',
		'fine',
		'fine',
		'▸ ×2 Traceback ... ValueError: one (4 lines)',
		'fine',
		'fine',
		'▸ ×2 Traceback ... ValueError: two (4 lines)',
		'last',
	]);
	press('.');
	await shows('machine: x86_64');
	await gone('▸ ');
});

test('what is printed while all is folded folds too, and is counted as what is seen of it', async t => {
	const screen = await withEntries(t);
	const {press, print, shows} = screen;
	press('.');
	await shows('▸ ×2 Traceback ... ValueError: two (4 lines)');
	print('a.ini', fine(40));
	press('zk');
	await shows('↓ ─');
	print('a.ini', `${traceback('three')}end\n`);
	await shows('↓ 2 new ─');
	press('G');
	await shows('▸ ×3 Traceback ... ValueError: three (4 lines)');
});

test('a match and an error inside a fold open it, and no other', async t => {
	const screen = await withEntries(t);
	const {press, shows, gone} = screen;
	press('.');
	await shows('▸ ×2 Traceback ... ValueError: two (4 lines)');
	press('/needle\r');
	await shows('nodename: needle');
	await shows('/needle 1/1');
	await shows('▸ ×2 Traceback ... ValueError: one (4 lines)');
	press('\x1b');
	await gone('/needle');
	press('E');
	await gone('▸ ×2 Traceback ... ValueError: two');
	await shows('ValueError: two');
	await shows('▸ ×2 Traceback ... ValueError: one (4 lines)');
});

test('a filter shows lines as they are, folded or not', async t => {
	const screen = await withEntries(t);
	const {press, shows} = screen;
	press('&needle\r');
	await shows('&needle 1/17 lines');
	await shows('nodename: needle');
	press('a');
	await shows('nothing is folded while a filter is on');
});

test('a click opens what is folded', async t => {
	const screen = await withEntries(t);
	const {press, shows} = screen;
	await shows('▸ uWSGI 2.0.21 started (4 lines)');
	const y = screen.emulator.rows().findIndex(row => row.includes('▸ uWSGI'));
	press(`\x1b[<0;20;${y + 1}M\x1b[<0;20;${y + 1}m`);
	await shows('nodename: needle');
});
