import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {setTimeout} from 'node:timers/promises';
import {openTerminal} from '../../source/screen/terminal.js';
import {Studies} from '../../source/study/studies.js';
import {showPanels} from '../../source/ui/panels.js';
import {noErrands, openScreen, plainStyle, type Screen, withFive, withPair} from '../helpers/drawn-screen.js';
import {openFakeTerminal} from '../helpers/fake-terminal.js';
import {panelOf, panelsOn} from '../helpers/frame.js';
import {sight} from '../helpers/story.js';
import {toldClient} from '../helpers/told-client.js';
import {until} from '../helpers/wait.js';

/** Left and right at the ends of so many columns. */
const spread = (left: string, right: string, width: number, filler = ' '): string =>
	left + filler.repeat(width - left.length - right.length) + right;

const header = (width: number) =>
	spread(' emperor  2 vassals  ● 1 ready  ★ 1 loyal', '2 % cpu  75 MB ', width);

const quiet = {what: 'has no section [uwsgi]', where: {file: 'tox.ini'}, remedy: 'Add one to have it run'};

test('two vassals have a panel each, beside each other on a wide screen', async t => {
	const {shows, emulator} = withPair(await openScreen(t, 120, 30));
	await shows('spawned uWSGI http 1');
	await shows('quit');
	const body = (left: string, right: string) => `│ ${left.padEnd(56)} ││ ${right.padEnd(56)} │`;
	assert.deepEqual(emulator.rows(), [
		header(120),
		spread('╭ 1 http.ini ', ' ● ready ╮', 60, '─') + spread('╭ 2 uwsgi.ini ', ' ★ loyal ╮', 60, '─'),
		body('11:30:00 uWSGI http bound on :8000 fd 3', '11:30:00 WSGI app 0 ready in 0 seconds'),
		body('11:30:00 spawned uWSGI http 1 (pid: 11729)', ''),
		...Array(24).fill(body('', '')),
		spread('╰ pid 101 · up 3m02 · 38 MB · 0 restarts ', '╯', 60, '─') +
			spread('╰ pid 102 · up 3m02 · 0 restarts ', '╯', 60, '─'),
		spread(
			' ? help  q quit  enter zoom  i why  tab next  r reload  x stop  R restart  + layout  0 merged  G follow  / search',
			'',
			120,
		),
	]);
});

test('how long ago a line came is counted by the clock that gave it its time', async t => {
	const {shows, press} = withPair(await openScreen(t, 80, 24));
	await shows('11:30:00 uWSGI http bound');
	press('t');
	await shows(/ 3m02 uWSGI http bound/);
});

test('where panels have room for it every line has its time in front', async t => {
	const {shows, screen} = withPair(await openScreen(t, 80, 24));
	await shows('11:30:00 WSGI app 0 ready in 0 seconds');
	assert.deepEqual(
		panelsOn(screen()).map(({title, lines, width, height}) => [title, lines[0], width, height]),
		[
			['1 http.ini ● ready', '11:30:00 uWSGI http bound on :8000 fd 3', 80, 11],
			['2 uwsgi.ini ★ loyal', '11:30:00 WSGI app 0 ready in 0 seconds', 80, 11],
		],
	);
});

test('five vassals are a list on a small screen, and the focused one has the log', async t => {
	const {shows, press, screen, emulator} = withFive(await openScreen(t, 80, 24));
	await shows('quit');
	press('\t\t');
	await shows('the log of c');
	const names = emulator.rows().map(row => row.slice(0, 32).trimEnd());
	assert.deepEqual(names.slice(1, 7), [
		'  ● ready     1 a.ini',
		'  ★ loyal     2 b.ini',
		'▸ ● ready     3 c.ini',
		'  ⧗ throttled 4 d.ini       1 s',
		'  · no vassal 5 tox.ini',
		'',
	]);
	const [panel, ...others] = panelsOn(screen());
	assert.deepEqual(others, []);
	assert.deepEqual([panel?.title, panel?.x, panel?.width, panel?.height], ['3 c.ini ● ready', 32, 48, 22]);
	assert.equal(panel?.footer, 'pid 103 · up 0 s · 0 restarts');
});

