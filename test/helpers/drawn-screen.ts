import type {TestContext} from 'node:test';
import {openTerminal} from '../../source/screen/terminal.js';
import {Studies} from '../../source/study/studies.js';
import type {Errands} from '../../source/ui/errands.js';
import {bindings} from '../../source/ui/keys.js';
import {type PanelStyle, showPanels} from '../../source/ui/panels.js';
import {openFakeTerminal} from './fake-terminal.js';
import {sight} from './story.js';
import {toldClient} from './told-client.js';
import {until} from './wait.js';

/** Nobody runs them here; what they do is seen on real terminals. */
export const noErrands: Errands = {
	copy: async () => '',
	edit: async () => undefined,
	page: async () => undefined,
	watch: async () => undefined,
	suspend: async () => undefined,
};

/** What a person has who asks for nothing. */
export const plainStyle: PanelStyle = {
	isAscii: false,
	isColoured: true,
	theme: 'dark',
	layout: undefined,
	hasMouse: true,
	hasBell: false,
	keymap: bindings,
	complaints: [],
	lookingFor: '*.ini',
};

export type Screen = Awaited<ReturnType<typeof openScreen>>;

/** The whole screen on a terminal in memory, of an empire that a test tells what happens. */
export const openScreen = async (
	t: TestContext,
	columns: number,
	rows: number,
	style: Partial<PanelStyle> = {},
) => {
	const fake = await openFakeTerminal(columns, rows);
	const terminal = openTerminal(fake.stdin, fake.stdout);
	const told = toldClient();
	const begin = () => {
		terminal.enter();
		told.tell();
		const panels = showPanels(told.client, new Studies(), terminal, fake.stdin, noErrands, {
			...plainStyle,
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
export const withPair = (screen: Screen): Screen => {
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

const quiet = {what: 'has no section [uwsgi]', where: {file: 'tox.ini'}, remedy: 'Add one to have it run'};

/** Five, of which one is in trouble and one is no vassal. */
export const withFive = (screen: Screen): Screen => {
	const {story} = screen;
	for (const name of ['a.ini', 'b.ini', 'c.ini', 'd.ini']) {
		story.brings(name);
	}
	story.finds(sight('tox.ini', {refusal: {...quiet, kind: 'not-a-vassal'}}));
	story.hears('b.ini', 17);
	story.dies('d.ini', 22);
	screen.print('c.ini', 'the log of c\n');
	screen.begin();
	return screen;
};
