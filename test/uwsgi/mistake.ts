import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {EntryFinder} from '../../source/uwsgi/entry-finder.js';
import {readLogLine} from '../../source/uwsgi/log-lines.js';
import type {Mistake} from '../../source/uwsgi/mistake.js';

/** What each entry of a log tells of at its end, in their order. */
const mistakesIn = (log: string): Mistake[] => {
	const finder = new EntryFinder();
	const told = new Map<number, Mistake>();
	log.split('\n').forEach((line, index) => {
		const {head, mistake} = finder.next(readLogLine(line), index + 1);
		if (mistake !== undefined) {
			told.set(head, mistake);
		}
	});
	return [...told.values()];
};

const fingerprintsIn = (log: string): string[] => mistakesIn(log).map(({fingerprint}) => fingerprint);

const onlyIn = (log: string): Mistake => {
	const [mistake, ...others] = mistakesIn(log);
	assert(mistake !== undefined && others.length === 0, log);
	return mistake;
};

const recording = (name: string): string =>
	readFileSync(
		fileURLToPath(new URL(`../../../test/fixtures/recordings/${name}.log`, import.meta.url)),
		'utf8',
	);

const assertSame = (...logs: string[]): void => {
	assert.equal(new Set(logs.map(log => onlyIn(log).fingerprint)).size, 1, logs.join('\n---\n'));
};

const assertDifferent = (...logs: string[]): void => {
	assert.equal(new Set(logs.map(log => onlyIn(log).fingerprint)).size, logs.length, logs.join('\n---\n'));
};

const traceback = `Traceback (most recent call last):
  File "/srv/shop/apps/hello.py", line 24, in application
    return pack(number)
           ^^^^^^^^^^^^
  File "/srv/shop/apps/parcels.py", line 7, in pack
    raise NoParcel('no such parcel: %s' % number)
shop.errors.NoParcel: no such parcel: 17`;

test('a fingerprint never changes: whoever has kept one finds the same mistake by it', () => {
	assert.deepEqual(onlyIn(traceback), {
		fingerprint: '062499fc',
		report: 'traceback',
		what: 'shop.errors.NoParcel: no such parcel: 17',
		where: 'parcels.py:7',
	});
});

test('the same exception with another message, in another line, release or interpreter is the same', () => {
	assertSame(
		traceback,
		traceback.replace('parcel: 17', 'parcel: 18'),
		traceback.replace(': no such parcel: 17', ''),
		traceback.replace('line 24', 'line 31'),
		traceback
			.replaceAll('/srv/shop/', '/srv/releases/20261123/')
			.replace('shop.errors', 'uwsgi_file__srv_20261123_app'),
		traceback.replace(/\n *\^+/, ''),
		`${traceback}\n  [type=missing, input_value='File "x.py", line 1, in f']`,
		`ERROR:shop:request 17 failed\n${traceback}`,
		traceback.replaceAll(/^/gm, '2026-11-23T20:58:40 - '),
		traceback
			.split('\n')
			.map(msg => JSON.stringify({t: 1795469018, msg}))
			.join('\n'),
	);
});

test('another function, file, class or cause is another mistake', () => {
	assertDifferent(
		traceback,
		traceback.replace('in pack', 'in unpack'),
		traceback.replace('parcels.py', 'letters.py'),
		traceback.replace('NoParcel:', 'LostParcel:'),
		traceback.replace('in application', 'in <lambda>'),
		`${traceback}\n\nDuring handling of the above exception, another exception occurred:\n\n${traceback}`,
		`${traceback}\n\nThe above exception was the direct cause of the following exception:\n\n${traceback}`,
	);
});

test('chained exceptions are one mistake, told by the last of them', () => {
	const chained = `${traceback}

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/apps/hello.py", line 30, in application
    raise Sorry()
Sorry`;
	assert.deepEqual(
		[onlyIn(chained).what, onlyIn(chained).where, chained.split('\n').length],
		['Sorry', 'hello.py:30', 14],
	);
	assertDifferent(chained, traceback);
	assertSame(chained, chained.replace('line 24', 'line 25'));
});

