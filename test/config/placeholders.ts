import assert from 'node:assert/strict';
import {test} from 'node:test';
import {evaluatePlaceholder, expandPlaceholders} from '../../source/config/placeholders.js';

const known: Readonly<Record<string, string>> = {
	n: '4',
	word: 'w',
	nested: '-%(n)',
	start: '%(n)',
	self: 'x%(self)',
};
const lookup = (name: string) => known[name];
const expand = (value: string) =>
	expandPlaceholders(value, '%', expression => evaluatePlaceholder(expression, lookup));

// What uWSGI 2.0.21 made of the same values.
const cases: readonly (readonly [string, string, string])[] = [
	['a key stands for its value', 'a%(word)b', 'awb'],
	['an unknown key stays as text', '%(addr) - %(n)', '%(addr) - 4'],
	['empty brackets stay as text', '%()', '%()'],
	['an open bracket stays as text', '%(n', '%(n'],
	['calculations go from left to right', '%(n + 2 * 3)', '18'],
	['values side by side are joined', '%(n n 1)', '441'],
	['division by zero gives zero', '%(n / 0)', '0'],
	['division is whole and cuts towards zero', '%(n - 9)/%(n - 9 / 2)', '-5/-2'],
	['an unknown key counts as nothing in a calculation', '%(nope + 1)', '1'],
	['plus plus and minus minus count by one', '%(n ++)%(n -- --)', '52'],
	['a text that is no number counts as zero', '%(word + 1)', '1'],
	['brackets may be nested in a name', '%(a (b))', ''],
	['a doubled symbol does not hide the placeholder', '%%(n)', '%4'],
	['what is put in is looked at again', '%(nested)', '-4'],
	['but not at the very start of the value', '%(start)', '%(n)'],
];
for (const [name, value, expected] of cases) {
	test(name, () => {
		assert.equal(expand(value), expected);
	});
}

test('a key that contains itself ends, where uWSGI hangs', () => {
	assert.match(expand('%(self)'), /^x+%\(self\)$/);
});
