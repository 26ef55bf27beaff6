import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogStore} from '../../../source/logs/log-store.js';
import {lastWords} from '../../../source/ui/log/last-words.js';

const log = (): LogStore => {
	const store = new LogStore({maxLines: 1000, maxBytes: 1_000_000});
	for (const [at, text] of [
		[1000, 'first life\nits end\n'],
		[2000, 'one\ntwo\n\n  \n'],
		[2500, 'three\n'],
		[4000, 'third life\n'],
	] as const) {
		store.append(Buffer.from(text), at);
	}
	return store;
};

test('the last words of a life are what was printed in it, without blank lines', () => {
	assert.deepEqual(lastWords(log(), {from: 1900, until: 2600}, 9), ['one', 'two', 'three']);
	assert.deepEqual(lastWords(log(), {from: 1900, until: 2600}, 2), ['two', 'three']);
	assert.deepEqual(lastWords(log(), {from: 1900, until: 2400}, 9), ['one', 'two']);
	assert.deepEqual(lastWords(log(), {from: 0, until: 1000}, 9), ['first life', 'its end']);
	assert.deepEqual(lastWords(log(), {from: 3000, until: 9000}, 9), ['third life']);
});

test('who printed nothing in its life, or whose words are let go, has none', () => {
	assert.deepEqual(lastWords(log(), {from: 3000, until: 3500}, 9), []);
	assert.deepEqual(lastWords(log(), {from: 0, until: 500}, 9), []);
	assert.deepEqual(lastWords(new LogStore(), {from: 0, until: 500}, 9), []);
	const store = new LogStore({maxLines: 2, maxBytes: 1_000_000});
	store.append(Buffer.from('one\ntwo\n'), 1000);
	store.append(Buffer.from('three\nfour\n'), 5000);
	assert.deepEqual(lastWords(store, {from: 0, until: 2000}, 9), []);
});

test('words that stand before very many blank lines are not looked for', () => {
	let asked = 0;
	const store = new LogStore();
	store.append(Buffer.from(`words\n${'\n'.repeat(5000)}`), 1000);
	const counted = {
		first: store.first,
		last: store.last,
		read: (from: number, count: number) => {
			asked += count;
			return store.read(from, count);
		},
	};
	assert.deepEqual(lastWords(counted, {from: 0, until: 2000}, 5), []);
	assert.ok(asked < 100, `${asked} lines`);
});
