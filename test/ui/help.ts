import assert from 'node:assert/strict';
import {test} from 'node:test';
import {helpColumns} from '../../source/ui/help.js';
import {bindings, type KeyMode, keyModes} from '../../source/ui/keys.js';
import {openScreen, withPair} from '../helpers/drawn-screen.js';

const textOf = (mode: KeyMode, search = ''): string =>
	helpColumns(bindings, mode, search, {width: 80, height: 20})
		.columns.flat()
		.map(row => row.map(({text}) => text).join(''))
		.join('\n');

test('help begins with what means something here, and names where the rest does', () => {
	for (const mode of keyModes) {
		const [here = '', elsewhere = ''] = textOf(mode).split('\n elsewhere\n');
		assert.ok(here !== '' && elsewhere !== '', mode);
		assert.equal(/zoom out/.test(here), mode === 'zoom');
		assert.equal(/zoom: zoom out/.test(elsewhere), mode !== 'zoom');
		assert.equal(/copy it: the text/.test(here), mode === 'selecting');
	}
	assert.match(textOf('selecting'), /^ what is selected\n/);
	assert.match(textOf('zoom'), /^ its log\n/);
	assert.match(textOf('grid'), /^ the focused vassal, or the marked\n/);
});

test('help is searched by words of what keys do, by names of commands and by keys', () => {
	assert.match(textOf('grid', 'Graceful'), /^.*\n {3}r +reload gracefully$/);
	assert.match(textOf('grid', 'half-page'), /u +scroll up half a page/);
	assert.match(textOf('grid', 'ctrl+l'), /redraw the screen/);
	assert.match(textOf('grid', 'page half'), /scroll up half a page/);
	assert.match(textOf('grid', 'no such thing'), /no key has to do with that/);
});

for (const [columns, rows] of [
	[120, 30],
	[40, 10],
] as const) {
	test(`a search in help narrows it as it is written, at ${columns}×${rows}`, async t => {
		const {shows, gone, press, sent} = withPair(await openScreen(t, columns, rows));
		await shows('quit');
		press('?');
		await shows('reload gracefully');
		press('/wheel');
		await shows('no key has to do with that');
		press('\x7f\x7f\x7f\x7f\x7fforgi');
		await shows(/F +forgive: clear/);
		await gone('reload gracefully');
		press('\r');
		await shows('esc all keys');
		press('\x1b');
		await shows('reload gracefully');
		press('\x1b');
		await shows('quit');
		await gone('reload gracefully');
		assert.deepEqual(sent, []);
	});
}

test('the wheel scrolls help, and what was scrolled too far comes back at once', async t => {
	const {shows, gone, press} = withPair(await openScreen(t, 60, 10));
	await shows('quit');
	press('?');
	await shows('reload gracefully');
	press('\x1b[<65;3;3M');
	await gone('reload gracefully');
	press('\x1b[<64;3;3M');
	await shows('reload gracefully');
	press(`${' '.repeat(40)}g`);
	await shows('reload gracefully');
	press(' '.repeat(40));
	await gone('reload gracefully');
	press('j'.repeat(30));
	press('b'.repeat(40));
	await shows('reload gracefully');
});