test('in a tiny pane each vassal has a line, badge first, and Enter zooms', async t => {
	const {shows, press, screen, emulator} = withFive(await openScreen(t, 40, 10));
	await shows('tox.ini');
	assert.deepEqual(
		emulator
			.rows()
			.slice(1, 7)
			.map(row => row.trimEnd()),
		[
			'▸ ● ready     1 a.ini',
			'  ★ loyal     2 b.ini',
			'  ● ready     3 c.ini',
			'  ⧗ throttled 4 d.ini               1 s',
			'  · no vassal 5 tox.ini',
			'',
		],
	);
	press('jj\r');
	await shows('the log of c');
	const [panel] = panelsOn(screen());
	assert.deepEqual(
		[panel?.title, panel?.x, panel?.y, panel?.width, panel?.height],
		['3 c.ini ● ready', 0, 1, 40, 8],
	);
});

test('zoom gives one vassal everything between the first and the last line, and Escape takes it back', async t => {
	const {shows, press, screen, sees, row} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	press('2');
	press('z');
	await sees('one panel', () => panelsOn(screen()).length === 1);
	const {title, y, width, height} = panelOf(screen(), 'uwsgi.ini');
	assert.deepEqual([title, y, width, height], ['2 uwsgi.ini ★ loyal', 1, 80, 22]);
	assert.match(row(-1), /\? help {2}esc back/);
	assert.doesNotMatch(row(-1), /quit/, 'q only goes back here');
	press('\x1b');
	await sees('both panels', () => panelsOn(screen()).length === 2);
});

test('while there is no vassal the screen says what it waits for, harmlessly', async t => {
	const screen = await openScreen(t, 80, 24, {lookingFor: '/etc/\x1b[2J*.ini'});
	screen.begin();
	await screen.shows('no vassals yet');
	await screen.shows('waiting for /etc/␛[2J*.ini');
	await screen.shows('emperor  0 vassals');
	await screen.shows('a config file there starts at once');
	assert.equal(screen.row(-1).trim(), '? help  q quit  : commands', 'nothing that would be for a vassal');
	screen.story.brings('shop.ini');
	screen.tell();
	await screen.shows('1 shop.ini');
	await screen.gone('no vassals yet');
});

test('help shows the keys of the layout it was asked from, scrolls where it is long, and goes with any key', async t => {
	const {shows, gone, press, screen} = withPair(await openScreen(t, 80, 12));
	await shows('quit');
	press('?');
	await shows('reload gracefully');
	assert.ok(!screen().includes('uwsgi.ini'), 'the panels are away');
	assert.ok(!screen().includes('newest line'), 'and this is below');
	await until('the oldest line', () => {
		press('j');
		return screen().includes('oldest line that is kept');
	});
	await shows(/G end f +newest line, and follow/);
	press('x');
	await gone('oldest line');
	await shows('1 http.ini');
});

test('a key for help commands nothing while help is open', async t => {
	const {shows, gone, press, sent} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	press('?');
	await shows('reload gracefully');
	press('R');
	await gone('reload gracefully');
	assert.deepEqual(sent, []);
	press('R');
	await shows('restart → http.ini');
	assert.deepEqual(sent, [{type: 'tell', id: '/v/http.ini', command: 'restart'}]);
});

test('quitting asks, an answer that is no yes keeps everything, and a second q quits', async t => {
	const {shows, gone, press, sent, sees} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	press('q');
	await shows('stop all 2 vassals and quit?  y yes  n no');
	press('n');
	await gone('y yes');
	assert.deepEqual(sent, []);
	press('qq');
	await sees('the request', () => sent.length > 0);
	assert.deepEqual(sent, [{type: 'ragnarok'}]);
});

