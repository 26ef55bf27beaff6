import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openScreen, withFive, withPair} from '../helpers/drawn-screen.js';
import {panelsOn} from '../helpers/frame.js';

test('0 shows all logs as one, in the order they came, names in front, and once more what was before', async t => {
	const screen = withPair(await openScreen(t, 80, 24));
	const {press, print, shows, sees} = screen;
	await shows('quit');
	press('0');
	await shows('all 2 vassals');
	print('http.ini', 'one\n');
	print('uwsgi.ini', 'two\n');
	print('http.ini', 'three\n');
	await shows('three');
	const [panel, ...others] = panelsOn(screen.screen());
	assert.deepEqual(others, []);
	assert.equal(panel?.title, 'all 2 vassals 1 http.ini ● ready');
	assert.deepEqual(panel?.lines.slice(0, 7), [
		'11:30:00 http.ini  uWSGI http bound on :8000 fd 3',
		'11:30:00 http.ini  spawned uWSGI http 1 (pid: 11729)',
		'11:30:00 uwsgi.ini WSGI app 0 ready in 0 seconds',
		'11:30:00 http.ini  one',
		'11:30:00 uwsgi.ini two',
		'11:30:00 http.ini  three',
		'',
	]);
	press('0');
	await sees('the grid again', () => panelsOn(screen.screen()).length === 2);
});

test('in the merged log keys are for the vassal that its border names', async t => {
	const {press, shows, sent, sees} = withPair(await openScreen(t, 80, 24));
	press('0\t');
	await shows('2 uwsgi.ini ★ loyal ╮');
	press('r');
	await sees('the request', () => sent.length === 1);
	assert.deepEqual(sent, [{type: 'tell', id: '/v/uwsgi.ini', command: 'reload'}]);
	press('z');
	await shows('╭ 2 uwsgi.ini ─');
	press('\x1b');
	await shows('all 2 vassals');
});

test('the merged log pauses, counts and follows as any other', async t => {
	const screen = withPair(await openScreen(t, 80, 24));
	const {press, print, shows, gone} = screen;
	press('0');
	await shows('all 2 vassals');
	for (let number = 1; number <= 50; number++) {
		print(number % 2 === 0 ? 'http.ini' : 'uwsgi.ini', `line ${number}.\n`);
	}
	await shows('line 50.');
	press('k');
	await shows('↓ ─');
	await gone('line 50.');
	print('http.ini', 'line 51.\n');
	await shows('↓ 1 new ─');
	press('g');
	await shows('bound on');
	press('G');
	await shows('line 51.');
	await gone('new ─');
});

test('a vassal that comes is in the merged log, and one that goes is not', async t => {
	const {press, shows, gone, story, print, tell} = withFive(await openScreen(t, 80, 24));
	await shows('quit');
	press('0');
	await shows('all 4 vassals');
	await shows('c.ini   the log of c');
	story.brings('new.ini');
	tell();
	await shows('all 5 vassals');
	print('new.ini', 'hello\n');
	await shows('new.ini hello');
	story.loses('new.ini');
	story.dies('new.ini');
	tell();
	await gone('hello');
});

test('in 40 columns the merged log has room for its words', async t => {
	const screen = withPair(await openScreen(t, 40, 10));
	await screen.shows('http.ini');
	screen.press('0');
	await screen.shows('all 2 vassals');
	const [panel] = panelsOn(screen.screen());
	assert.deepEqual([panel?.width, panel?.height], [40, 8]);
	assert.equal(panel?.lines[2], `${'uwsgi.ini WSGI app 0 ready in 0 seconds'.slice(0, 35)}…`);
});

test('names are in colours, equal for equal names, but not where colours are not wanted', async t => {
	for (const isColoured of [true, false]) {
		const {press, shows, emulator} = withPair(await openScreen(t, 80, 24, {isColoured}));
		press('0');
		await shows('uwsgi.ini WSGI app 0');
		const row = emulator.rows().findIndex(text => text.includes('uwsgi.ini WSGI'));
		const cells = emulator.cells()[row] ?? [];
		const [name, word] = [cells[12], cells[23]].map(cell => cell?.split('/').at(-11));
		assert.equal(name === word, !isColoured);
	}
});