test('a recursion is the same however deep it went', () => {
	const call = '  File "/srv/a.py", line 3, in f\n    f()\n';
	const deep = (calls: string): string =>
		`Traceback (most recent call last):\n${calls}RecursionError: maximum recursion depth exceeded`;
	assertSame(deep(call), deep(`${call.repeat(3)}  [Previous line repeated 976 more times]\n`));
});

test('a group is told by its own words, and is the same for the same exceptions', () => {
	const group = `  + Exception Group Traceback (most recent call last):
  |   File "/srv/a.py", line 1, in <module>
  |     run()
  | ExceptionGroup: two (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/srv/b.py", line 2, in f
    |     raise ValueError(1)
    | ValueError: one
    +---------------- 2 ----------------
    | KeyError: 2
    +------------------------------------`;
	const {what, where} = onlyIn(group);
	assert.deepEqual([what, where], ['ExceptionGroup: two (2 sub-exceptions)', 'a.py:1']);
	assertSame(group, group.replace('one', 'another'));
	assertDifferent(group, group.replace('KeyError', 'OSError'), group.replace('in f', 'in g'));
});

test('the same mistake of two workers whose lines are mixed is the same', () => {
	const lines = traceback.split('\n');
	const inStep = lines.flatMap(line => [line, line]).join('\n');
	const behind = [
		...lines.slice(0, 2),
		...lines.slice(2).flatMap((line, index) => [lines[index] ?? '', line]),
		...lines.slice(-2),
	].join('\n');
	const six = lines.flatMap(line => Array<string>(6).fill(line)).join('\n');
	const {fingerprint} = onlyIn(traceback);
	const seen = `${traceback}\n`;
	assert.deepEqual(fingerprintsIn(seen + inStep), Array(3).fill(fingerprint));
	assert.deepEqual(fingerprintsIn(seen + behind), Array(3).fill(fingerprint));
	assert.deepEqual(fingerprintsIn(seen + six), Array(7).fill(fingerprint));
	const unseen = `${inStep}\n`;
	assert.deepEqual(fingerprintsIn(unseen + seen + inStep).slice(-3), Array(3).fill(fingerprint));
});

test('a worker that died while it printed takes no lines of those that fail later', () => {
	const lines = traceback.split('\n');
	const dead = [...lines.slice(0, 3), ...Array<string>(20).fill('all is fine'), ...lines].join('\n');
	assert.deepEqual(fingerprintsIn(dead), [onlyIn(traceback).fingerprint]);
});

test('an error of JavaScript or Java is told by its class and calls', () => {
	const node = `TypeError: Cannot read properties of undefined (reading 'n17')
    at pack (/srv/shop/parcels.js:7:11)
    at async Server.<anonymous> (file:///srv/shop/index.mjs:30:5) {
  code: 17
}`;
	assert.deepEqual(onlyIn(node), {
		fingerprint: onlyIn(node).fingerprint,
		report: 'traceback',
		what: "TypeError: Cannot read properties of undefined (reading 'n17')",
		where: 'parcels.js:7',
	});
	assertSame(
		node,
		node.replaceAll('17', '18').replace('7:11', '8:12').replaceAll('/srv/shop', '/srv/next'),
		`Uncaught ${node}`,
	);
	assertDifferent(node, node.replace('pack', 'unpack'), node.replace('TypeError', 'RangeError'));

	const java = `Exception in thread "pool-2-thread-1" java.lang.IllegalStateException: cart 17
	at shop.Cart.add(Cart.java:7)
	at java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.sql.SQLException: row 17
	at shop.Store.read(Store.java:12)
	... 5 more`;
	assert.deepEqual(
		[onlyIn(java).what, onlyIn(java).where],
		['java.lang.IllegalStateException: cart 17', 'Cart.java:7'],
	);
	assertSame(java, java.replaceAll('17', '18').replace('thread-1', 'thread-2').replace('5 more', '6 more'));
	assertDifferent(java, java.replace('SQLException', 'IOException'));
});