test('ctrl+c ends all from within any question, and what goes on is said', async t => {
	const {shows, press, sent, story, tell, sees} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	press('X');
	await shows('kill http.ini without asking it to stop?');
	press('\x03');
	await sees('the request', () => sent.length > 0);
	assert.deepEqual(sent, [{type: 'ragnarok'}]);
	story.happens({type: 'ragnarok'});
	story.dies('http.ini', 0);
	tell();
	await shows('ragnarok · 1 left');
	await shows('ctrl+c again kills whoever is left');
	await shows('▽ stopping');
	press('\x03');
	await sees('another', () => sent.length === 2);
});

test('what a key made of it is said, and so is a refusal', async t => {
	const {shows, press, sent, refuse} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	press('2r');
	await shows('reload → uwsgi.ini');
	refuse('/v/uwsgi.ini: no such vassal. Its \x1b[2J config file may be gone.');
	press('s');
	await shows('no such vassal. Its ␛[2J config');
	assert.deepEqual(
		sent.map(command => 'command' in command && command.command),
		['reload', 'start'],
	);
});

test('when the vassal that has the focus is gone its neighbour has it, for whatever is pressed next', async t => {
	const screen = withFive(await openScreen(t, 100, 30));
	const {story, tell, press, shows, gone, sent, sees} = screen;
	await shows('c.ini');
	press('3');
	story.loses('c.ini');
	story.dies('c.ini', 0);
	tell();
	await gone('c.ini');
	await shows('3 d.ini');
	press('F');
	await sees('what was sent', () => sent.length === 1);
	assert.deepEqual(sent, [{type: 'tell', id: '/v/d.ini', command: 'forgive'}]);
});

test('a key that does nothing here says where to look, until one that does something', async t => {
	const {shows, gone, press, row} = withPair(await openScreen(t, 40, 10));
	await shows('q quit');
	press('Z');
	await shows('Z does nothing here; ? shows what does');
	press('2');
	await gone('does nothing');
	press('/');
	await shows('/ does nothing here');
	press('1');
	await gone('does nothing');
	assert.match(row(-1), /q quit/);
	press('\x1b[99~');
	press('2');
	await shows('▸ ★ loyal');
	assert.match(row(-1), /q quit/, 'a key without a name');
});

test('a refused vassal says why and what to do, broken into rows of its panel', async t => {
	const screen = await openScreen(t, 50, 12);
	screen.story.finds(
		sight('shop.ini', {
			refusal: {
				what: 'line 3 says "proceses", which is no option of uWSGI',
				where: {file: 'shop.ini', line: 3},
				remedy: 'Write processes instead',
			},
		}),
	);
	screen.begin();
	await screen.shows('✖ failed');
	const {lines} = panelOf(screen.screen(), 'shop.ini');
	assert.equal(
		lines
			.map(line => line.trim())
			.join(' ')
			.trim(),
		'shop.ini:3: line 3 says "proceses", which is no option of uWSGI. Write processes instead.',
	);
	assert.ok(lines.length > 2 && lines[1] !== '');
});

test('log lines appear without the chrome being drawn', async t => {
	const {shows, print, drawings} = withPair(await openScreen(t, 80, 24));
	await shows('quit');
	const before = drawings();
	assert.ok(before > 0);
	for (let number = 1; number <= 30; number++) {
		print('http.ini', `line ${number}\n`);
		await shows(`line ${number}`);
	}
	// The clock may have struck meanwhile.
	assert.ok(drawings() - before < 10, `${drawings() - before} drawings`);
});

/** One vassal on the whole screen, whose pane of 20 rows shows the last of 100 lines. */
const withHundred = async (t: TestContext, config: Parameters<typeof sight>[1] = {}): Promise<Screen> => {
	const screen = await openScreen(t, 80, 24);
	screen.story.brings('shop.ini', config);
	screen.print('shop.ini', Array.from({length: 100}, (_, index) => `line ${index + 1}.\n`).join(''));
	screen.begin();
	await screen.shows('line 100.');
	screen.press('z');
	await screen.shows('esc back');
	return screen;
};

