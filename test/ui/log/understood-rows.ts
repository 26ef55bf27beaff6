import assert from 'node:assert/strict';
import {test} from 'node:test';
import stripAnsi from 'strip-ansi';
import {LogStore} from '../../../source/logs/log-store.js';
import {drawnLog} from '../../../source/ui/log/draw-rows.js';
import {wholeEntries} from '../../../source/ui/log/fold.js';
import {layRows} from '../../../source/ui/log/lay-rows.js';
import {freshView, type LogView} from '../../../source/ui/log/log-view.js';
import {readPattern} from '../../../source/ui/log/pattern.js';
import {Readings} from '../../../source/ui/log/readings.js';
import {type Selection, selectedText, spotAt} from '../../../source/ui/log/selection.js';
import {studyLogs} from '../../helpers/study-logs.js';

/** The rows of a log that was printed, colours included. */
const drawn = (
	text: string,
	view: Partial<LogView> = {},
	width = 60,
	isColoured = true,
): readonly string[] => {
	const log = new LogStore();
	log.append(Buffer.from(text), 0);
	const whole: LogView = {...freshView, times: 'off', ...view};
	const reading = new Readings(() => undefined, studyLogs()).of('a', [['a', log]], whole);
	return drawnLog(reading, whole, {
		isColoured,
		ellipsis: '…',
		vertical: '│',
		pointer: '▸',
		times: '×',
		emptiness: '',
		now: () => 0,
	}).rows(width, 20);
};

const request = (status: number, uri = '/', time = '1234 micros'): string =>
	`[pid: 101|app: 0|req: 1/1] 127.0.0.1 () {28 vars in 289 bytes} [Tue Nov 24 04:00:00 2026] GET ${uri} => generated 395 bytes in ${time} (HTTP/1.1 ${status}) 1 headers in 50 bytes (0 switches on core 0)`;

