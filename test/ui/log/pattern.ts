import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Pattern, readPattern} from '../../../source/ui/log/pattern.js';

const pattern = (text: string, mayBeInverse = true): Pattern => {
	const read = readPattern(text, mayBeInverse);
	assert.ok(typeof read === 'object', String(read));
	return read;
};

test('case counts only where there is a capital, which an escape is not', () => {
	assert.equal(pattern('error').isMeant('ERROR'), true);
	assert.equal(pattern('Error').isMeant('ERROR'), false);
	assert.equal(pattern('Error').isMeant('an Error'), true);
	assert.equal(pattern('\\Serror').isMeant('xERROR'), true);
	assert.equal(pattern('übel').isMeant('ÜBEL'), true);
});

test('with a ! in front the other lines are meant, and nothing is to be found in them', () => {
	const others = pattern('!get');
	assert.deepEqual([others.isMeant('GET /'), others.isMeant('POST /')], [false, true]);
	assert.deepEqual(others.find('GET /'), []);
	assert.equal(pattern('!get', false).isMeant('really!get'), true);
});

test('colours are not in the way, and not found', () => {
	const coloured = '\x1b[31mER\x1b[1mROR\x1b[0m 31';
	assert.equal(pattern('error').isMeant(coloured), true);
	assert.equal(pattern('^error').isMeant(coloured), true);
	assert.equal(pattern('31m').isMeant(coloured), false);
});

test('every match of a line is found, but nothing that is empty', () => {
	assert.deepEqual(pattern('a+').find('aa b a'), [
		{from: 0, to: 2},
		{from: 5, to: 6},
	]);
	assert.deepEqual(pattern('x*').find('abc'), []);
	assert.deepEqual(pattern('.').find('🚀'), [{from: 0, to: 2}], 'a character is never cut');
	assert.equal(pattern('a').find('a'.repeat(100_000)).length, 500);
});

test('what is no regular expression is told with the reason and what to do', () => {
	assert.equal(
		readPattern('foo(', true),
		'unterminated group. Put \\ before a character to take it as it is',
	);
	assert.match(String(readPattern('!*', true)), /^nothing to repeat\. Put/);
});

test('what only older expressions allow is taken as they mean it', () => {
	assert.equal(pattern('a\\-b').isMeant('a-b'), true);
	assert.equal(pattern('{x}').isMeant('{x}'), true);
});
