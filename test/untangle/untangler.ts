import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {type UntangledLine, Untangler} from '../../source/untangle/untangler.js';

/** What uWSGI printed while every vassal had a pipe of its own, in the order in which it came: the name, a tab, the line. */
const recording = (name: string): readonly {readonly name: string; readonly text: string}[] =>
	readFileSync(fileURLToPath(new URL(`../../../test/fixtures/tangled/${name}.tsv`, import.meta.url)), 'utf8')
		.split('\n')
		.slice(0, -1)
		.map(line => {
			const tab = line.indexOf('\t');
			return {name: line.slice(0, tab), text: line.slice(tab + 1)};
		});

const untangle = (lines: readonly string[]): readonly UntangledLine[] => {
	const untangler = new Untangler();
	return [...lines.flatMap(line => untangler.take(Buffer.from(line))), ...untangler.release()];
};

/** `shop.ini | …` where it is known, `shop.ini ? …` where it was guessed, `? …` where nobody knows. */
const labelled = (lines: readonly UntangledLine[]): readonly string[] =>
	lines.map(({bytes, owner}) => {
		const front = owner === undefined ? '' : `${owner.name} `;
		return `${front}${owner?.isGuess === false ? '|' : '?'} ${bytes.toString()}`;
	});

const beginning: readonly string[] = [
	'*** Starting uWSGI 2.0.21 (64bit) on [Mon Nov 23 20:57:30 2026] ***',
	...['compiled with version: 12', 'os: Linux', 'nodename: demo', 'machine: x86_64', 'clock source: unix'],
	...['detected number of CPU cores: 2', 'current working directory: /srv', 'detected binary path: /u'],
];

/** An Emperor that has started these, one after the other; the first has the processes 100 and 101, the second 200 and 201. */
const emperorWith = (...names: readonly string[]): readonly string[] => [
	...beginning,
	'*** WARNING: you are running uWSGI without its master process manager ***',
	'*** starting uWSGI Emperor ***',
	...names.flatMap((name, index) => [
		'*** has_emperor mode detected (fd: 6) ***',
		`[uWSGI] getting INI configuration from ${name}`,
		...beginning,
		'your processes number limit is 96365',
		...['your memory page size is 4096 bytes', 'detected max file descriptor number: 20000'],
		...['lock engine: pthread robust mutexes', 'thunder lock: disabled'],
		'your mercy for graceful operations on workers is 60 seconds',
		'mapped 145840 bytes (142 KB) for 1 cores',
		'*** Operational MODE: single process ***',
		`spawned uWSGI master process (pid: ${index + 1}00)`,
		`spawned uWSGI worker 1 (pid: ${index + 1}01, cores: 1)`,
		`[emperor] vassal ${name} has been spawned`,
		`[emperor] vassal ${name} is ready to accept requests`,
	]),
];

const request = (pid: number, status = 200, count = 7): string =>
	`[pid: ${pid}|app: 0|req: ${count}/9] 127.0.0.1 () {30 vars in 320 bytes} [Mon Nov 23 20:57:31 2026] GET / => generated 55 bytes in 0 msecs (HTTP/1.1 ${status}) 2 headers in 66 bytes (1 switches on core 0)`;

const traceback = [
	'Traceback (most recent call last):',
	'  File "/srv/shop.py", line 24, in application',
	'ValueError: no such parcel',
];

/** What becomes of lines that come once two vassals have started. */
const after = (...lines: readonly string[]): readonly string[] => {
	const start = emperorWith('shop.ini', 'blog.ini');
	return labelled(untangle([...start, ...lines])).slice(start.length);
};

for (const {name, known, right} of [
	{name: 'ugu', known: 0.88, right: 0.9},
	{name: 'street', known: 0.5, right: 0.98},
	{name: 'crash-loop', known: 0.85, right: 0.89},
	// Six of a kind at once: what their starts say cannot be told apart, what their workers say can.
	{name: 'hostel', known: 0.3, right: 0.7},
]) {
	test(`of the recording ${name} nothing that is said to be known is wrong, and guesses are better than chance`, () => {
		const lines = recording(name);
		const told = untangle(lines.map(({text}) => text));
		assert.deepEqual(
			told.map(({bytes}) => bytes.toString()),
			lines.map(({text}) => text),
		);
		const judged = told.map(({owner}, index) => ({owner, isRight: owner?.name === lines[index]?.name}));
		const sure = judged.filter(({owner}) => owner?.isGuess === false);
		const guesses = judged.filter(({owner}) => owner?.isGuess === true);
		assert.deepEqual(
			told
				.map(({bytes, owner}, index) => ({said: owner, was: lines[index]?.name, text: bytes.toString()}))
				.filter(({said, was}) => said?.isGuess === false && said.name !== was),
			[],
		);
		assert.ok(sure.length / told.length >= known, `${sure.length} of ${told.length} are known`);
		const hits = guesses.filter(({isRight}) => isRight).length;
		assert.ok(hits / guesses.length >= right, `${hits} of ${guesses.length} guesses are right`);
	});
}

test('whatever names a process that is known is its vassal’s, and of one that is not nobody’s', () => {
	assert.deepEqual(
		after(
			request(201),
			request(101),
			'DAMN ! worker 1 (pid: 101) died, killed by signal 9 :( trying respawn ...',
			'Respawned uWSGI worker 1 (new pid: 333)',
			request(333),
			request(999),
		).map(line => line.slice(0, 24)),
		[
			'blog.ini | [pid: 201|app',
			'shop.ini | [pid: 101|app',
			'shop.ini | DAMN ! worker',
			'shop.ini ? Respawned uWS',
			'shop.ini ? [pid: 333|app',
			'? [pid: 999|app: 0|req: ',
		],
	);
});