/** What is drawn in colour, each stretch with the number of its colour. */
const coloured = (row: string | undefined): readonly string[] =>
	[...(row ?? '').matchAll(/\x1b\[(\d+)m([^\x1b]+)\x1b\[0?m/g)].map(
		([, colour, words]) => `${colour} ${words}`,
	);

test('a request is drawn in few words, of which the method and the status are coloured', () => {
	const [ok, gone, bad] = drawn(`${request(200)}\n${request(404, '/shop', '12 msecs')}\n${request(500)}\n`);
	assert.equal(stripAnsi(ok ?? ''), 'GET / 200 1.2 ms  395 B');
	assert.equal(stripAnsi(gone ?? ''), 'GET /shop 404 12 ms  395 B');
	assert.deepEqual(coloured(ok), ['36 GET', '32 200']);
	assert.deepEqual(coloured(gone), ['36 GET', '33 404']);
	assert.deepEqual(coloured(bad), ['36 GET', '31 500']);
});

test('so are those of web servers and in JSON; a long address is shortened in its middle', () => {
	const [quoted, json, dated, long] = drawn(
		[
			'127.0.0.1 - - [24/Nov/2026:04:00:00 +0000] "POST /cart HTTP/1.1" 302 99 "-" "curl/8"',
			'{"method":"GET","uri":"/j","status":200,"ms":"3"}',
			`Tue Nov 24 04:00:00 2026 - ${request(200, '/dated')}`,
			`${request(200, `/${'x'.repeat(100)}?end`)}`,
			'',
		].join('\n'),
	).map(stripAnsi);
	assert.equal(quoted, 'POST /cart 302  99 B');
	assert.equal(json, 'GET /j 200 3 ms');
	assert.equal(dated, 'GET /dated 200 1.2 ms  395 B');
	assert.match(long ?? '', /^GET \/x+\.\.\.x+\?end 200 1\.2 ms {2}395 B$/);
	assert.equal(long?.length, 60);
});

test('a request is whole while lines are wrapped, searched, selected or moved sideways', () => {
	const search = readPattern('127', false);
	assert.ok(typeof search === 'object');
	const spot = {place: 1, from: 0};
	const views: Partial<LogView>[] = [
		{isWrapped: true},
		{search},
		{selection: {unit: 'lines', anchor: spot, head: spot, followed: true}},
		{sideways: 1},
	];
	for (const view of views) {
		const text = drawn(`${request(200)}\n`, view, 300)
			.map(stripAnsi)
			.join('');
		assert.ok(request(200).endsWith(text.slice(1)), text);
	}
});

test('what is folded is copied with the line that stands for it', () => {
	const log = new LogStore();
	const traceback = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: bad';
	log.append(Buffer.from(`one\n${traceback}\nafter\n`), 0);
	const folding = {all: 'folded', others: new Set<string>()} as const;
	const view: LogView = {...freshView, times: 'off', folding};
	const {order, entries} = new Readings(() => undefined, studyLogs()).of('a', [['a', log]], view);
	const selection = (from: number, to: number): Selection => ({
		unit: 'lines',
		anchor: {place: from, from: 0},
		head: {place: to, from: 0},
		followed: true,
	});
	const copied = (from: number, to: number): string =>
		selectedText(
			entries.all,
			wholeEntries(selection(from, to), {order, entries, view, pane: {width: 60, height: 9}}),
		);
	assert.equal(copied(2, 2), traceback);
	assert.equal(copied(2, 1), `one\n${traceback}`);
	assert.equal(copied(1, 5), `one\n${traceback}\nafter`);
});

test('what is copied of a request is its line, wherever on its few words the mouse was pressed', () => {
	const log = new LogStore();
	log.append(Buffer.from(`${request(200)}\n`), 0);
	const view: LogView = {...freshView, times: 'off'};
	const {order} = new Readings(() => undefined, studyLogs()).of('a', [['a', log]], view);
	const [row] = layRows(order, view, {width: 60, height: 5});
	assert.ok(row);
	const anchor = spotAt(row, 7);
	assert.equal(anchor.from, 0);
	const head = {place: 1, from: request(200).length - 1};
	assert.equal(selectedText(order, {unit: 'characters', anchor, head, followed: true}), request(200));
});

test('of an error or a warning the word is coloured that says so, and of no other line anything', () => {
	const rows = drawn(
		[
			'ERROR:shop:no stock',
			'WARNING:shop:low stock',
			'INFO:shop: no error at all',
			'Traceback (most recent call last):',
			'  File "/srv/error.py", line 3, in f',
			'shop.errors.Boom: error',
			'bind(): Address already in use [core/socket.c line 769]',
			'',
		].join('\n'),
	);
	assert.deepEqual(rows.map(coloured), [
		['31 ERROR'],
		['33 WARNING'],
		[],
		['31 Traceback'],
		[],
		['31 shop.errors.Boom'],
		['31 bind():'],
	]);
});

test('the error that a person went to is bold', () => {
	const lines = Array.from({length: 30}, (_, index) => (index === 3 ? 'ERROR:a:b\n' : 'fine\n')).join('');
	const [fine, error] = drawn(lines, {top: {place: 3, from: 0}, found: 4});
	assert.equal(fine, 'fine');
	assert.match(error ?? '', /\x1b\[31m\x1b\[1mERROR/);
	assert.match(error ?? '', /\x1b\[1m:a:b/);
});

test('a colour of the vassal’s own stays, a match covers ours, and nothing is coloured that shall not be', () => {
	const [own, after] = drawn('\x1b[35mERROR:shop:a\x1b[0m b\n\x1b[35mx\x1b[0m - ERROR - c\n');
	assert.ok(own?.includes('\x1b[35mERROR'), own);
	assert.ok(after?.includes('\x1b[31mERROR'), after);
	const search = readPattern('ERR', false);
	assert.ok(typeof search === 'object');
	const [matched] = drawn('ERROR:shop:a\n', {search});
	assert.match(matched ?? '', /\x1b\[30;4\dmERR/);
	assert.deepEqual(drawn(`ERROR:a\n${request(500)}\n`, {}, 60, false), [
		'ERROR:a',
		'GET / 500 1.2 ms  395 B',
	]);
});
