import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import type {Scrollback} from '../../source/logs/log-store.js';
import {askForReport} from '../../source/remote/emperor-report.js';
import {Failure} from '../../source/remote/failure.js';
import {followLogs} from '../../source/remote/follow-logs.js';
import {openLine} from '../../source/remote/line.js';
import {type Newest, printLogs} from '../../source/remote/print-logs.js';
import type {Heard, Wanted} from '../../source/remote/sifted-log.js';
import {sight} from '../helpers/story.js';
import {toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

const start = async (t: TestContext, scrollback?: Scrollback) => {
	const control = await toldControl(t, scrollback);
	control.story.finds(sight('a.ini'), sight('b.ini'));
	control.tell();
	const line = openLine(control.path);
	const heard: Heard[] = [];
	const remarks: string[] = [];
	const printer = {
		print: (one: Heard) => void heard.push(one),
		remark: (sentence: string) => void remarks.push(sentence),
	};
	const newest = (wanted: Wanted & Partial<Newest> = {}): Newest => ({
		lines: Number.POSITIVE_INFINITY,
		isStudied: false,
		...wanted,
	});
	return {
		...control,
		line,
		heard,
		remarks,
		texts: () => heard.map(one => ('line' in one ? one.line.text : one.missed)),
		past: async (wanted?: Wanted & Partial<Newest>) => {
			heard.length = 0;
			const {vassals} = await askForReport(line);
			const code = await printLogs(line, vassals, newest(wanted), printer);
			assert.equal(code, 0);
			return heard.map(one => ('line' in one ? one.line.text : one.missed));
		},
		follow: async (isChosen = () => true, wanted?: Wanted & Partial<Newest>) => {
			const {vassals} = await askForReport(line);
			return followLogs(line, vassals.filter(isChosen), isChosen, newest(wanted), printer);
		},
	};
};

test('the line that says what was raised has the fingerprint of that, the same in every log', async t => {
	const {print, past, heard} = await start(t);
	const traceback = (what: string): string =>
		`Traceback (most recent call last):\n  File "/srv/a.py", line 24, in f\n${what}\n`;
	print('a.ini', `${traceback('ValueError: 17')}${traceback('KeyError: 17')}fine\n`);
	print('b.ini', traceback('ValueError: 18'));
	await past();
	const told = heard.map(one => ('line' in one ? one.line.fingerprint : undefined));
	const [first, other, again] = told.filter(fingerprint => fingerprint !== undefined);
	assert(first !== undefined && first === again && first !== other);
	assert.deepEqual(
		told.map(fingerprint => fingerprint !== undefined),
		[...[false, false, true], ...[false, false, true], false, ...[false, false, true]],
	);
});

test('lines of several vassals stand in the order in which they came', async t => {
	const {print, past} = await start(t);
	for (const word of ['one', 'two', 'three', 'four']) {
		print(word.includes('o') ? 'a.ini' : 'b.ini', `${word}\n`);
	}
	print('b.ini', 'five\n');
	print('a.ini', 'six\n');
	assert.deepEqual(await past(), ['one', 'two', 'three', 'four', 'five', 'six']);
	assert.deepEqual(await past({lines: 1}), ['five', 'six']);
});

test('a level is that of a line among those before it, however few of the newest are wanted', async t => {
	const {print, past, heard} = await start(t);
	print(
		'a.ini',
		[
			'WARNING:root:nearly empty',
			'Traceback (most recent call last):',
			'  File "a.py", line 1',
			'KeyError: 1',
			'fine again',
			'',
		].join('\n'),
	);
	assert.deepEqual(await past({level: 'error'}), [
		'Traceback (most recent call last):',
		'  File "a.py", line 1',
		'KeyError: 1',
	]);
	assert.equal((await past({level: 'warning'})).length, 4);
	assert.deepEqual(await past({lines: 2, isStudied: true}), ['KeyError: 1', 'fine again']);
	const [first] = heard;
	assert.ok(first !== undefined && 'line' in first);
	assert.deepEqual([first.line.level, first.line.report, first.line.entry], ['error', 'traceback', 2]);
});

test('only lines that match, and none that are older, however many there are', async t => {
	const {print, past, remarks} = await start(t, {maxLines: 50, maxBytes: 1e6});
	for (let number = 1; number <= 60; number++) {
		print('a.ini', `line ${number}\n`);
	}
	const isMeant = (text: string) => text.endsWith('7');
	assert.deepEqual(await past({isMeant}), ['line 17', 'line 27', 'line 37', 'line 47', 'line 57']);
	assert.deepEqual(await past({isMeant, lines: 2}), ['line 47', 'line 57']);
	const printed = new Date(2026, 0, 2, 11, 30).getTime();
	assert.deepEqual(await past({since: printed + 1}), []);
	assert.deepEqual(remarks, []);
	assert.equal((await past({since: printed - 1000})).length, 50);
	assert.deepEqual(remarks, ['a.ini: nothing from before 2026-01-02 11:30:00 is kept.']);
});

test('what follows is what is wanted, in the order in which it came, and of vassals that come later', async t => {
	const {print, follow, texts, story, tell, remarks} = await start(t);
	print('a.ini', 'before\nhalf');
	const over = follow(undefined, {isMeant: text => !text.includes('not this')});
	await until('the past', () => texts().length === 1);
	print('a.ini', ' whole\nnot this\n');
	print('b.ini', 'bee\n');
	print('a.ini', 'last\n');
	await until('all', () => texts().length === 4);
	assert.deepEqual(texts(), ['before', 'half whole', 'bee', 'last']);
	story.finds(sight('c.ini'));
	tell();
	print('c.ini', 'see\n');
	await until('the newcomer', () => texts().includes('see'));

	story.loses('c.ini');
	tell();
	await until('the farewell', () => remarks.length === 1);
	assert.deepEqual(remarks, ['c.ini: its config file is gone. Its log goes on if it comes back.']);
	story.finds(sight('c.ini'));
	tell();
	print('c.ini', 'see again\n');
	await until('it to be back', () => texts().at(-1) === 'see again');

	story.happens({type: 'ragnarok'});
	for (const name of ['a.ini', 'b.ini', 'c.ini']) {
		story.loses(name);
	}
	tell();
	await over;
	assert.equal(remarks.at(-1), 'emperor: it has ended, and its vassals with it.');
});

test('while an emperor ends, nobody is told that a file is gone', async t => {
	const ending = await start(t);
	const over = ending.follow(undefined);
	ending.print('a.ini', 'one\n');
	ending.story.spawns('a.ini');
	ending.story.spawns('b.ini');
	ending.tell();
	await until('that it follows', () => ending.texts().length === 1);
	ending.story.happens({type: 'ragnarok'});
	ending.story.dies('a.ini');
	ending.tell();

	// Another emperor, whose vassals go later: by the time that both have had their farewell, a.ini would have had its own.
	const other = await start(t);
	void other.follow(undefined).catch(() => undefined);
	for (const [index, name] of ['a.ini', 'b.ini'].entries()) {
		other.print(name, 'one\n');
		await until('that it is followed', () => other.texts().length === index + 1);
		other.story.loses(name);
		other.tell();
		await until('the farewell', () => other.remarks.length === index + 1);
	}
	assert.deepEqual(ending.remarks, []);

	ending.story.dies('b.ini');
	ending.tell();
	await over;
	assert.deepEqual(ending.remarks, ['emperor: it has ended, and its vassals with it.']);
});

test('an emperor that goes without a farewell is a failure', async t => {
	const {follow, close, texts, print} = await start(t);
	print('a.ini', 'one\n');
	const over = follow(undefined);
	await until('the past', () => texts().length === 1);
	print('a.ini', 'two\n');
	await until('that it follows', () => texts().length === 2);
	await Promise.all([
		close(),
		assert.rejects(over, (error: unknown) => error instanceof Failure && error.exitCode === 1),
	]);
});
