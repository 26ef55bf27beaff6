import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {LogStore} from '../../source/logs/log-store.js';
import {LogStudy} from '../../source/study/log-study.js';
import {EntryFinder} from '../../source/uwsgi/entry-finder.js';
import {readLogLine} from '../../source/uwsgi/log-lines.js';

const recording = readFileSync(
	fileURLToPath(new URL('../../../test/fixtures/recordings/worker-kill.log', import.meta.url)),
	'utf8',
);

const traceback =
	'Traceback (most recent call last):\n  File "/srv/a.py", line 24, in f\n    g()\nValueError: x\n';

const print = (log: LogStore, text: string): void => log.append(Buffer.from(text), 0);

const studyAll = (study: LogStudy, at = 32): void => {
	while (!study.advance(at)) {
		// More.
	}
};

const errorTexts = ({errors}: LogStudy): string[] =>
	errors.read(errors.first, errors.last - errors.first + 1).map(({text}) => text);

test('whatever the pieces in which a log comes and is studied, each line is known as it is by itself', () => {
	const finder = new EntryFinder();
	const expected = recording
		.split('\n')
		.slice(0, -1)
		.map((raw, index) => {
			const {facts, head, report} = finder.next(readLogLine(raw), index + 1);
			return [facts.level, report, index + 1 - head];
		});
	for (const size of [7, 100, 5000]) {
		const log = new LogStore();
		const study = new LogStudy(log);
		for (let at = 0; at < recording.length; at += size) {
			print(log, recording.slice(at, at + size));
			study.advance(3);
		}
		studyAll(study);
		assert.deepEqual(
			expected.map((_, index) => {
				const record = study.recordOf(index + 1);
				return [record?.level, record?.report, record?.back];
			}),
			expected,
		);
	}
});

test('a worker is known by its number, through its death and return', () => {
	const log = new LogStore();
	const study = new LogStudy(log);
	const request = (pid: number): string =>
		`[pid: ${pid}|app: 0|req: 1/1] 127.0.0.1 () {24 vars in 246 bytes} [Mon Nov 23 20:59:08 2026] GET / => generated 55 bytes in 0 msecs (HTTP/1.1 200) 1 headers in 44 bytes (1 switches on core 0)\n`;
	print(log, `${request(12)}spawned uWSGI worker 3 (pid: 12, cores: 1)\n${request(12)}`);
	print(log, `Respawned uWSGI worker 3 (new pid: 13)\n${request(13)}${request(12)}`);
	studyAll(study);
	assert.deepEqual(
		[1, 2, 3, 4, 5, 6].map(number => [study.recordOf(number)?.writer, study.recordOf(number)?.worker]),
		[
			['worker', 0],
			['master', 0],
			['worker', 3],
			['master', 0],
			['worker', 3],
			['worker', 3],
		],
	);
});

test('errors are counted by entry, and let go with their lines', () => {
	const log = new LogStore({maxLines: 10, maxBytes: 10_000});
	const study = new LogStudy(log);
	print(log, `fine\n${traceback}fine\nERROR: disk\n${traceback}`);
	studyAll(study);
	assert.deepEqual(errorTexts(study), ['Traceback (most recent call last):', 'ERROR: disk']);
	assert.deepEqual([study.errors.first, study.errors.last], [1, 2]);
	print(log, 'fine\n'.repeat(4));
	studyAll(study);
	assert.deepEqual(errorTexts(study), ['ERROR: disk']);
	assert.deepEqual([study.errors.first, study.errors.last], [2, 2]);
	print(log, 'ERROR: full\n');
	studyAll(study);
	assert.deepEqual([study.errors.last, study.errors.arrivalOf(3)], [3, log.arrivalOf(log.last)]);
});

test('what is let go before it is read is counted, and nothing is told of it', () => {
	const log = new LogStore({maxLines: 100, maxBytes: 10_000});
	const study = new LogStudy(log);
	print(log, 'ERROR: lost\n'.repeat(250));
	studyAll(study);
	assert.equal(study.skipped, 150);
	assert.equal(study.recordOf(150), undefined);
	assert.equal(study.recordOf(151)?.level, 'error');
	print(log, 'fine\n'.repeat(50));
	studyAll(study);
	assert.equal(study.skipped, 150);
	assert.equal(study.errors.last - study.errors.first + 1, 50);
});

test('a line that is not whole yet is left for later', () => {
	const log = new LogStore();
	const study = new LogStudy(log);
	print(log, 'fine\nERROR: no ');
	studyAll(study);
	assert.equal(study.recordOf(2), undefined);
	print(log, 'disk\n');
	studyAll(study);
	assert.equal(study.recordOf(2)?.level, 'error');
});

test('many lines are remembered as they are, however many came before', () => {
	const log = new LogStore({maxLines: 3000, maxBytes: 1_000_000});
	const study = new LogStudy(log);
	const levelOf = (number: number): string => (number % 7 === 0 ? 'error' : 'info');
	for (let number = 1; number <= 9000; number++) {
		print(log, `${levelOf(number).toUpperCase()}: ${number}\n`);
		if (number % 50 === 0) {
			studyAll(study);
		}
	}
	for (let number = log.first; number <= log.last; number++) {
		assert.equal(study.recordOf(number)?.level, levelOf(number), `line ${number}`);
	}
	assert.equal(study.recordOf(log.first - 1), undefined);
});

test('what goes on with a line of more than 64 KB is part of it, whatever it looks like', () => {
	const log = new LogStore();
	const study = new LogStudy(log);
	print(
		log,
		`${traceback.trimEnd()}${' Traceback (most recent call last):'.repeat(5000)}\nERROR: ${'x'.repeat(70_000)}\nfine\n`,
	);
	studyAll(study);
	assert.deepEqual(
		[4, 5, 6, 7, 8, 9].map(number => {
			const {level, report, back} = study.recordOf(number) ?? {};
			return [level, report, back];
		}),
		[
			['error', 'traceback', 3],
			['error', 'traceback', 4],
			['error', 'traceback', 5],
			['error', undefined, 0],
			['error', undefined, 1],
			['info', undefined, 0],
		],
	);
	assert.equal(study.errors.last, 2);
	assert.deepEqual(
		study.mistakes.latest.map(({count}) => count),
		[1],
	);
});
