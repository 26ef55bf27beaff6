import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {LogStore} from '../../../source/logs/log-store.js';
import {LogStudy} from '../../../source/study/log-study.js';
import {lastError} from '../../../source/ui/log/last-error.js';

const errorIn = (text: string, scrollback?: {maxLines: number; maxBytes: number}): string | undefined => {
	const log = new LogStore(scrollback);
	log.append(Buffer.from(text), 0);
	const study = new LogStudy(log);
	assert.ok(study.catchUp(60_000));
	return lastError(log, study)?.text;
};

const traceback = [
	'Traceback (most recent call last):',
	'  File "/srv/a.py", line 3, in outer',
	'    inner()',
	'KeyError: 1',
	'',
	'During handling of the above exception, another exception occurred:',
	'',
	'Traceback (most recent call last):',
	'  File "/srv/shop/cart.py", line 24, in application',
	"    raise Boom('a: b')",
	'shop.errors.Boom: a: b',
].join('\n');

const request = (status: number): string =>
	`[pid: 101|app: 0|req: 1/1] 127.0.0.1 () {28 vars in 289 bytes} [Tue Nov 24 04:00:00 2026] GET / => generated 0 bytes in 3 msecs (HTTP/1.1 ${status}) 1 headers in 50 bytes (0 switches on core 0)`;

const quiet = `${request(200)}\n`.repeat(700);

test('a traceback is copied whole, with what it is chained to, and without colours', () => {
	const coloured = traceback.replace('KeyError', '\x1b[31mKeyError\x1b[0m');
	// However it lies to the pieces in which a log is searched.
	const distances = Array.from({length: 20}, (_, index) => `${request(200)}\n`.repeat(488 + index));
	for (const after of ['', `${request(500)}\n`, quiet, quiet.repeat(10), ...distances]) {
		assert.equal(errorIn(`${quiet}ERROR: an older one\n${request(200)}\n${coloured}\n${after}`), traceback);
	}
});

test('lines of more than 64 KB are copied as the ones that were printed', () => {
	const message = 'no such parcel '.repeat(15_000);
	assert.equal(
		errorIn(`${quiet}${traceback}${message}\n${request(500)}\n`),
		`${traceback}${message}`.trimEnd(),
	);
	assert.equal(errorIn(`${quiet}ERROR: ${message}\n${request(500)}\n`), `ERROR: ${message}`.trimEnd());
});

test('the latest error counts, be it one line', () => {
	assert.equal(
		errorIn(`${traceback}\n${request(200)}\nERROR: the cart is full\n${quiet}`),
		'ERROR: the cart is full',
	);
});

test('a request that failed is an error where nothing else is', () => {
	assert.equal(errorIn(`${quiet}${request(500)}\n${quiet}`), request(500));
});

test('where all is well there is nothing, and so there is where nothing was printed', () => {
	assert.equal(errorIn(quiet), undefined);
	assert.equal(errorIn(''), undefined);
});

const recorded = (name: string): string =>
	errorIn(
		readFileSync(new URL(`../../../../test/fixtures/recordings/${name}.log`, import.meta.url), 'utf8'),
	) ?? '';

test('what a start failed of is copied by itself, and a worker that was killed with the report that says why', () => {
	assert.match(recorded('port-in-use'), /^bind\(\): Address already in use \[.*\]$/);
	assert.match(
		recorded('harakiri'),
		/\*\*\* HARAKIRI ON WORKER 2 [\s\S]*HARAKIRI !!! end of worker 2 status !!!$/,
	);
});