const lowestOf = (screen: Screen): string => panelOf(screen.screen(), 'shop.ini').lines.at(-1)?.trim() ?? '';

test('scrolling up pauses and says that there is more, and how much of it is new; G follows again', async t => {
	const screen = await withHundred(t);
	const {press, shows, gone, print, sees} = screen;
	assert.equal(lowestOf(screen), '11:30:00 line 100.');
	press('k');
	await shows('↓ ─');
	assert.equal(lowestOf(screen), '11:30:00 line 99.');
	print('shop.ini', 'line 101.\n');
	press('\x1b[5~');
	await sees('a page further up', () => lowestOf(screen) === '11:30:00 line 79.');
	await shows('↓ 1 new ─');
	press('G');
	await shows('line 101.');
	await gone('↓');
	print('shop.ini', 'line 102.\n');
	await shows('line 102.');
});

test('c writes escape sequences out, and hides them again', async t => {
	const screen = await withHundred(t);
	screen.print('shop.ini', '\x1b]0;title\x07\x1b[31mred\n');
	await screen.shows(/\d red/);
	screen.press('c');
	await screen.shows('^[]0;title^G^[[31mred');
	await screen.shows('control characters: written out');
	screen.press('c');
	await screen.shows(/\d red/);
});

test('a line up is one line up where notes share the panel with the log', async t => {
	const screen = await withHundred(t, {problems: [{...quiet, where: {file: 'shop.ini'}}]});
	await screen.shows('shop.ini: has no section');
	assert.equal(lowestOf(screen), '11:30:00 line 100.');
	screen.press('k');
	await screen.shows('↓ ─');
	assert.equal(lowestOf(screen), '11:30:00 line 99.');
});

test('a resize keeps the focus, the place in the log and the layout that was chosen', async t => {
	const screen = withPair(await openScreen(t, 120, 30));
	const {press, shows, print, resize, sees, row} = screen;
	print('uwsgi.ini', Array.from({length: 200}, (_, index) => `line ${index + 1}.\n`).join(''));
	await shows('line 200.');
	press('2g');
	await shows('line 1.');
	for (const [columns, rows] of [
		[80, 24],
		[200, 50],
		[60, 30],
	] as const) {
		resize(columns, rows);
		await sees('the new size', () => row(0) === header(columns) && row(-1).includes('quit'));
		const panels = panelsOn(screen.screen());
		assert.equal(
			panels.reduce((sum, {width, height}) => sum + width * height, 0),
			columns * (rows - 2),
		);
		assert.match(panelOf(screen.screen(), 'uwsgi.ini').lines.join('\n'), /line 1\.\s/);
	}
	resize(40, 10);
	await sees('lines only', () => row(2).startsWith('▸ ★ loyal'));
	resize(120, 30);
	await shows('line 1.');

	press('+');
	await sees('a list', () => panelsOn(screen.screen()).length === 1);
	resize(200, 50);
	await sees('the list, larger', () => panelsOn(screen.screen())[0]?.height === 48);
	assert.equal(panelsOn(screen.screen()).length, 1);
});

test('an empty panel says why it is empty', async t => {
	const screen = await openScreen(t, 80, 24);
	screen.story.brings('shop.ini');
	screen.story.waits(3000);
	screen.begin();
	await screen.shows('│ no output yet · started 3 s ago');
	screen.print('shop.ini', 'something\n');
	await screen.shows('something');
	await screen.gone('no output');
});

