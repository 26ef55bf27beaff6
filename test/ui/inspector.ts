import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {explain} from '../../source/ui/inspector/explain.js';
import {pasteable} from '../../source/ui/inspector/pasteable.js';
import {keepWithin, scrollInspector} from '../../source/ui/inspector/scroll.js';
import {trafficRows} from '../../source/ui/inspector/traffic-rows.js';
import {openScreen, type Screen} from '../helpers/drawn-screen.js';
import {panelOf} from '../helpers/frame.js';
import {Story, sight} from '../helpers/story.js';

/** Why, and what next, and the keys that would have it otherwise. */
const explained = (story: Story): string => {
	const [vassal] = takeSnapshot(story.empire).vassals;
	assert.ok(vassal);
	const {why, next, overrides} = explain(vassal, story.at);
	return [why, next, overrides.map(([command]) => command).join(' ')].join(' | ');
};

test('every state is explained, with what comes next, when, and the keys against it', () => {
	const story = new Story({curseTolerance: 30_000});
	story.finds(sight('shop.ini'));
	assert.equal(explained(story), 'its file was found, or has changed | started now | ');
	story.waits(0);
	assert.equal(explained(story), 'its process is being started | its first words | ');
	story.tells('shop.ini', {type: 'spawned', pid: 7});
	story.waits(2000);
	assert.equal(
		explained(story),
		'its process has been running for 2 s, and has not said that it is ready | ready once a worker accepts | restart stop kill',
	);
	story.hears('shop.ini', 1);
	assert.match(explained(story), /its application is still being loaded/);
	story.hears('shop.ini', 5);
	assert.match(
		explained(story),
		/^it accepts requests, and has not served one yet \| nothing, until its file changes/,
	);
	story.hears('shop.ini', 17);
	assert.match(explained(story), /^it accepts requests, and has served one \|/);
	story.changes(sight('shop.ini'));
	story.waits(3000);
	assert.equal(
		explained(story),
		'its file changed 3 s ago, and it has not said since that it is back | ready once a worker accepts: its application is still being loaded | restart kill',
	);
	story.hears('shop.ini', 5);
	story.commands('shop.ini', 'stop');
	story.waits(4000);
	assert.equal(
		explained(story),
		'told to stop 4 s ago | SIGKILL to all its processes in 26 s; once it is gone, it stays stopped | kill start',
	);
	story.waits(26_000);
	assert.match(explained(story), /and killed since \(SIGKILL\) \| SIGKILL again in 30 s/);
	story.dies('shop.ini', null, 'SIGKILL');
	story.waits(60_000);
	assert.equal(explained(story), 'stopped by hand 1m00 ago | nothing, until its file changes | start');
});

test('a death is explained with its record, and counts down', () => {
	const story = new Story();
	story.finds(sight('shop.ini'));
	story.spawns('shop.ini');
	story.waits(500);
	story.dies('shop.ini', 22);
	assert.equal(
		explained(story),
		'it died: exit 22 (no app), after 0 s | started in 1 s; each such death makes the wait longer | forgive stop',
	);
	story.waits(1000);
	story.tells('shop.ini', {type: 'spawned', pid: 8});
	story.dies('shop.ini', null, 'SIGSEGV');
	assert.match(
		explained(story),
		/^it died: killed by SIGSEGV, after 0 s; 2 deaths before .* \| started in 2 s;/,
	);
});

test('what cannot be started says the remedy, and who sleeps what wakes it', () => {
	const missing = new Story();
	missing.finds(sight('shop.ini'));
	missing.waits(0);
	const problem = {what: 'cannot find "uwsgi"', where: {file: 'emperor'}, remedy: 'Install it'};
	missing.tells('shop.ini', {type: 'spawn-failed', problem});
	assert.equal(
		explained(missing),
		'it cannot be started: emperor: cannot find "uwsgi". Install it. | tried again in 1 s | forgive stop',
	);
	const sleeper = new Story();
	sleeper.finds({...sight('shop.ini'), socket: '/run/shop.sock'});
	sleeper.waits(5000);
	assert.equal(
		explained(sleeper),
		'on demand: nobody has connected for 5 s | a connection to /run/shop.sock, which the emperor holds, starts it | start stop',
	);
});

test('a command line can be pasted whatever is in it', () => {
	assert.equal(
		pasteable({words: ['uwsgi', '--ini', "it's.ini"], env: {A: '1 2'}, cwd: '/srv/my app'}),
		"cd '/srv/my app' && env 'A=1 2' uwsgi --ini 'it'\\''s.ini'",
	);
});

test('who serves nothing is not said to fail requests', () => {
	const words = (traffic: Parameters<typeof trafficRows>[0]) =>
		trafficRows(traffic, undefined, 100).map(row => row.map(({text}) => text).join(''));
	const quiet = {rate: 0, errors: 1, history: []};
	assert.deepEqual(words(quiet), ['no requests in the last 5 s · 1 error in the last minute']);
	assert.deepEqual(words({...quiet, errors: 0}), ['no requests in the last 5 s']);
	assert.deepEqual(words({...quiet, p50: 1.2}), [
		'0.0 req/s · half within 1.2 ms · 1 failed in the last minute',
	]);
});

