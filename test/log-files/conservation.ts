import assert from 'node:assert/strict';
import {test} from 'node:test';
import {conserve} from '../../bench/conserve.js';
import {examine, scribeLine} from '../../bench/scripture.js';

test('every line that vassals print is in their files once, in order and whole, whoever is killed or reloaded meanwhile', async t => {
	const {findings, kills, reloads} = await conserve(t, 400_000, 1);
	assert.ok(kills > 0 && reloads > 0, `${kills} kills, ${reloads} reloads`);
	assert.ok(findings.every(({lines}) => lines >= 50_000));
});

test('the examiner of that test notices what is missing, doubled, torn or out of order', () => {
	const [one, two, three] = [1, 2, 3].map(number => scribeLine('a', 1, number));
	const next = scribeLine('a', 2, 1);
	const examined =
		(...lines: readonly (string | undefined)[]) =>
		() =>
			examine('a', lines.join(''), [2, 0, 1]);
	assert.deepEqual(examined(one, two, three, scribeLine('a', 3, 1))(), {lives: 3, lines: 4, torn: 0});
	assert.deepEqual(examined(one, two, 'a 1 3\n', 'a\n', scribeLine('a', 3, 1))(), {
		lives: 3,
		lines: 3,
		torn: 2,
	});
	for (const [what, found] of Object.entries({
		missing: examined(one, next),
		doubled: examined(one, one, two),
		swapped: examined(two, one),
		'torn in the middle': examined(one, 'a 1\n', two),
		'torn and completed': examined(one, `a${two}`),
		'of another': examined(one, 'b 1 2\n'),
	})) {
		assert.throws(found, /^Error: a: /, what);
	}
});
