import assert from 'node:assert/strict';
import {test} from 'node:test';
import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {HelpScreen} from '../../source/ui/components/help-screen.js';
import {bindings} from '../../source/ui/keys.js';
import {openScreen, withFive, withPair} from '../helpers/drawn-screen.js';

for (const [columns, question] of [
	[80, 'stop all 2 vassals and quit?  y yes  n no'],
	[40, 'stop all and quit?  y yes  n no'],
	[28, 'quit?  y yes  n no'],
] as const) {
	test(`at ${columns} columns quitting asks in as many words as fit, with its answers`, async t => {
		const {shows, press, row} = withPair(await openScreen(t, columns, 10));
		await shows('q quit');
		press('q');
		await shows('y yes');
		assert.equal(row(-1).trim(), question);
	});
}

test('at 40 columns the end and its hurry are said whole', async t => {
	const {shows, story, tell, row} = withPair(await openScreen(t, 40, 10));
	await shows('q quit');
	story.happens({type: 'ragnarok'});
	tell();
	await shows('stopping  ctrl+c');
	assert.equal(row(-1).trim(), 'stopping  ctrl+c again: kill');
});

test('a long announcement leaves the badges their room; where nothing of it can be read its mark stands for it', async t => {
	for (const [columns, line] of [
		[80, / 2 vassals {2}● 1 ready {2}★ 1 loyal {2}a+…a\.ini: longer than 254 byt… " $/],
		[40, / 2 vassals {2}● 1 ready … {2}! 1 *$/],
	] as const) {
		const {shows, story, tell, row} = withPair(await openScreen(t, columns, 10));
		await shows('● 1 ready');
		const text = `${'a'.repeat(255)}.ini: longer than 254 bytes, which uWSGI cannot hold. Shorten the name.`;
		story.happens({type: 'noticed', source: '/v', notices: [{source: '/v', text}]});
		tell();
		await shows(columns === 40 ? '! 1' : 'a…');
		assert.match(row(0), line);
	}
});

for (const [columns, line] of [
	[
		200,
		/ emperor at \/srv\/shop {2}SINCE, trying again {2}c\.sock: nobody answers\. {2}2 vassals {2}● 1 ready {2}★ 1 loyal *$/,
	],
	[100, / emperor at \/srv\/shop {2}SINCE, trying again {2}c\.sock: nobody answers\. {2}2 vassals *$/],
	[80, / emperor {2}SINCE, trying again {2}c\.sock: nobody answers\. *$/],
	[60, / emperor {2}SINCE, trying again *$/],
	[40, / emperor {2}SINCE… *$/],
] as const) {
	test(`at ${columns} columns a broken line is said with since when, before what is no longer known`, async t => {
		const {shows, story, tell, row} = withPair(await openScreen(t, columns, 10, {attachedTo: '/srv/shop'}));
		await shows('● 1 ready');
		const source = 'attach';
		const text = 'since 21:53:44 line broken, trying again';
		const reason = {source, text: 'c.sock: nobody answers.'};
		story.happens({type: 'noticed', source, notices: [{source, text, outdatesAll: true}, reason]});
		tell();
		await shows('since');
		assert.match(row(0), new RegExp(line.source.replace('SINCE', 'since 21:53:44 line broken')));
		if (columns >= 80) {
			await shows('● ready · last known ╮');
		}
	});
}

for (const columns of [40, 80, 200]) {
	test(`at ${columns} columns every help text can be read whole`, () => {
		const height = 8;
		const pages = Array.from({length: 240}, (_, top) =>
			renderToString(
				createElement(HelpScreen, {bindings, mode: 'grid', search: '', top, width: columns, height}),
				{columns},
			),
		);
		const words = new Set(stripAnsi(pages.join(' ')).split(/\s+/));
		for (const {help} of bindings.filter(({layouts}) => layouts === undefined)) {
			for (const word of help.split(' ')) {
				assert.ok(words.has(word), `${word} of "${help}"`);
			}
		}
	});
}

test('the last line offers what can be told to the focused vassal', async t => {
	const {shows, press, row} = withFive(await openScreen(t, 80, 24));
	await shows('q quit');
	assert.match(row(-1), /r reload {2}x stop {2}R restart/);
	assert.doesNotMatch(row(-1), /s start|F start now/);
	press('4');
	await shows('F start now');
	assert.match(row(-1), /F start now {2}x stop/);
	assert.doesNotMatch(row(-1), /r reload/);
});

test('where vassals have lines and no logs, a log is what Enter is for', async t => {
	const {shows, press} = withFive(await openScreen(t, 40, 10));
	await shows('q quit  enter log  i why');
	press('3\r');
	await shows('the log of c');
});

test('where a list and a log do not fit beside each other, the log is under the list', async t => {
	const {shows, emulator} = withFive(await openScreen(t, 60, 24));
	await shows('q quit');
	const rows = emulator.rows();
	assert.match(rows[1] ?? '', /^▸ ● ready {5}1 a\.ini/);
	assert.match(rows[5] ?? '', /^ {2}· no vassal 5 tox\.ini +not a vassal$|^ {2}· no vassal 5 tox\.ini/);
	assert.match(rows[6] ?? '', /^╭ 1 a\.ini ─+ ● ready ╮$/);
	assert.match(rows[22] ?? '', /^╰.*╯$/);
});

test('on a small screen with more pages than one, trouble on another page is still counted', async t => {
	const screen = await openScreen(t, 40, 10);
	const {story} = screen;
	for (let number = 10; number < 30; number += 1) {
		story.brings(`v${number}.ini`);
	}
	story.dies('v29.ini', 22);
	screen.begin();
	await screen.shows('q quit');
	assert.match(screen.row(0), /^ emperor {2}20 vassals {2}⧗ 1 throttled {2}1\/3$/);
	story.commands('v29.ini', 'stop');
	screen.tell();
	await screen.shows(/^ emperor {2}20 vassals {2}1\/3 {2}● 19 ready … *$/m);
});
