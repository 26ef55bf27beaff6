import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {openScreen, type Screen} from '../helpers/drawn-screen.js';
import {panelOf} from '../helpers/frame.js';

const traceback = (words: string): string =>
	`Traceback (most recent call last):\n  File "/srv/a.py", line 3, in f\n    g()\nValueError: ${words}\n`;

const fine = (from: number, to: number): string =>
	Array.from({length: to - from + 1}, (_, index) => `fine ${from + index}.\n`).join('');

/** Two vassals, of which the first is focused and has three errors among its lines. */
const withErrors = async (t: TestContext, columns = 120, rows = 24): Promise<Screen> => {
	const screen = await openScreen(t, columns, rows);
	screen.story.brings('a.ini');
	screen.story.brings('b.ini');
	screen.print('a.ini', fine(1, 50) + traceback('one') + fine(51, 100));
	screen.print('a.ini', `ERROR:shop:two\n${fine(101, 150)}[error] three\n${fine(151, 200)}`);
	screen.print('b.ini', 'all is well\n');
	screen.begin();
	await screen.shows('fine 200.');
	return screen;
};

const footerOf = (screen: Screen, name: string): string => panelOf(screen.screen(), name).footer;

test('e and E go through the errors of all that is kept, in the grid and zoomed, and count them', async t => {
	for (const zoom of ['', 'z']) {
		const screen = await withErrors(t);
		const {press, shows} = screen;
		press(zoom);
		press('e');
		await shows('the newest error');
		await shows('error 3/3');
		await shows('[error] three');
		press('E');
		await shows('error 2/3');
		await shows('ERROR:shop:two');
		press('E');
		await shows('error 1/3');
		await shows('ValueError: one');
		press('E');
		await shows('round to the newest error');
		press('e');
		await shows('round to the oldest error');
		press('G');
		await shows('fine 200.');
		await screen.gone('error 1/3');
	}
});

test('errors of all logs are gone through in the merged one, in the order in which they came', async t => {
	const screen = await withErrors(t);
	const {press, print, shows} = screen;
	print('b.ini', `${traceback('of b')}${fine(1, 60)}`);
	press('0');
	await shows('fine 60.');
	await screen.sees('the study to have come so far', () => {
		press('Ge');
		return screen.screen().includes('error 4/4');
	});
	await shows('ValueError: of b');
	press('E');
	await shows('[error] three');
});

test('errors that a filter hides are passed over, and where there are none that is said', async t => {
	const screen = await withErrors(t);
	const {press, shows} = screen;
	press('&fine|shop\r');
	await shows('201/');
	press('e');
	await shows('error 2/3');
	press('E');
	await shows('round to the newest error');
	press('\x1b');
	await screen.gone('201/');
	press('2');
	await shows(/2 b\.ini/);
	press('e');
	await shows('no error in what is kept');
});

test('errors that nobody has seen are counted in the border and in the list, until the vassal is focused', async t => {
	const screen = await withErrors(t);
	const {press, print} = screen;
	assert.doesNotMatch(footerOf(screen, 'a.ini'), /error/);
	print('b.ini', traceback('of b'));
	await screen.sees('one error in the border', () => /\b1 error$/.test(footerOf(screen, 'b.ini')));
	print('b.ini', `${traceback('again')}[error] again\n`);
	await screen.sees('all of them', () => /\b3 errors$/.test(footerOf(screen, 'b.ini')));
	assert.doesNotMatch(footerOf(screen, 'a.ini'), /error/);
	press('+');
	await screen.shows(/b\.ini +.*3 errors/);
	press('2');
	await screen.gone('3 errors');
	press('1');
	await screen.shows('fine 200.');
	assert.doesNotMatch(screen.screen(), /3 errors/);
});

test('where a list is narrow errors are counted in fewer letters before a name is shortened', async t => {
	const screen = await openScreen(t, 40, 10);
	for (const name of ['a.ini', 'worker.ini', 'the-warehouses.ini']) {
		screen.story.brings(name);
	}
	screen.begin();
	await screen.shows('3 ready');
	screen.print('worker.ini', '[error] one\n'.repeat(30));
	screen.print('the-warehouses.ini', '[error] one\n'.repeat(30));
	await screen.shows(/ worker\.ini +30 errors /);
	await screen.shows(/ the-warehouses\.ini +30 err /);
});

