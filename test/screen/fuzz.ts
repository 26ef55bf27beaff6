import assert from 'node:assert/strict';
import {test} from 'node:test';
import {randomTrial} from '../../bench/random-trial.js';
import {randomNumbers} from '../../bench/scripture.js';
import {corpus} from '../fixtures/pane-corpus.js';
import {tryPane} from '../helpers/pane-trial.js';

for (const {why, text, ...look} of corpus) {
	test(`a pane keeps to itself whatever is printed: ${why}`, async () => {
		assert.equal(await tryPane({...look, chunks: [Buffer.from(text, 'latin1')]}), undefined);
	});
}

test('a pane keeps to itself whatever is printed: a hundred rounds of anything', async () => {
	const seed = Date.now() % 1_000_000_000;
	for (let round = 0; round < 100; round++) {
		assert.equal(await tryPane(randomTrial(randomNumbers(seed + round))), undefined, `seed ${seed + round}`);
	}
});