test('the inspector scrolls as far as there is something', () => {
	const size = {length: 30, height: 10};
	assert.equal(scrollInspector('line-down', 0, size), 1);
	assert.equal(scrollInspector('line-up', 0, size), 0);
	assert.equal(scrollInspector('follow', 0, size), 20);
	assert.equal(scrollInspector('page-up', 99, size), 10);
	assert.equal(scrollInspector('reload', 0, size), undefined);
	assert.equal(keepWithin(5, {length: 3, height: 10}), 0);
});

/** Two vassals, the inspector open for the first. */
const withInspector = async (t: TestContext, columns = 100, rows = 40): Promise<Screen> => {
	const screen = await openScreen(t, columns, rows);
	const {story, reveal, print} = screen;
	const problem = {
		what: 'unknown option "proceses"',
		where: {file: '/v/shop.ini', line: 3},
		remedy: 'Did you mean "processes"?',
	};
	story.brings('shop.ini', {problems: [problem]});
	story.brings('zoo.ini');
	reveal({
		timeline: [{time: new Date(2026, 0, 2, 11, 30).getTime(), text: 'file found'}],
		processes: [
			{pid: 4711, depth: 0, command: 'uwsgi --ini shop.ini', resident: 38e6, cpu: 0.123},
			{pid: 4712, depth: 1, command: 'uwsgi --ini shop.ini', resident: 8e6},
		],
		listeners: [{address: '127.0.0.1:8000', pids: [4711, 4712]}],
		config: {text: '[uwsgi]\nmaster = true\nproceses = 4\n', isCut: false},
		change: {
			time: new Date(2026, 0, 2, 11, 31).getTime(),
			lines: [
				{kind: 'gap', count: 2},
				{kind: 'gone', text: 'processes = 2'},
				{kind: 'new', text: 'proceses = 4'},
			],
		},
	});
	print(
		'shop.ini',
		'one\ntwo\nthree\nfour\nTraceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: no\n',
	);
	screen.begin();
	await screen.shows('2 ready');
	screen.press('i');
	await screen.shows('timeline');
	return screen;
};

test('i shows all there is about the focused vassal, and i, Esc and q leave it', async t => {
	const screen = await withInspector(t);
	const panel = panelOf(screen.screen(), 'shop.ini');
	assert.equal(panel.width, 100);
	const text = panel.lines.map(line => line.trimEnd()).join('\n');
	for (const part of [
		'why   it accepts requests, and has not served one yet\nnext  nothing, until its file changes\nkeys  r reloads it',
		'two\nthree\nfour\nTraceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: no\n',
		'$ cd /v && uwsgi --ini shop.ini\n   4711  12.3 %   38 MB  uwsgi --ini shop.ini\n   4712            8 MB    uwsgi --ini shop.ini',
		'127.0.0.1:8000  listens: 4711 4712',
		'  2 lines as before\n- processes = 2\n+ proceses = 4',
		'Jan 02 11:30:00  file found',
		'2 │ master = true\n3 │ proceses = 4\n  └ unknown option "proceses". Did you mean "processes"?',
	]) {
		assert.ok(text.includes(part), `${part}\n---\n${text}`);
	}
	assert.doesNotMatch(text, /\bone\n/);
	for (const key of ['i', '\x1b', 'q']) {
		screen.press(key);
		await screen.gone('timeline');
		screen.press('i');
		await screen.shows('timeline');
	}
});

const times = (minutes: number): number => new Date(2026, 0, 2, 11, minutes).getTime();

const mistakes = [
	{
		fingerprint: 'badb8c31',
		report: 'traceback',
		what: 'ValueError: no such parcel \x1b[31m17',
		where: 'parcels.py:7',
		count: 5000,
		first: times(30),
		last: times(50),
		line: 90,
	},
	{
		fingerprint: '0087ba59',
		report: 'harakiri',
		what: 'HARAKIRI ON WORKER',
		where: 'GET /slow/#',
		count: 1,
		first: times(40),
		last: times(40),
		line: 70,
	},
];

test('errors are told by kind, with how often, since when, when last, what was raised and where', async t => {
	const screen = await withInspector(t);
	screen.reveal({errors: {mistakes, read: 100, unread: 0}});
	await screen.shows('errors ─');
	const text = panelOf(screen.screen(), 'shop.ini').lines.map(line => line.trimEnd());
	const at = text.findIndex(line => line.startsWith('errors ─'));
	assert.deepEqual(text.slice(at + 1, at + 4), [
		'Jan 02 11:50:00  ×5000  since Jan 02 11:30:00  ValueError: no such parcel 17 (parcels.py:7)',
		'Jan 02 11:40:00  ×1                            HARAKIRI ON WORKER (GET /slow/#)',
		'',
	]);
	const [mistake] = mistakes;
	assert(mistake !== undefined);
	const many = Array.from({length: 100}, (_, line) => ({...mistake, fingerprint: `${line}`, line}));
	screen.reveal({errors: {mistakes: many, read: 100, unread: 3}});
	await screen.shows('and 80 more');
	await screen.shows('3 lines came too fast to be read: perhaps there were more');
});

