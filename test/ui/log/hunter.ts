import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import {LogStore} from '../../../source/logs/log-store.js';
import {drawnLog} from '../../../source/ui/log/draw-rows.js';
import {layRows} from '../../../source/ui/log/lay-rows.js';
import {freshView} from '../../../source/ui/log/log-view.js';
import {matchTints} from '../../../source/ui/log/match-tints.js';
import {selectNews} from '../../../source/ui/log/news.js';
import {type Pattern, readPattern} from '../../../source/ui/log/pattern.js';
import {Readings} from '../../../source/ui/log/readings.js';
import {studyLogs} from '../../helpers/study-logs.js';

const patternOf = (text: string): Pattern => {
	const pattern = readPattern(text, true);
	assert.ok(typeof pattern === 'object');
	return pattern;
};

test('while much is searched everything else has its turns', async () => {
	const log = new LogStore({maxLines: 200_000, maxBytes: 32e6});
	log.append(
		Buffer.from('a line of some eighty characters, as most of them are in logs\n'.repeat(100_000)),
		0,
	);
	const {turns, count} = await new Promise<{turns: number; count: number | undefined}>(resolve => {
		let passed = 0;
		let isOver = false;
		const pass = (): void => {
			passed += 1;
			if (!isOver) {
				void setImmediate().then(pass);
			}
		};
		const reading = new Readings(() => {
			isOver = true;
			stop();
			resolve({turns: passed, count: reading.matches?.count});
		}, studyLogs()).of('a', [['a', log]], {search: patternOf('eighty')});
		const stop = reading.follow(() => undefined);
		void setImmediate().then(pass);
	});
	assert.equal(count, 100_000);
	assert.ok(turns >= 3, `${turns} turns`);
});

test('who does not look any more costs nothing', async () => {
	const log = new LogStore();
	let looks = 0;
	const search: Pattern = {
		...patternOf('x'),
		isMeant: () => {
			looks += 1;
			return true;
		},
	};
	const reading = new Readings(() => assert.fail('nobody waits'), studyLogs()).of('a', [['a', log]], {
		search,
	});
	reading.follow(() => undefined)();
	log.append(Buffer.from('x\n'), 0);
	for (let turn = 0; turn < 5; turn++) {
		await setImmediate();
	}
	assert.equal(looks, 0);
});

test('the lines that pass a filter are not found again because something else is searched', async () => {
	const log = new LogStore();
	log.append(Buffer.from('a\nb\nab\n'), 0);
	const filter = patternOf('a');
	const logs = [['a', log]] as const;
	let settled = 0;
	const readings = new Readings(() => {
		settled += 1;
	}, studyLogs());
	const one = readings.of('a', logs, {filter});
	assert.equal(readings.of('a', logs, {filter}), one);
	const stop = one.follow(() => undefined);
	while (settled === 0) {
		await setImmediate();
	}
	stop();
	assert.equal(one.order.count, 2);
	const two = readings.of('a', logs, {filter, search: patternOf('b')});
	assert.deepEqual([two.order.count, two.matches?.count, two.progress()], [2, 0, 'searching']);
	assert.equal(readings.of('a', logs, {filter: patternOf('b')}).order.count, 0);
});

test('what stands out is not looked for again where that took too long once', () => {
	const log = new LogStore();
	log.append(Buffer.from('a line\n'), 0);
	let looks = 0;
	const search: Pattern = {
		...patternOf('x'),
		find: () => {
			for (looks += 1; ; ) {
				// As an expression that does not come back.
			}
		},
	};
	const reading = new Readings(() => undefined, studyLogs()).of('a', [['a', log]], {});
	const rows = layRows(reading.order, freshView, {width: 80, height: 10});
	for (let frame = 0; frame < 3; frame++) {
		matchTints(rows, {...freshView, search}, true);
	}
	assert.equal(looks, 1);
});

test('under a flood that nobody can look through, the newest lines that pass a filter are seen, and no count is made up', async () => {
	const log = new LogStore({maxLines: 1000, maxBytes: 1e6});
	const filter = patternOf('!noise');
	let settled = 0;
	const readings = new Readings(() => {
		settled += 1;
	}, studyLogs());
	const reading = readings.of('a', [['a', log]], {filter});
	const stop = reading.follow(() => undefined);
	while (settled === 0) {
		await setImmediate();
	}
	log.append(Buffer.from('noise\n'.repeat(5000)), 0);
	log.append(Buffer.from('word\nnoise\n'), 0);
	const view = {...freshView, filter};
	const style = {
		isColoured: true,
		ellipsis: '…',
		vertical: '│',
		pointer: '▸',
		times: '×',
		emptiness: '',
		now: () => 0,
	};
	assert.deepEqual(drawnLog(reading, {...view, times: 'off'}, style).rows(80, 10), ['word']);
	assert.deepEqual(selectNews(reading, view, {width: 80, height: 10}), ['&!noise …']);
	stop();
});
