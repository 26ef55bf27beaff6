import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Vitals, WorkerStats} from '../../source/core/vitals.js';
import {openScreen, withPair} from '../helpers/drawn-screen.js';

const worker = (number: number, state: string): WorkerStats => ({
	...{number, pid: 11_730 + number, state, cores: 1, busy: state === 'busy' ? 1 : 0, requests: 1234},
	...{exceptions: 7, harakiris: 0, respawns: 1, resident: 30e6, averageTime: 1.24, sent: 61e6},
});

const vitals: Partial<Vitals> = {
	resident: {'/v/http.ini': 38e6, '/v/uwsgi.ini': 61e6},
	cpu: {'/v/http.ini': 0.01, '/v/uwsgi.ini': 0.52},
	traffic: {'/v/uwsgi.ini': {rate: 38, history: Array(60).fill(38), errors: 2, p50: 1, p95: 12.4}},
	instances: {
		'/v/uwsgi.ini': {workers: [worker(1, 'busy'), worker(2, 'idle')], queue: 0, requests: 2, exceptions: 0},
	},
};

const fit = (rows: readonly string[], columns: number) => {
	for (const row of rows) {
		assert.ok(row.trimEnd().length <= columns, row);
	}
};

test('a wide list has all numbers beside the log', async t => {
	const screen = withPair(await openScreen(t, 200, 30, {layout: 'list'}));
	screen.sample(vitals);
	await screen.shows(/★ loyal +2 uwsgi\.ini +38 req\/s +12 ms +2 err +▮▯ +61 MB +52 % +3m02 +[│╰]/);
	await screen.shows(/● ready +1 http\.ini +38 MB +1 % +3m02 +╭ 1 http/);
	screen.press('\t');
	await screen.shows(/╭ 2 uwsgi\.ini ─+ ★ loyal · 38 req\/s ╮/);
});

test('a screen at rest is drawn soon when somebody begins to serve, not when it would be drawn anyway', async t => {
	const screen = withPair(await openScreen(t, 200, 30, {layout: 'list'}));
	await screen.shows(/1 http\.ini +38 MB +3m02/);
	const begun = performance.now();
	screen.sample(vitals);
	await screen.shows('38 req/s');
	assert.ok(performance.now() - begun < 4000, 'five seconds is how often it is drawn at rest');
});

test('in a narrow list there is room for requests a second', async t => {
	const screen = withPair(await openScreen(t, 80, 24, {layout: 'list'}));
	screen.sample(vitals);
	await screen.shows(/^ {2}★ loyal .*2 uwsgi\.ini +38 req/m);
});

test('the table has a line for each vassal, and the workers of the focused one below', async t => {
	const screen = withPair(await openScreen(t, 120, 30, {layout: 'table'}));
	screen.sample(vitals);
	await screen.shows(/^ {2}state +name +req\/s +p95 +errors +workers +memory +cpu +up *$/m);
	await screen.shows(/^▸ ● ready +1 http\.ini +38 MB +1 % +3m02 *$/m);
	await screen.shows(/^ {2}★ loyal +2 uwsgi\.ini +38 req\/s +12 ms +2 err +▮▯ +61 MB +52 % +3m02 *$/m);
	await screen.shows('── workers of 1 http.ini ──');
	await screen.shows('no stats to be had of it');
	screen.press('j');
	await screen.shows('── workers of 2 uwsgi.ini ──');
	await screen.shows(/^ +w1 +11731 +busy +1\/1 +1234 +1\.2 ms +30 MB +7 +0 +1 +61 MB *$/m);
	await screen.shows(/^ +w2 +11732 +idle +0\/1 /m);
	fit(screen.screen().split('\n'), 120);
});

test('> sorts by the next column, and the focus stays with its vassal; ! brings what is in trouble to the top', async t => {
	const screen = withPair(await openScreen(t, 120, 30, {layout: 'table'}));
	screen.sample(vitals);
	await screen.shows(/▸ ● ready +1 http/);
	screen.press('>>');
	await screen.shows('sorted by requests a second');
	await screen.shows(/★ loyal +1 uwsgi\.ini.*\n▸ ● ready +2 http\.ini/);
	screen.press('r');
	await screen.sees('the command', () => screen.sent.length === 1);
	assert.deepEqual(screen.sent[0], {type: 'tell', id: '/v/http.ini', command: 'reload'});
	await screen.shows('reload → http.ini');
	screen.press('!');
	await screen.shows('sorted by trouble');
	screen.press('!');
	await screen.shows('sorted by name');
	await screen.shows(/▸ ● ready +1 http/);
});

test('a small table keeps its rows, and drops the workers and the columns for which there is no room', async t => {
	const screen = withPair(await openScreen(t, 40, 10, {layout: 'table'}));
	screen.sample(vitals);
	await screen.shows(/^ {2}★ loyal +2 uwsgi\.ini/m);
	assert.ok(!screen.screen().includes('workers of'));
	fit(screen.screen().split('\n'), 40);
});

test('ASCII is enough for all of it', async t => {
	const screen = withPair(await openScreen(t, 160, 30, {isAscii: true}));
	screen.sample(vitals);
	await screen.shows('w1 # w2 . - q 0');
	assert.match(screen.screen(), /^[\x20-\x7e\n]*$/);
});