test('with names of every kind the borders stay straight', async t => {
	const names = [
		'商店.ini',
		'e\u0301te\u0301.ini',
		`${'x'.repeat(200)}.ini`,
		'a\x1b[2Jb\nc\t.ini',
		'\u202enini.ini',
	];
	for (const [columns, rows] of [
		[140, 40],
		[80, 24],
	] as const) {
		const screen = await openScreen(t, columns, rows);
		screen.story.finds(...names.map(name => sight(name)));
		screen.begin();
		await screen.shows('quit');
		assert.equal(panelsOn(screen.screen()).length, columns === 140 ? 5 : 1);
		assert.ok(screen.row(0).startsWith(' emperor'));
		await screen.shows(/商/);
	}
});

test('with --ascii frames and badges are ASCII', async t => {
	const {shows, emulator} = withPair(await openScreen(t, 120, 30, {isAscii: true}));
	await shows('quit');
	const rows = emulator.rows();
	assert.equal(rows[0], header(120).replace('●', 'o').replace('★', '*'));
	assert.equal(
		rows[1],
		spread('+ 1 http.ini ', ' o ready +', 60, '-') + spread('+ 2 uwsgi.ini ', ' * loyal +', 60, '-'),
	);
	assert.ok(rows[5]?.startsWith('|') && rows[5].endsWith('|'));
});

test('with --ascii nothing of ours is anything else', async t => {
	const screen = await openScreen(t, 120, 40, {isAscii: true});
	const {press, shows, story, tell} = screen;
	story.brings('shop.ini');
	story.waits(3000);
	screen.begin();
	const isAscii = () => assert.match(screen.screen(), /^[\n -~]*$/);
	await shows('no output yet');
	isAscii();
	press('r');
	await shows(/reload .* shop\.ini/);
	isAscii();
	press('?');
	await shows('reload gracefully');
	isAscii();
	press('q');
	story.happens({type: 'ragnarok'});
	tell();
	await shows('ragnarok');
	isAscii();
});

/** How many foreground colours are on the screen. */
const coloursOf = ({emulator}: Screen): number =>
	new Set(
		emulator
			.cells()
			.flat()
			.map(cell => cell.split('/').at(-11)),
	).size;

test('without colours there are none, in the log neither, and everything else is the same', async t => {
	const coloured = withFive(await openScreen(t, 80, 24));
	const plain = withFive(await openScreen(t, 80, 24, {isColoured: false}));
	for (const {print, press, shows} of [coloured, plain]) {
		print('a.ini', '\x1b[31mred\x1b[0m and plain\n');
		await shows('red and plain');
		press('j');
	}
	assert.deepEqual(plain.emulator.rows(), coloured.emulator.rows());
	assert.ok(coloursOf(coloured) > 3);
	assert.equal(coloursOf(plain), 1);
});

test('once closed nothing more is written, and no key is heard', async () => {
	const fake = await openFakeTerminal(80, 24);
	const terminal = openTerminal(fake.stdin, fake.stdout);
	const {client, story, tell, print, sent} = toldClient();
	story.brings('shop.ini');
	tell();
	terminal.enter();
	const {close} = showPanels(client, new Studies(), terminal, fake.stdin, noErrands, plainStyle);
	await until('the panel', () => fake.emulator.rows()[1]?.includes('shop.ini'));
	close();
	const before = fake.writes.length;
	print('shop.ini', 'more\n');
	story.dies('shop.ini');
	tell();
	fake.stdin.push('r');
	fake.resize(100, 30);
	await setTimeout(100);
	assert.equal(fake.writes.length, before);
	assert.deepEqual(sent, []);
	terminal.leave();
});

for (const [layout, kind] of [
	['list', 1],
	['zoom', 1],
	['grid', 2],
	['merged', 1],
] as const) {
	test(`--layout ${layout} is how it begins`, async t => {
		const {shows, screen} = withPair(await openScreen(t, 120, 30, {layout}));
		await shows('? help');
		const panels = panelsOn(screen());
		assert.equal(panels.length, kind);
		assert.equal(panels[0]?.width, {list: 80, zoom: 120, grid: 60, merged: 120}[layout]);
	});
}
