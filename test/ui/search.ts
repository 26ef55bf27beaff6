import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {openScreen, type Screen, withPair} from '../helpers/drawn-screen.js';
import {panelOf} from '../helpers/frame.js';

const enter = '\r';
const leave = '\x1b';

/** One vassal on the whole screen, whose pane of 20 rows shows the last of 200 lines; every tenth is an error. */
const withLog = async (t: TestContext): Promise<Screen> => {
	const screen = await openScreen(t, 80, 24);
	screen.story.brings('shop.ini');
	const line = (number: number) => (number % 10 === 0 ? `ERROR ${number}.` : `fine ${number}.`);
	screen.print('shop.ini', Array.from({length: 200}, (_, index) => `${line(index + 1)}\n`).join(''));
	screen.begin();
	await screen.shows('ERROR 200.');
	screen.press('z');
	await screen.shows('esc back');
	return screen;
};

const footerOf = (screen: Screen): string => panelOf(screen.screen(), 'shop.ini').footer;
const linesOf = (screen: Screen): readonly string[] =>
	panelOf(screen.screen(), 'shop.ini').lines.map(line => line.replace(/^\d\d:\d\d:\d\d /, ''));

/** The words that stand out on a row, by their background. */
const marked = ({emulator}: Screen, text: string): boolean => {
	const y = emulator.rows().findIndex(row => row.includes(text));
	const x = emulator.rows()[y]?.indexOf(text) ?? 0;
	const cells = emulator.cells()[y] ?? [];
	return (
		cells[x]?.split('/').slice(1).join('/') !== cells[x + text.length + 1]?.split('/').slice(1).join('/')
	);
};

test('/ finds the newest match of all that is kept, counts them, and n and N go through them', async t => {
	const screen = await withLog(t);
	const {press, shows} = screen;
	press('/err');
	await shows(/^ \/err {3,}enter finds/m);
	press(enter);
	await shows('/err 20/20');
	assert.ok(marked(screen, 'ERR'), 'the match stands out');
	assert.ok(!marked(screen, 'fine'), 'and nothing else');
	press('NNN');
	await shows('/err 17/20');
	await shows('ERROR 170.');
	press('n');
	await shows('/err 18/20');
	press('nnn');
	await shows('round to the oldest match');
	await shows('/err 1/20');
	await shows('ERROR 10.');
});

test('matches that come later are counted, and what stands still goes on standing still', async t => {
	const screen = await withLog(t);
	const {press, print, shows} = screen;
	press(`/error${enter}`);
	await shows('/error 20/20');
	const before = linesOf(screen);
	print('shop.ini', 'fine.\nERROR once more\n');
	await shows('/error 20/21');
	await shows('↓ 2 new ·');
	assert.deepEqual(linesOf(screen), before);
	press('n');
	await shows('ERROR once more');
});

test('what a search moved sideways goes back with it, so that the next filter shows its lines', async t => {
	const screen = await withLog(t);
	const {press, print, shows, gone} = screen;
	print('shop.ini', `${'x'.repeat(200)} reload\n`);
	press(`/reload${enter}`);
	await shows(/→ \d+/);
	press(`/err${enter}`);
	await shows('/err 19/20');
	await shows('ERROR 200.');
	press(`/reload${enter}`);
	await shows(/→ \d+/);
	press(`/${enter}`);
	await gone('→');
	press(`/reload${enter}`);
	await shows(/→ \d+/);
	press(leave);
	await gone('→');
	press(`&fine 19${enter}`);
	await shows('fine 199.');
});

test('an expression that is none is told, and can be mended where it stands', async t => {
	const {press, shows, gone} = await withLog(t);
	press(`/err(${enter}`);
	await shows('/err(   unterminated group. Put \\ before a character to take it as it is');
	press('\x7f');
	await gone('unterminated');
	press(enter);
	await shows('/err 20/20');
});

test('what matches nothing is said', async t => {
	const {press, shows} = await withLog(t);
	press(`/nowhere${enter}`);
	await shows('no line matches nowhere');
	await shows('/nowhere 0');
});

test('& leaves only what matches, says so in the border, and Escape brings all lines back', async t => {
	const screen = await withLog(t);
	const {press, print, shows, gone} = screen;
	press(`&error${enter}`);
	await shows('&error 20/200 lines');
	assert.deepEqual(
		linesOf(screen),
		Array.from({length: 20}, (_, index) => `ERROR ${index + 1}0.`),
	);
	print('shop.ini', 'fine again\nERROR more\n');
	await shows('ERROR more');
	assert.ok(!screen.screen().includes('fine'));
	press(leave);
	await shows('fine again');
	await gone('&error');
	await shows('esc back');
});

