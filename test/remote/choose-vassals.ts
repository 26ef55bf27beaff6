import assert from 'node:assert/strict';
import {test} from 'node:test';
import {chooseVassals} from '../../source/remote/choose-vassals.js';
import {Failure} from '../../source/remote/failure.js';

const vassals = [
	{id: 'app.ini', name: 'a/app.ini', path: '/v/a/app.ini'},
	{id: 'app.ini', name: 'b/app.ini', path: '/v/b/app.ini'},
	{id: 'http.ini', name: 'http.ini', path: '/v/http.ini'},
	{id: 'conf/shop.ini', name: 'shop.ini', path: '/v/conf/shop.ini'},
	{id: 'we[ird].ini', name: 'we[ird].ini', path: '/v/we[ird].ini'},
];

const choose = (...words: readonly string[]) => chooseVassals(vassals, words, '/v').map(({name}) => name);

for (const [words, expected] of [
	[['http.ini'], ['http.ini']],
	[['/v/b/app.ini'], ['b/app.ini']],
	[['b/app.ini'], ['b/app.ini']],
	[['./a/app.ini'], ['a/app.ini']],
	[['conf/shop.ini'], ['shop.ini']],
	[['*.ini'], ['a/app.ini', 'b/app.ini', 'http.ini', 'shop.ini', 'we[ird].ini']],
	[['*/app.ini'], ['a/app.ini', 'b/app.ini']],
	[['/v/*.ini'], ['a/app.ini', 'b/app.ini', 'http.ini', 'shop.ini', 'we[ird].ini']],
	[['we[ird].ini'], ['we[ird].ini']],
	[
		['shop.ini', 'h*', 'http.ini'],
		['http.ini', 'shop.ini'],
	],
] as const) {
	test(`${words.join(' ')} means ${expected.join(', ')}`, () => assert.deepEqual(choose(...words), expected));
}

const failure = (code: number, message: RegExp) => (error: unknown) =>
	error instanceof Failure && error.exitCode === code && message.test(error.message);

test('a name that means nobody, or several, is refused', () => {
	assert.throws(
		() => choose('http.ini', 'no.ini'),
		failure(3, /^no\.ini: no such vassal\. emperor status lists them\.$/),
	);
	assert.throws(() => choose('x\u001b\n'), failure(3, /^x␛␊: no such vassal/));
	assert.throws(() => choose('x*'), failure(3, /^x\*: no such vassal/));
	assert.throws(
		() => choose('app.ini'),
		failure(2, /^app\.ini: could be each of a\/app\.ini, b\/app\.ini\. Write one of these\.$/),
	);
});