test('a crash is told by its signal and symbols, whatever the addresses', () => {
	const crash = /!!! uWSGI process.+?end of backtrace \*\*\*/s.exec(recording('worker-kill'))?.[0] ?? '';
	assert.deepEqual(
		[onlyIn(crash).report, onlyIn(crash).what, onlyIn(crash).where],
		['backtrace', 'Segmentation Fault', 'ffi_call'],
	);
	const again = crash.replaceAll('24324', '24357').replaceAll(/0x[0-9a-f]+/g, '0x7f0000');
	assert.notEqual(again, crash);
	assertSame(crash, again);
	assertDifferent(
		crash,
		crash.replace('Segmentation Fault', 'Floating Point Exception'),
		crash.replace('python_call', 'python_close'),
		'!!! uWSGI process 7 got Segmentation Fault !!!',
	);
});

test('a worker that took too long is told by the request that it had served for longest', () => {
	const late =
		/[^\n]*\*\*\* HARAKIRI ON.+?end of worker 2 status !!!/s.exec(recording('harakiri'))?.[0] ?? '';
	assert.deepEqual(
		[onlyIn(late).report, onlyIn(late).what, onlyIn(late).where],
		['harakiri', 'HARAKIRI ON WORKER', 'GET /slow'],
	);
	const order = late.replace('/slow?8', '/orders/17/lines?x=1');
	assert.equal(onlyIn(order).where, 'GET /orders/#/lines');
	assertSame(
		order,
		order
			.replaceAll('22891', '22899')
			.replace('try: 1', 'try: 2')
			.replaceAll(/(orker|ORKER) 2/g, '$1 3')
			.replace('/17/lines?x=1', '/018fa/lines')
			.replaceAll('20:58:35', '21:58:36'),
		order.replace(/(.*)(\[core 0\].*since )(\d+)/, '$1[core 1] 127.0.0.1 - GET / since 1999999999\n$1$2$3'),
	);
	assertDifferent(late, order, late.replace('GET', 'POST'));
});

test('in what was recorded each mistake is known again', () => {
	const [one, two] = fingerprintsIn(recording('traceback'));
	assert(one !== undefined && one === two);
	const elsewhere = ['ugu', 'log-master', 'json-nl', 'slow'].flatMap(name =>
		mistakesIn(recording(name))
			.filter(({report}) => report === 'traceback')
			.map(({fingerprint}) => fingerprint),
	);
	assert(elsewhere.length >= 4);
	assert.deepEqual(new Set(elsewhere), new Set([one]));
	const crashes = mistakesIn(recording('crash-loop'));
	assert.equal(crashes.length, 11);
	assert.deepEqual(
		new Set(crashes.map(({what, where}) => `${what} (${where})`)),
		new Set(['RuntimeError: crasher: no database to connect to (crasher.py:3)']),
	);
	assert.equal(new Set(crashes.map(({fingerprint}) => fingerprint)).size, 1);
});

test('banners, configs and single lines tell of no mistake', () => {
	assert.deepEqual(
		mistakesIn('ERROR:shop:disk full\nfine\n;uWSGI instance configuration\n;end of configuration'),
		[],
	);
});

test('whatever a hostile program prints, a clue is found in no time and little of it is kept', () => {
	const long = (text: string): string => text.repeat(Math.ceil(8000 / text.length));
	const hostile = [
		`Error: ${long('a.')}`,
		`    at ${long('a:1')}`,
		`    at ${long('(')}`,
		`    at ${long('/a')}`,
		'Traceback (most recent call last):',
		`  File "${long('", line 1')}`,
		`  File "${long('| ')}`,
		`${long('a.')}Error: ${long(' ')}`,
		'*** HARAKIRI ON WORKER 1 (pid: 1, try: 1) ***',
		`HARAKIRI [core 0] x - GET ${long('/1')} since 1`,
		'HARAKIRI !!! end of worker 1 status !!!',
	];
	const start = performance.now();
	const told = mistakesIn(Array<string[]>(100).fill(hostile).flat().join('\n'));
	assert(performance.now() - start < 2000);
	assert(told.length > 100);
	assert(told.every(({what, where = ''}) => what.length <= 200 && where.length <= 200));
});