test('on a small screen what was raised stands under when and how often', async t => {
	const screen = await openScreen(t, 40, 12);
	screen.story.brings('shop.ini');
	screen.reveal({errors: {mistakes, read: 100, unread: 0}});
	screen.begin();
	await screen.shows('● ready');
	screen.press('i');
	await screen.shows('errors ─');
	screen.press(' ');
	await screen.shows('parcels.py:7');
	const {lines} = panelOf(screen.screen(), 'shop.ini');
	assert.deepEqual(
		lines.slice(0, 7).map(line => line.trimEnd()),
		[
			'Jan 02 11:50:00  ×5000  since Jan 02',
			'11:30:00',
			'  ValueError: no such parcel 17',
			'  (parcels.py:7)',
			'Jan 02 11:40:00  ×1',
			'  HARAKIRI ON WORKER (GET /slow/#)',
			'',
		],
	);
});

test('Tab looks at the next vassal, and keys act on the one that is looked at', async t => {
	const screen = await withInspector(t);
	screen.press('\t');
	await screen.shows(/╭ 2 zoo\.ini/);
	screen.press('r');
	await screen.shows('reload → zoo.ini');
	assert.deepEqual(screen.sent, [{type: 'tell', id: '/v/zoo.ini', command: 'reload'}]);
	await screen.shows('timeline');
});

test('a vassal that is gone is said to be, and no key meant for it reaches a neighbour', async t => {
	const screen = await withInspector(t);
	screen.story.loses('shop.ini');
	screen.story.dies('shop.ini', 0);
	screen.tell();
	await screen.shows('/v/shop.ini: is gone');
	screen.press('x');
	screen.press('X');
	screen.press('i');
	await screen.shows('╭ 1 zoo.ini');
	assert.deepEqual(screen.sent, []);
});

test('a small screen scrolls through all of it, by keys and by the wheel', async t => {
	const screen = await openScreen(t, 40, 10);
	screen.story.brings('shop.ini');
	screen.begin();
	await screen.shows('● ready');
	screen.press('i');
	await screen.shows(/╰ inspector.* 1-6 of \d+ ─╯/);
	await screen.sees('the end of all that is looked up', () => {
		screen.press('G');
		return screen.screen().includes('1 │ [uwsgi]');
	});
	screen.press('g');
	await screen.shows('why   it accepts');
	screen.press('\x1b[<65;5;5M');
	await screen.shows(/ 4-9 of /);
});

test('what is hostile in names, commands and configs stays text', async t => {
	const screen = await openScreen(t, 80, 40);
	const bad = '\x1b]0;pwned\x07\x1b[2J\x1b[31mred\r\u202e';
	screen.story.brings('shop.ini');
	screen.reveal({
		timeline: [{time: 0, text: bad}],
		start: {words: [bad], env: {}, cwd: bad},
		processes: [{pid: 1, depth: 0, command: bad, resident: 0}],
		listeners: [{address: bad, pids: [1]}],
		config: {text: `[uwsgi]\n${bad}\n`, isCut: false},
		change: {time: 0, lines: [{kind: 'new', text: bad}]},
	});
	screen.begin();
	await screen.shows('● ready');
	screen.press('i');
	await screen.shows('timeline');
	const written = screen.screen();
	assert.ok(!written.includes('\u202e'));
	const {lines} = panelOf(written, 'shop.ini');
	assert.ok(lines.some(line => line.startsWith('2 │')));
	assert.match(written.split('\n')[0] ?? '', /emperor {2}one vassal|emperor {2}1 vassal/);
});

for (const [isAscii, mark] of [
	[false, '…'],
	[true, '~'],
] as const) {
	test(`a command that is too long ends with ${mark}`, async t => {
		const screen = await openScreen(t, 60, 24, {isAscii});
		screen.story.brings('shop.ini');
		const command = `uwsgi --ini ${'deep/'.repeat(20)}shop.ini`;
		screen.reveal({processes: [{pid: 4711, depth: 0, command, resident: 38e6}]});
		screen.begin();
		await screen.shows('ready');
		screen.press('i');
		await screen.shows('processes');
		const row =
			screen
				.screen()
				.split('\n')
				.find(line => line.includes('4711')) ?? '';
		assert.match(row, new RegExp(`^. +4711 +38 MB +uwsgi --ini deep/.*${mark} .$`));
	});
}
