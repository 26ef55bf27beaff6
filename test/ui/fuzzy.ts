import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fuzzyScore} from '../../source/ui/fuzzy.js';

const bestOf = (typed: string, texts: readonly string[]): string | undefined =>
	texts
		.flatMap(text => {
			const score = fuzzyScore(typed, text);
			return score === undefined ? [] : [{text, score}];
		})
		.sort((a, b) => b.score - a.score)[0]?.text;

test('letters have to be there, in their order, whatever their case', () => {
	assert.equal(fuzzyScore('rld', 'reload') === undefined, false);
	assert.equal(fuzzyScore('RLD', 'reload') === undefined, false);
	assert.equal(fuzzyScore('dlr', 'reload'), undefined);
	assert.equal(fuzzyScore('reloadd', 'reload'), undefined);
	assert.equal(fuzzyScore('日', 'reload'), undefined);
	assert.ok(fuzzyScore('', 'reload') !== undefined);
});

test('beginnings of words and letters beside each other are what is meant', () => {
	const commands = [
		'reload',
		'restart',
		'start',
		'stop',
		'previous-layout',
		'next-layout',
		'half-page-up',
		'help',
	];
	assert.equal(bestOf('re', commands), 'reload');
	assert.equal(bestOf('res', commands), 'restart');
	assert.equal(bestOf('st', commands), 'stop');
	assert.equal(bestOf('start', commands), 'start');
	assert.equal(bestOf('nl', commands), 'next-layout');
	assert.equal(bestOf('hpu', commands), 'half-page-up');
	assert.equal(bestOf('layout', commands), 'next-layout');
});