test('a flood of errors draws the chrome no more than once a second', async t => {
	const screen = await withErrors(t);
	print300(screen);
	await screen.sees('many errors', () => /\b300 errors$/.test(footerOf(screen, 'b.ini')));
	assert.ok(screen.drawings() < 20, `${screen.drawings()} drawings`);
});

const print300 = ({print}: Screen): void => {
	for (let error = 0; error < 300; error++) {
		print('b.ini', '[error] once more\n');
	}
};

test('a vassal in trouble keeps its last error in view, whatever is printed after it', async t => {
	const screen = await openScreen(t, 120, 24);
	screen.story.brings('a.ini');
	screen.print('a.ini', `${traceback('bad')}${fine(1, 100)}`);
	screen.story.dies('a.ini', 1);
	screen.begin();
	await screen.shows('11:30:00 ValueError: bad (a.py:3)');
	await screen.shows('fine 100.');
});

test('a filter by level shows errors whole, by writer the lines of one, and both go with an expression', async t => {
	const screen = await openScreen(t, 120, 24);
	const {press, shows} = screen;
	screen.story.brings('a.ini');
	screen.print('a.ini', `${fine(1, 3)}spawned uWSGI worker 2 (pid: 77, cores: 1)\n${traceback('bad')}`);
	screen.print('a.ini', `WARNING:shop:low\n${request(77)}\n${request(78)}\n`);
	screen.begin();
	await shows('WARNING');
	const shownWith = async (filter: string, news: string): Promise<readonly string[]> => {
		press(`&${filter}\r`);
		await shows(news);
		return panelOf(screen.screen(), 'a.ini')
			.lines.map(row => row.slice(9))
			.filter(row => row !== '');
	};
	assert.deepEqual(await shownWith('level:error', '&level:error 4/11 lines'), [
		'Traceback (most recent call last):',
		'  File "/srv/a.py", line 3, in f',
		'    g()',
		'ValueError: bad',
	]);
	assert.deepEqual(await shownWith('level:warn shop', '&level:warn shop 1/11 lines'), ['WARNING:shop:low']);
	assert.deepEqual(await shownWith('writer:worker2', '&writer:worker2 1/11 lines'), ['GET / 200 3 ms  0 B']);
	assert.equal(
		(await shownWith('!level:error', '&!level:error 7/11 lines')).includes('ValueError: bad'),
		false,
	);
	// What comes later is sorted in as it is understood.
	await shownWith('level:error', '4/11 lines');
	screen.print('a.ini', `${traceback('later')}fine\n`);
	await shows('8/16 lines');
	await shows('ValueError: later');
	press('&level:loud\r');
	await shows('no level "loud"');
});

const request = (pid: number): string =>
	`[pid: ${pid}|app: 0|req: 1/1] 127.0.0.1 () {28 vars in 289 bytes} [Tue Nov 24 04:00:00 2026] GET / => generated 0 bytes in 3 msecs (HTTP/1.1 200) 1 headers in 50 bytes (0 switches on core 0)`;

test('who loses the focus has not seen the errors that come, until a key is pressed there', async t => {
	const screen = await withErrors(t);
	const {press, print, shows} = screen;
	const counts = (wanted: RegExp) =>
		screen.sees(`the border to say ${wanted}`, () => wanted.test(footerOf(screen, 'a.ini')));
	press('e');
	await shows('error 3/3');
	press('G');
	await screen.gone('error 3/3');

	press('\x1b[O');
	print('a.ini', '[error] four\n');
	await shows('four');
	await counts(/1 error/);
	press('\x1b[I');
	print('a.ini', '[error] five\n');
	await counts(/2 errors/);
	press('k');
	await counts(/^(?!.*error)/);
	print('a.ini', '[error] six\n');
	await shows('six');
	await counts(/^(?!.*error)/);
});
