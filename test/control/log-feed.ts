import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogFeed} from '../../source/control/attach/log-feed.js';
import {LogStore} from '../../source/logs/log-store.js';

const printLines = (log: LogStore, count: number, at: number): void =>
	log.append(Buffer.from('one more line of many\n'.repeat(count)), at);

/** Pieces that are to be had at an instant, as the numbers of their first and last line. */
const piecesAt = (feed: LogFeed, now: number): (readonly [number, number])[] => {
	const pieces: (readonly [number, number])[] = [];
	for (let piece = feed.next(now); piece !== undefined; piece = feed.next(now)) {
		pieces.push([piece.from, piece.from + piece.lines.length - 1]);
	}
	return pieces;
};

test('of a flood the newest lines are told, a screenful for each frame of the screen', () => {
	const log = new LogStore();
	const feed = new LogFeed('a', log, '1', 0);
	printLines(log, 5000, 0);
	assert.deepEqual(piecesAt(feed, 0), [[4921, 5000]]);
	printLines(log, 5000, 1);
	assert.deepEqual(piecesAt(feed, 10), []);
	assert.deepEqual(piecesAt(feed, 33), [[9921, 10_000]]);
});

test('what does not come too fast is told whole, and at once', () => {
	const log = new LogStore();
	const feed = new LogFeed('a', log, '1', 0);
	printLines(log, 900, 0);
	const pieces = piecesAt(feed, 0);
	assert.equal(pieces[0]?.[0], 1);
	assert.equal(pieces.at(-1)?.[1], 900);
	printLines(log, 1, 1);
	assert.deepEqual(piecesAt(feed, 1), [[901, 901]]);
});
