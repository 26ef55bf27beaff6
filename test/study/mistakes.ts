import assert from 'node:assert/strict';
import test from 'node:test';
import {LogStore} from '../../source/logs/log-store.js';
import {LogStudy} from '../../source/study/log-study.js';

const studied = (scrollback?: ConstructorParameters<typeof LogStore>[0]) => {
	const log = new LogStore(scrollback);
	const study = new LogStudy(log);
	const print = (text: string, at: number): void => {
		log.append(Buffer.from(`${text}\n`), at);
		while (!study.advance(1)) {
			// More.
		}
	};
	const told = (): unknown[] =>
		study.mistakes.latest.map(({what, count, first, last, line}) => [what, count, first, last, line]);
	return {study, print, told};
};

const raised = (what: string, name = 'f'): string =>
	`Traceback (most recent call last):\n  File "/srv/a.py", line 24, in ${name}\n    g()\n${what}`;

const during = '\n\nDuring handling of the above exception, another exception occurred:\n\n';

test('of each mistake it is known how often, when first and last and in which line it was told, the newest first', () => {
	const {study, print, told} = studied();
	print(`fine\n${raised('ValueError: 1')}`, 10);
	print(raised('KeyError: 2'), 20);
	print(raised('ValueError: 3'), 30);
	assert.deepEqual(told(), [
		['ValueError: 3', 2, 10, 30, 10],
		['KeyError: 2', 1, 20, 20, 6],
	]);
	assert.deepEqual(
		[1, 2, 3, 6, 10].map(line => study.mistakes.at(line)?.count),
		[undefined, 2, undefined, 1, 2],
	);
});

test('a mistake that comes of another one is counted as one, and the other is not', () => {
	const {print, told} = studied();
	print(raised('KeyError: 1'), 10);
	print(`${raised('KeyError: 2')}${during}${raised('Sorry: 2', 'g')}`, 20);
	assert.deepEqual(told(), [
		['Sorry: 2', 1, 20, 20, 5],
		['KeyError: 1', 1, 10, 10, 1],
	]);
	print(`${raised('OSError: 3')}${during}${raised('Sorry: 3', 'g')}`, 30);
	assert.deepEqual(told()[0], ['Sorry: 3', 1, 30, 30, 16]);
	assert.equal(told().length, 3, 'what comes of another mistake is another');
});

test('the last hundred mistakes are known, and those made long ago are forgotten first', () => {
	const {study, print, told} = studied({maxLines: 8, maxBytes: 10_000});
	for (let number = 1; number <= 100; number++) {
		print(raised(`E${number}`), number);
	}
	print(raised('E1'), 101);
	print(raised('New'), 102);
	const {latest} = study.mistakes;
	assert.equal(latest.length, 100);
	assert.deepEqual(told().slice(0, 2), [
		['New', 1, 102, 102, 405],
		['E1', 2, 1, 101, 401],
	]);
	assert.deepEqual(latest.at(-1)?.what, 'E3');
	assert.equal(study.mistakes.at(5), undefined, 'its lines were let go');
	assert.equal(study.mistakes.at(401)?.count, 2);
});

test('after a flood tracebacks that come mixed are still told apart', () => {
	const {study, print} = studied({maxLines: 50, maxBytes: 10_000});
	const traceback = raised('ValueError: 1');
	print(traceback, 10);
	print('fine\n'.repeat(100), 20);
	print(
		traceback
			.split('\n')
			.flatMap(line => [line, line])
			.join('\n'),
		30,
	);
	assert.equal(study.skipped > 0, true);
	assert.deepEqual(
		study.mistakes.latest.map(({count}) => count),
		[3],
	);
});
