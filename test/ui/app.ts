import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {openTerminal} from '../../source/screen/terminal.js';
import {type PanelStyle, showPanels} from '../../source/ui/panels.js';
import {openFakeTerminal} from '../helpers/fake-terminal.js';
import {panelOf, panelsOn} from '../helpers/frame.js';
import {sight} from '../helpers/story.js';
import {toldClient} from '../helpers/told-client.js';
import {until} from '../helpers/wait.js';

type Screen = Awaited<ReturnType<typeof open>>;

const open = async (t: TestContext, columns: number, rows: number, style: Partial<PanelStyle> = {}) => {
	const fake = await openFakeTerminal(columns, rows);
	const terminal = openTerminal(fake.stdin, fake.stdout);
	const told = toldClient();
	const begin = () => {
		terminal.enter();
		told.tell();
		const panels = showPanels(told.client, terminal, fake.stdin, {
			isAscii: false,
			isColoured: true,
			layout: undefined,
			lookingFor: '*.ini',
			...style,
		});
		t.after(() => {
			panels.close();
			terminal.leave();
		});
	};
	const screen = () => fake.emulator.rows().join('\n');
	const sees = (what: string, isSeen: () => boolean): Promise<unknown> =>
		until(what, () => isSeen() || Promise.reject(new Error(`\n${screen()}`)));
	return {
		...fake,
		...told,
		begin,
		screen,
		row: (index: number): string => fake.emulator.rows().at(index) ?? '',
		press: (keys: string) => fake.stdin.push(keys),
		sees,
		shows: (text: string | RegExp) =>
			sees(`the screen to show ${text}`, () =>
				typeof text === 'string' ? screen().includes(text) : text.test(screen()),
			),
		gone: (text: string) => sees(`the screen to be without ${text}`, () => !screen().includes(text)),
	};
};

/** Two vassals of the tutorial, the second loyal, with something to read. */
const withPair = (screen: Screen): Screen => {
	const {story, print, weigh} = screen;
	story.brings('http.ini');
	story.brings('uwsgi.ini');
	story.hears('uwsgi.ini', 17);
	story.waits(182_000);
	print('http.ini', 'uWSGI http bound on :8000 fd 3\nspawned uWSGI http 1 (pid: 11729)\n');
	print('uwsgi.ini', 'WSGI app 0 ready in 0 seconds\n');
	weigh('http.ini', 38e6);
	screen.begin();
	return screen;
};

/** Left and right at the ends of so many columns. */
const spread = (left: string, right: string, width: number, filler = ' '): string =>
	left + filler.repeat(width - left.length - right.length) + right;

const header = (width: number) => spread(' emperor  2 vassals  ● 1 ready  ★ 1 loyal', '2 % cpu  75 MB ', width);
const headerOfAscii = (width: number) => header(width).replace('●', 'o').replace('★', '*');

test('two vassals have a panel each, beside each other on a wide screen', async t => {
	const {shows, emulator} = withPair(await open(t, 120, 30));
	await shows('11:30:00 WSGI app 0 ready in 0 seconds');
	await shows('quit');
	const body = (left: string, right: string) =>
		`│ ${left.padEnd(56)} ││ ${right.padEnd(56)} │`;
	assert.deepEqual(emulator.rows().slice(0, -1), [
		header(120),
		spread('╭ 1 http.ini ', ' ● ready ╮', 60, '─') + spread('╭ 2 uwsgi.ini ', ' ★ loyal ╮', 60, '─'),
		body('uWSGI http bound on :8000 fd 3', 'WSGI app 0 ready in 0 seconds'),
		body('spawned uWSGI http 1 (pid: 11729)', ''),
		...Array(24).fill(body('', '')),
		spread('╰ pid 101 · up 3m02 · 38 MB · 0 restarts ', '╯', 60, '─') +
			spread('╰ pid 102 · up 3m02 · 0 restarts ', '╯', 60, '─'),
	]);
	assert.match(emulator.rows().at(-1) ?? '', /^ q quit {2}\? help {2}⏎ zoom .* r reload/);
});