test('what an application prints is guessed by the request that follows, a traceback whole', () => {
	const [first, second, ...rest] = after(...traceback, request(201, 500), 'cart is empty', request(101));
	assert.equal(first, 'blog.ini ? Traceback (most recent call last):');
	assert.equal(second, 'blog.ini ?   File "/srv/shop.py", line 24, in application');
	assert.equal(rest[0], 'blog.ini ? ValueError: no such parcel');
	assert.equal(rest[2], 'shop.ini ? cart is empty');
});

test('lines of another in the middle of a traceback leave it whole', () => {
	const told = after(
		traceback[0] ?? '',
		request(101),
		traceback[1] ?? '',
		traceback[2] ?? '',
		request(201, 500),
	);
	assert.deepEqual(
		told.map(line => line.split(' ')[0]),
		['shop.ini', 'shop.ini', 'shop.ini', 'shop.ini', 'blog.ini'],
	);
});

test('output is nobody’s where nothing follows that explains it', () => {
	assert.deepEqual(after('cart is empty', '[emperor] vassal shop.ini is now loyal'), [
		'? cart is empty',
		'emperor | [emperor] vassal shop.ini is now loyal',
	]);
});

test('where a vassal has programs that print unasked, only a traceback is guessed', () => {
	const told = after('spawned uWSGI mule 1 (pid: 300)', ...traceback, 'noise 1', request(101, 500));
	assert.deepEqual(
		told.slice(1, 5).map(line => line.slice(0, 14)),
		['shop.ini ? Tra', 'shop.ini ?   F', 'shop.ini ? Val', '? noise 1'],
	);
});

test('the only vassal that runs an application has printed all output', () => {
	const start = emperorWith('shop.ini');
	assert.deepEqual(labelled(untangle([...start, 'cart is empty'])).slice(start.length), [
		'shop.ini | cart is empty',
	]);
	const middle = ['[emperor] reload the uwsgi instance shop.ini', 'cart is empty'];
	assert.deepEqual(
		labelled(untangle(middle)).slice(1),
		['shop.ini ? cart is empty'],
		'others may have lived before the log began',
	);
});

test('a line that one began and another ended is two', () => {
	assert.deepEqual(after('first half, [emperor] removed uwsgi instance blog.ini'), [
		'? first half, ',
		'emperor | [emperor] removed uwsgi instance blog.ini',
	]);
	const torn =
		'building mime-types dictionary from file /etc/mime.types...*** Stats server enabled on :1 ***';
	assert.deepEqual(
		after(torn).map(line => line.replace(/^.*?[|?] /, '')),
		['building mime-types dictionary from file /etc/mime.types...', '*** Stats server enabled on :1 ***'],
	);
});

test('of two that start at once the processes are guessed, until each worker was heard of', () => {
	const twice = (line: string): readonly string[] => [line, line];
	const start = emperorWith('x.ini').slice(emperorWith().length + 2, -4);
	const told = labelled(
		untangle([
			...emperorWith(),
			...twice('*** has_emperor mode detected (fd: 6) ***'),
			'[uWSGI] getting INI configuration from shop.ini',
			'[uWSGI] getting INI configuration from blog.ini',
			...start.flatMap(twice),
			...['spawned uWSGI master process (pid: 200)', 'spawned uWSGI master process (pid: 100)'],
			...['spawned uWSGI worker 1 (pid: 201, cores: 1)', 'spawned uWSGI worker 1 (pid: 101, cores: 1)'],
			...['shop.ini', 'blog.ini'].map(name => `[emperor] vassal ${name} has been spawned`),
			request(201, 200, 1),
			'announcing my loyalty to the Emperor...',
			'[emperor] vassal blog.ini is now loyal',
			...[request(201), request(101)],
		]),
	).slice(-5);
	assert.match(told[0] ?? '', / \? \[pid: 201/);
	assert.match(told[3] ?? '', /^blog\.ini \| \[pid: 201/);
	assert.match(told[4] ?? '', / \? \[pid: 101/);
});

test('a process number that is used again is its new owner’s', () => {
	const told = after(
		'[emperor] removed uwsgi instance shop.ini',
		...emperorWith('late.ini').slice(emperorWith().length),
		request(101),
	);
	assert.match(told.at(-1) ?? '', /^late\.ini \| \[pid: 101/);
});

test('an Emperor that is started again rules over nobody of before', () => {
	const told = after('The Emperor is buried.', ...emperorWith('late.ini'), 'cart is empty');
	assert.equal(told.at(-1), 'late.ini | cart is empty');
});

test('a log that says nothing for ever waits for no more than some lines, and grows by nothing', () => {
	const untangler = new Untangler();
	for (const line of emperorWith('shop.ini', 'blog.ini')) {
		untangler.take(Buffer.from(line));
	}
	let out = 0;
	for (let number = 1; number <= 5000; number++) {
		out += untangler.take(Buffer.from(`noise ${number}`)).length;
	}
	assert.ok(out >= 4800, `${out} of 5000`);
	assert.equal(out + untangler.release().length, 5000);
});

test('bytes that are no text are handed on as they are', () => {
	const bytes = Buffer.from([0xff, 0x00, 0x1b, 0x5b, 0x32, 0x4a, 0xc3]);
	assert.deepEqual(untangle([...emperorWith('shop.ini')]).length, emperorWith('shop.ini').length);
	const untangler = new Untangler();
	const [line] = [...untangler.take(bytes), ...untangler.release()];
	assert.deepEqual(line?.bytes, bytes);
});