test('&! leaves only what does not match', async t => {
	const screen = await withLog(t);
	screen.press(`&!error${enter}`);
	await screen.shows('&!error 180/200 lines');
	assert.ok(linesOf(screen).every(line => line.startsWith('fine')));
});

test('a filter that nothing passes says what is hidden and how to see it', async t => {
	const {press, shows} = await withLog(t);
	press(`&nowhere${enter}`);
	await shows('none of 200 lines: &nowhere · esc shows all');
});

test('what is searched within a filter is found in its lines only', async t => {
	const screen = await withLog(t);
	const {press, shows, gone} = screen;
	press(`&error${enter}`);
	await shows('&error 20/200');
	press(`/1${enter}`);
	await shows(/\/1 \d+\/11 /);
	press(leave);
	await gone('/1 ');
	assert.match(footerOf(screen), /&error 20\/200 lines/);
});

test('a prompt takes a paste, its first line only, and gives back what was written before', async t => {
	const {press, shows, gone} = await withLog(t);
	press('/\x1b[200~err\nq\x1b[201~');
	await shows(/^ \/err {3}/m);
	press(enter);
	await shows('/err 20/20');
	press(`/fine${enter}`);
	await shows('/fine 163/180');
	press('/\x1b[A');
	await shows(/^ \/fine {3}/m);
	press('\x1b[A');
	await shows(/^ \/err {3}/m);
	press('\x1b[B\x1b[B');
	await shows(/^ \/ {3,}enter/m);
	press(leave);
	await gone('enter finds');
	await shows('/fine 163/180');
});

test('keys that would do something do nothing while a line is written', async t => {
	const screen = await withLog(t);
	const {press, shows, sent} = screen;
	press('/Rrxsq F');
	await shows('/Rrxsq F');
	assert.deepEqual(sent, []);
});

test('an expression that would take for ever is given up, and the program goes on', async t => {
	const {press, print, shows, story, tell} = await withLog(t);
	print('shop.ini', `${'a'.repeat(60)}b\n`);
	press(`/(a+)+$${enter}`);
	await shows('/(a+)+$ too slow');
	story.brings('zweig.ini');
	tell();
	await shows('2 vassals');
	press('G');
	print('shop.ini', 'after it\n');
	await shows('after it');
});

test('in the merged log lines of all vassals are found and filtered', async t => {
	const {press, print, shows, screen} = withPair(await openScreen(t, 80, 24));
	press('0');
	print('http.ini', 'ERROR one\nfine\n');
	print('uwsgi.ini', 'ERROR two\n');
	await shows('ERROR two');
	press(`/error${enter}`);
	await shows('/error 2/2');
	press('N');
	await shows('/error 1/2');
	press(`&err${enter}`);
	await shows('&err 2/6 lines');
	assert.ok(!screen().includes('fine'));
	assert.match(screen(), /http\.ini {2}ERROR one/);
});

test('in 40 columns a filter still says that lines are hidden', async t => {
	const {press, shows, story, print, begin} = await openScreen(t, 40, 10);
	story.brings('shop.ini');
	print('shop.ini', 'ERROR\nfine\nfine\n');
	begin();
	await shows('1 shop.ini');
	press('z');
	press(`&error${enter}`);
	await shows('& 1/3');
});

test('without colours matches stand out all the same', async t => {
	const screen = await openScreen(t, 80, 24, {isColoured: false});
	screen.story.brings('shop.ini');
	screen.print('shop.ini', 'an error here\nanother error\n');
	screen.begin();
	await screen.shows('another error');
	screen.press(`/error${enter}`);
	await screen.shows('/error 2/2');
	await screen.sees('the match to stand out', () => marked(screen, 'error here'.slice(0, 5)));
});

test('what was said of one search is gone with the next thing that is done', async t => {
	const screen = await withLog(t);
	const {press, shows, row} = screen;
	press('/zzzz');
	await shows(/^ \/zzzz/m);
	press(enter);
	await shows('no line matches zzzz');
	press('/err');
	await shows(/^ \/err {3}/m);
	press(enter);
	await shows('20/20');
	assert.doesNotMatch(row(-1), /no line matches/);
});
