import assert from 'node:assert/strict';
import {test} from 'node:test';
import {messageRows, remember, type Said} from '../../source/ui/messages.js';
import {openScreen, withPair} from '../helpers/drawn-screen.js';

const at = new Date(2026, 0, 2, 11, 30).getTime();

test('of what was said the oldest is forgotten, never all', () => {
	let said: readonly Said[] = [];
	for (let number = 1; number <= 2000; number++) {
		said = remember(said, `message ${number}`, at);
	}
	assert.ok(said.length < 2000);
	assert.equal(said.at(-1)?.text, 'message 2000');
});

test('each has its time in front, harmless, and goes on under itself', () => {
	const rows = messageRows([{at, text: 'one two three \x1b[2J four'}], 26).map(row =>
		row.map(({text}) => text).join(''),
	);
	assert.deepEqual(rows, [' 11:30:00 one two three', '          ␛[2J four']);
});

test('what was said stays readable, the newest in sight, with what a refusal had to say in full', async t => {
	const {shows, gone, press, refuse} = withPair(await openScreen(t, 60, 10));
	await shows('quit');
	press('"');
	await shows('nothing was said yet');
	press('q');
	for (let number = 1; number <= 10; number++) {
		press(number % 2 === 0 ? '1r' : '2r');
	}
	await shows('reload →');
	refuse(`/v/uwsgi.ini: no such vassal. ${'Its config file may be gone. '.repeat(3)}So it is.`);
	press('2s');
	await shows('no such vassal');
	press('"');
	await shows(/\d\d:\d\d:\d\d \/v\/uwsgi\.ini: no such vassal/);
	await shows('So it is.');
	press('g');
	await shows(/^ \d\d:\d\d:\d\d reload → uwsgi\.ini +\n \d\d:\d\d:\d\d reload → http\.ini/m);
	await gone('So it is.');
	press('\x1b');
	await shows('1 http.ini');
});
