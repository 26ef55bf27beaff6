import assert from 'node:assert/strict';
import {test} from 'node:test';
import {followLog} from '../../source/headless/follow-log.js';
import {LogStore} from '../../source/logs/log-store.js';

const reading = (log: LogStore, mayRead = () => true) => {
	const printed: string[] = [];
	const follower = followLog(log, mayRead, {
		take: lines => printed.push(...lines.map(({text}) => text)),
		miss: count => printed.push(`${count} lines were let go`),
	});
	return {printed, ...follower};
};

const put = (log: LogStore, text: string) => log.append(Buffer.from(text), 0);

test('what was printed before comes first, then each line as it is completed', () => {
	const log = new LogStore();
	put(log, 'early\n');
	const {printed} = reading(log);
	assert.deepEqual(printed, ['early']);
	put(log, 'hal');
	assert.deepEqual(printed, ['early']);
	put(log, 'f\nwhole\nanother ha');
	assert.deepEqual(printed, ['early', 'half', 'whole']);
});

test('the last line without its newline comes at the end, once', () => {
	const log = new LogStore();
	put(log, 'whole\nhalf');
	const {printed, catchUp, close} = reading(log);
	catchUp();
	assert.deepEqual(printed, ['whole']);
	close();
	assert.deepEqual(printed, ['whole', 'half']);
	put(log, ' and more\nlater\n');
	assert.deepEqual(printed, ['whole', 'half']);
});

test('many lines at once come all, in order', () => {
	const log = new LogStore({maxLines: 10_000, maxBytes: 1e6});
	const lines = Array.from({length: 4321}, (_, index) => `line ${index}`);
	put(log, `${lines.join('\n')}\n`);
	assert.deepEqual(reading(log).printed, lines);
});

test('while the reader is behind nothing is read, and then everything that is still there', () => {
	const log = new LogStore();
	let isBehind = false;
	const {printed, catchUp} = reading(log, () => !isBehind);
	isBehind = true;
	put(log, 'one\ntwo\n');
	catchUp();
	assert.deepEqual(printed, []);
	isBehind = false;
	catchUp();
	assert.deepEqual(printed, ['one', 'two']);
});

test('what was let go of meanwhile is counted, and the rest is whole', () => {
	const log = new LogStore({maxLines: 10, maxBytes: 1e6});
	let isBehind = false;
	const {printed, catchUp} = reading(log, () => !isBehind);
	put(log, 'line 1\nline 2\n');
	isBehind = true;
	for (let number = 3; number <= 100; number++) {
		put(log, `line ${number}\n`);
	}
	isBehind = false;
	catchUp();
	const [first, second, missed = '', ...rest] = printed;
	assert.deepEqual([first, second], ['line 1', 'line 2']);
	assert.match(missed, /\b88 lines\b.*let go/);
	assert.deepEqual(
		rest,
		Array.from({length: 10}, (_, index) => `line ${91 + index}`),
	);
});

test('closing reads the rest even while the reader is behind', () => {
	const log = new LogStore();
	const {printed, close} = reading(log, () => false);
	put(log, 'one\ntwo\nthree');
	assert.deepEqual(printed, []);
	close();
	assert.deepEqual(printed, ['one', 'two', 'three']);
});
