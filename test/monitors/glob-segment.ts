import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isMagic, literalOf, matcherOf} from '../../source/monitors/glob-segment.js';

const names = [
	'a.ini',
	'a(1).ini',
	'!x.ini',
	'.h.ini',
	'b\\c.ini',
	'we[ird].ini',
	'{p,q}.ini',
	'n\nl.ini',
	'+(x).ini',
	'é.ini',
	'1.ini',
	'shop-1.ini',
];

// What glob(3) of glibc found among files of these names.
const cases: readonly (readonly [string, readonly string[]])[] = [
	['*.ini', names.filter(name => name !== '.h.ini')],
	['.*.ini', ['.h.ini']],
	['[.]h.ini', []],
	['?h.ini', []],
	['shop-*.ini', ['shop-1.ini']],
	['*-?.ini', ['shop-1.ini']],
	['shop[x\\-]?.ini', ['shop-1.ini']],
	['shop[-x]?.ini', ['shop-1.ini']],
	['[a\\-z]*.ini', ['a.ini', 'a(1).ini']],
	['?.ini', ['a.ini', 'é.ini', '1.ini']],
	['*(1).ini', ['a(1).ini']],
	['!*.ini', ['!x.ini']],
	['[!a]*.ini', names.filter(name => !name.startsWith('a') && name !== '.h.ini')],
	['[^a]*.ini', names.filter(name => !name.startsWith('a') && name !== '.h.ini')],
	['[a-c]*.ini', ['a.ini', 'a(1).ini', 'b\\c.ini']],
	['[[:digit:]]*.ini', ['1.ini']],
	['[[:alpha:]].ini', ['a.ini', 'é.ini']],
	['[]!]*.ini', ['!x.ini']],
	['we[ird].ini', []],
	['we\\[ird].in?', ['we[ird].ini']],
	['{p,q}.in?', ['{p,q}.ini']],
	['+(x).in?', ['+(x).ini']],
	['**.ini', names.filter(name => name !== '.h.ini')],
	['[z-a]*.ini', []],
	['a[.in?', []],
];
for (const [pattern, expected] of cases) {
	test(`${pattern} matches what it matches in glob(3)`, () => {
		assert.deepEqual(names.filter(matcherOf(pattern)), expected);
	});
}

test('a part without magic is a name, with its backslashes taken away', () => {
	assert.equal(isMagic('b\\*c.ini'), false);
	assert.equal(literalOf('b\\*c.ini'), 'b*c.ini');
	assert.equal(isMagic('b\\\\*c.ini'), true);
});
