import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import stringWidth from 'string-width';
import {printPlainLines} from '../../source/headless/headless.js';
import {LogStore, type Scrollback} from '../../source/logs/log-store.js';
import {stallingReader} from '../helpers/stalling-reader.js';
import {sight} from '../helpers/story.js';
import {toldClient} from '../helpers/told-client.js';
import {until} from '../helpers/wait.js';

const start = ({
	names = ['http.ini', 'a.ini'],
	isColoured = false,
	scrollback,
}: {
	names?: readonly string[];
	isColoured?: boolean;
	scrollback?: Scrollback;
} = {}) => {
	const told = toldClient(scrollback);
	told.story.finds(...names.map(name => sight(name)));
	told.tell();
	const emperorLog = new LogStore();
	const reading = stallingReader();
	const close = printPlainLines(told.client, emperorLog, reading.out, isColoured);
	const say = (text: string) => emperorLog.append(Buffer.from(text), 0);
	return {...told, ...reading, say, close};
};

test('every line has the name of its vassal in front, all aligned, and none is mixed with another', () => {
	const {print, say, lines} = start();
	print('http.ini', 'bound on :80');
	print('a.ini', 'hello\n');
	say('*** starting uWSGI Emperor ***\n');
	print('http.ini', '00 fd 3\n');
	assert.deepEqual(lines(), [
		'a.ini    | hello',
		'emperor  | *** starting uWSGI Emperor ***',
		'http.ini | bound on :8000 fd 3',
	]);
});

test('names are aligned by how wide they look', () => {
	const {print, lines} = start({names: ['商店.ini', 'shop.ini', 'e\u0301e\u0301e\u0301.ini']});
	print('商店.ini', 'x\n');
	print('shop.ini', 'x\n');
	print('e\u0301e\u0301e\u0301.ini', 'x\n');
	const bars = lines().map(line => stringWidth(line.slice(0, line.indexOf('|'))));
	assert.deepEqual(bars, [9, 9, 9]);
});

test('a very long name pushes its own lines only', () => {
	const name = `${'x'.repeat(100)}.ini`;
	const {print, lines} = start({names: [name, 'a.ini']});
	print(name, 'x\n');
	print('a.ini', 'x\n');
	assert.deepEqual(lines(), [`${name} | x`, `${'a.ini'.padEnd(32)} | x`]);
});

test('a vassal that comes later is followed from its first line', () => {
	const {print, story, tell, lines} = start({names: []});
	print('a.ini', 'first\n');
	story.finds(sight('a.ini'));
	tell();
	tell();
	print('a.ini', 'second\n');
	assert.deepEqual(lines(), ['a.ini   | first', 'a.ini   | second']);
});

test('a last line without newline comes when its vassal goes, or when all is over', () => {
	const {print, story, tell, lines, close, say} = start();
	print('http.ini', 'last words');
	print('a.ini', 'also last');
	assert.deepEqual(lines(), []);
	story.loses('a.ini');
	tell();
	assert.deepEqual(lines(), ['a.ini    | also last']);
	say('The Emperor is buried.');
	close();
	assert.deepEqual(lines().slice(1), ['http.ini | last words', 'emperor  | The Emperor is buried.']);
	print('http.ini', ' are never heard\n');
	assert.equal(lines().length, 3);
});

test('a slow reader gets everything that is still there, and is told how much is not', async () => {
	const {print, stall, flow, lines} = start({scrollback: {maxLines: 50, maxBytes: 1e6}});
	stall();
	for (let number = 1; number <= 2000; number++) {
		print('a.ini', `line ${number}\n`);
		if (number % 500 === 0) {
			await nextTurn();
		}
	}
	print('http.ini', 'me too\n');
	assert.ok(lines().length < 200, 'nothing piles up in the stream');
	flow();
	await until(
		'the rest',
		() => lines().includes('http.ini | me too') && lines().includes('a.ini    | line 2000'),
	);

	const texts = lines()
		.filter(line => line.startsWith('a.ini'))
		.map(line => line.slice('a.ini    | '.length));
	const missed = texts.findIndex(text => text.includes('let go'));
	const missing = Number(/\d+/.exec(texts[missed] ?? '')?.[0]);
	const numbers = (part: readonly string[]) => part.map(text => Number(text.replace('line ', '')));
	assert.deepEqual(
		[...numbers(texts.slice(0, missed)), ...numbers(texts.slice(missed + 1))],
		[
			...Array.from({length: missed}, (_, index) => index + 1),
			...Array.from({length: 50}, (_, index) => 1951 + index),
		],
	);
	assert.equal(missing, 1950 - missed);
});

const hostile = '\x1b[2J\x1b]0;title\x07\x1b[31mred\x1b[0m\x07\x9b5A end';

test('without colours nothing but text is written', () => {
	const {print, text} = start();
	print('a.ini', `${hostile}\n`);
	assert.equal(text(), 'a.ini    | red end\n');
});

test('with colours each name has its own, always the same, and what a vassal printed keeps its own, harmless', () => {
	const {print, text, lines} = start({isColoured: true, names: ['http.ini', 'a.ini', 'b.ini', 'c.ini']});
	print('a.ini', `${hostile}\n`);
	assert.match(text(), /^\x1b\[3[1-6]ma\.ini {4}\| \x1b\[39m\x1b\[31mred\x1b\[0m end\x1b\[0?m\n$/);
	print('a.ini', 'plain\n');
	print('b.ini', 'plain\n');
	print('http.ini', 'plain\n');
	const [before, again, ...others] = lines().map(line => /^\x1b\[\d+m/.exec(line)?.[0]);
	assert.equal(again, before);
	assert.ok(others.some(colour => colour !== before));
});

test('a file name is as harmless as a line', () => {
	const name = 'a\x1b[2Jb\nc.ini';
	for (const isColoured of [true, false]) {
		const {print, text, lines} = start({names: [name], isColoured});
		print(name, 'x\n');
		assert.equal(lines().length, 1);
		assert.doesNotMatch(text().replace(/\x1b\[\d+m/g, ''), /[\0-\x09\x0b-\x1f\x7f-\x9f]/);
	}
});
