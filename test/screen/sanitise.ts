import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {fitLine} from '../../source/screen/fit-line.js';
import {bareText, sanitise} from '../../source/screen/sanitise.js';
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
	['of a title without an end the words stay', 'a \x1b]0;never ends', 'a ]0;never ends'],
	['of a string that another sequence breaks off too', 'a\x1b]0;title\x1b[1mb', 'a]0;title\x1b[1mb\x1b[0m'],
	[
		'of device, application and private strings too',
		'\x1bPa\x1b_b\x1b^c\x1bXd\x1b]e\x1bPf\x1b\\',
		'Pa_b^cXd]e',
	],
	['of eight-bit strings too', 'a\x9d0;b\x90c\x9fd', 'a0;bcd'],
	['black on black goes', '\x1b[30;40mx', '\x1b[30;40;39;49mx\x1b[0m'],
	['black on black goes from two sequences', '\x1b[30ma\x1b[40mb', '\x1b[30ma\x1b[40;39;49mb\x1b[0m'],
	['a colour on itself goes', '\x1b[38;5;9;48;5;9mx', '\x1b[38;5;9;48;5;9;39;49mx\x1b[0m'],
	[
		'a colour of many on itself goes',
		'\x1b[38;2;9;9;9;48:2::9:9:9mx',
		'\x1b[38;2;9;9;9;48:2::9:9:9;39;49mx\x1b[0m',
	],
	['the same colour by other names goes', '\x1b[97;48;5;231mx', '\x1b[97;48;5;231;39;49mx\x1b[0m'],
	['what is nearly the same colour goes', '\x1b[38;5;232;40mx', '\x1b[38;5;232;40;39;49mx\x1b[0m'],
	[
		'bold that brightens to its background goes',
		'\x1b[30;100ma\x1b[1mb',
		'\x1b[30;100ma\x1b[1;39;49mb\x1b[0m',
	],
	['half a colour goes before a background', '\x1b[40;38;5mx', '\x1b[40mx\x1b[0m'],
	[
		'colours that can be told apart stay',
		'\x1b[1;97;41mx\x1b[0;30;47my',
		'\x1b[1;97;41mx\x1b[0;30;47my\x1b[0m',
	],
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

test('what is copied keeps what joins characters, and is otherwise as clean', () => {
	for (const text of ['👨‍👩‍👧‍👦 ❤️', 'می‌خواهم', 'क्‍ष', '葛\u{e0100}\tx']) {
		assert.equal(bareText(`\x1b[31m${text}\x1b[0m\u202e\x07`), text);
	}
	assert.equal(bareText('10%\r20%\r\u200d'), '20%');
	fc.assert(
		fc.property(hostileText, text => {
			const shown = sanitise(text).replace(/\x1b\[[\d;:]*m/g, '');
			assert.equal(sanitise(bareText(text)), shown);
		}),
	);
});

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
		'\x9d',
		'\x1bP\x90',
		'\x1b[30;40m',
		'\x1b[4',
		'40;',
		'\x1b[38;5;1;48;5;2mx',
	]) {
		const text = part.repeat(65_536 / part.length);
		const before = process.cpuUsage();
		fitLine(text, 80);
		const {user} = process.cpuUsage(before);
		assert.ok(user < 250_000, `${JSON.stringify(part)} took ${user / 1000} ms`);
	}
});
