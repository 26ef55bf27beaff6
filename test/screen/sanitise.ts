import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {fitLine} from '../../source/screen/fit-line.js';
import {sanitise} from '../../source/screen/sanitise.js';
import {hostileText} from '../helpers/hostile-text.js';

const cases: readonly (readonly [name: string, dirty: string, clean: string])[] = [
	['plain text stays', 'GET / => 200', 'GET / => 200'],
	['colours stay and are closed', '\x1b[1;31mred', '\x1b[1;31mred\x1b[0m'],
	['colours of many numbers stay', '\x1b[38;2;8;8;8;48;5;8mx', '\x1b[38;2;8;8;8;48;5;8mx\x1b[0m'],
	['conceal goes', '\x1b[8msecret', 'secret'],
	['conceal goes out of a list', '\x1b[1;08;31mx', '\x1b[1;31mx\x1b[0m'],
	['conceal goes with the half of a colour before it', '\x1b[4;38;8mx', '\x1b[4mx\x1b[0m'],
	['a colour of eight bits goes', '\x9b31mx', 'x'],
	['cursor movements go', 'a\x1b[2J\x1b[10;10Hb\x1b[?1049hc', 'abc'],
	['a sequence that breaks off goes', 'a\x1b[31', 'a'],
	['a title goes whole', 'a\x1b]0;title\x07b\x1b]2;title\x1b\\c', 'abc'],
	['a title without an end goes', 'a\x1b]0;title', 'a'],
	['a string ends where another sequence begins', 'a\x1b]0;title\x1b[1mb', 'a\x1b[1mb\x1b[0m'],
	[
		'device, application and private strings go',
		'a\x1bPq\x1b\\b\x1b_x\x1b\\c\x1b^x\x1b\\d\x1bXx\x1b\\e',
		'abcde',
	],
	['eight-bit strings go', 'a\x9d0;title\x9cb\x90q\x9cc', 'abc'],
	['character sets and resets go', 'a\x1b(0b\x1bcc\x1b#8d', 'abcd'],
	['an escape at the end goes', 'a\x1b', 'a'],
	['control characters go', 'a\0\b\x07\v\x0e\x7f\x85b\n', 'ab'],
	['what is invisible or turns text around goes', 'a\u200b\u202e\u2066\ufeff\u2028\u00adb', 'ab'],
	['tabs become spaces', 'a\tb\tc', 'a       b       c'],
	['of a progress display the last state is left', '10%\r20%\r30%\r', '30%'],
	['a state that is only colour is none', '\x1b[32m10%\r20%\r\x1b[0m', '\x1b[32m20%\x1b[0m'],
	['a return without text leaves nothing', '\r\r', ''],
];

for (const [name, dirty, clean] of cases) {
	test(`sanitise: ${name}`, () => assert.equal(sanitise(dirty), clean));
}

test('text that is clean already is not changed', () => {
	fc.assert(
		fc.property(hostileText, text => {
			const clean = sanitise(text);
			assert.doesNotMatch(clean.replace(/\x1b\[[\d;:]*m/g, ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
			assert.equal(sanitise(clean).replace(/(\x1b\[0m)+$/, ''), clean.replace(/(\x1b\[0m)+$/, ''));
		}),
		{numRuns: 2000},
	);
});

test('64 KB of whatever kind are cleaned in a moment', () => {
	for (const part of [
		'\x1b[',
		'\x1b]',
		'\x1b',
		'\x1b[3',
		'\x1b[31m',
		'a\r',
		'\t',
		'\u0301',
		'日',
		'8;',
		'\x1b[8;8;38;',
	]) {
		const text = part.repeat(65_536 / part.length);
		const before = process.cpuUsage();
		fitLine(text, 80);
		const {user} = process.cpuUsage(before);
		assert.ok(user < 250_000, `${JSON.stringify(part)} took ${user / 1000} ms`);
	}
});
