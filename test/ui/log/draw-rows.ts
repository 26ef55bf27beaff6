import assert from 'node:assert/strict';
import {test} from 'node:test';
import stripAnsi from 'strip-ansi';
import {LogStore} from '../../../source/logs/log-store.js';
import {drawnLog} from '../../../source/ui/log/draw-rows.js';
import {freshView, type RowStart} from '../../../source/ui/log/log-view.js';
import {selectNews} from '../../../source/ui/log/news.js';
import {Readings} from '../../../source/ui/log/readings.js';
import {studyLogs} from '../../helpers/study-logs.js';

test('a line from a file that the vassal logs to has a bar in front, in every layout of lines', () => {
	const store = new LogStore();
	store.append(Buffer.from('printed\n'), 0);
	store.interject(Buffer.from('logged to a file\n'), 0);
	const rows = (isWrapped: boolean): readonly string[] =>
		drawnLog(
			new Readings(() => undefined, studyLogs()).of('a.ini', [['a.ini', store]], freshView),
			{...freshView, times: 'off', isWrapped},
			{isColoured: true, ellipsis: '…', vertical: '│', pointer: '▸', times: '×', emptiness: '', now: () => 0},
		)
			.rows(12, 5)
			.map(stripAnsi);
	assert.deepEqual(rows(false), ['printed', '│ logged to…']);
	assert.deepEqual(rows(true), ['printed', '│ logged to ', '  a file']);
});

test('how many lines were let go is said where a person has come to the oldest that is left, and only there', () => {
	const store = new LogStore({maxLines: 10, maxBytes: 10_000});
	for (let line = 1; line <= 25; line++) {
		store.append(Buffer.from(`line ${line}\n`), 0);
	}
	const reading = new Readings(() => undefined, studyLogs()).of('a.ini', [['a.ini', store]], freshView);
	const pane = {width: 20, height: 4};
	const newsAt = (top: RowStart | undefined) => selectNews(reading, {...freshView, ...(top && {top})}, pane);
	assert.deepEqual(newsAt(undefined), []);
	assert.deepEqual(newsAt({place: 0, from: 0}), ['↓ 6 new', '↑ 15 older let go']);
	assert.deepEqual(newsAt({place: 17, from: 0}), ['↓ 5 new']);
});
