import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {defaultScrollback, LogStore, type Scrollback} from '../../source/logs/log-store.js';
import {slabSize} from '../../source/logs/slabs.js';

const bytesOf = (text: string): Buffer => Buffer.from(text);

const textsOf = (store: LogStore): readonly string[] =>
	store.read(store.first, store.last - store.first + 1).map(line => line.text);

/** A store that got all of `bytes`, cut into chunks of the given sizes, over and over. */
const storeOf = (bytes: Buffer, sizes: readonly number[], scrollback = defaultScrollback): LogStore => {
	const store = new LogStore(scrollback);
	for (let offset = 0, index = 0; offset < bytes.length; index++) {
		const size = sizes[index % sizes.length] ?? 1;
		// The buffer is overwritten, as a caller that reads into the same one does.
		const chunk = Buffer.from(bytes.subarray(offset, offset + size));
		store.append(chunk, 0);
		chunk.fill('#');
		offset += size;
	}

	return store;
};

const chunkSizes = fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 20});
const lines = fc.array(
	fc
		.oneof(
			fc.string({unit: 'grapheme', maxLength: 30}),
			fc.constantFrom('', '\r', 'a\rb', '\x1b[31mred\x1b[0m', '日本語', '🚀'),
		)
		.map(line => line.replaceAll('\n', '')),
	{minLength: 1, maxLength: 60},
);

test('however output is cut into chunks, the lines are those that were printed', () => {
	fc.assert(
		fc.property(lines, chunkSizes, fc.boolean(), (printed, sizes, endsWithNewline) => {
			const store = storeOf(bytesOf(printed.join('\n') + (endsWithNewline ? '\n' : '')), sizes);

			const isPartial = !endsWithNewline && (printed.at(-1) ?? '') !== '';
			const expected = endsWithNewline || isPartial ? printed : printed.slice(0, -1);
			const whole = isPartial ? expected.slice(0, -1) : expected;
			assert.deepEqual(textsOf(store), [
				...whole.map(line => line.replace(/\r$/, '')),
				...expected.slice(whole.length),
			]);
			assert.equal(store.first, 1);
			assert.equal(store.read(store.last, 1)[0]?.isPartial ?? false, isPartial);
		}),
	);
});

test('exactly the newest whole lines that meet both limits are kept, under the numbers they had', () => {
	const scrollbacks = fc.record({
		maxLines: fc.integer({min: 1, max: 12}),
		maxBytes: fc.integer({min: 70, max: 400}),
	});
	fc.assert(
		fc.property(lines, chunkSizes, scrollbacks, (texts, sizes, scrollback) => {
			const printed = texts.map(
				(text, index) => `${index + 1}:${[...text.replaceAll('\r', '')].slice(0, 10).join('')}`,
			);
			const fits = (kept: readonly string[]) =>
				kept.length <= scrollback.maxLines &&
				kept.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0) <= scrollback.maxBytes;
			const expected = printed.slice(printed.findIndex((_, index) => fits(printed.slice(index))));

			const store = storeOf(bytesOf(printed.map(line => `${line}\n`).join('')), sizes, scrollback);

			assert.deepEqual(textsOf(store), expected);
			assert.equal(store.last, printed.length);
			assert.equal(store.first, printed.length - expected.length + 1);
			for (const {number, text} of store.read(1, 1000)) {
				assert.match(text, new RegExp(`^${number}:`));
			}
		}),
	);
});

/** What a store must come to, a byte at a time. */
class PlainLog {
	readonly lines: {readonly bytes: number[]; readonly at: number; readonly arrival: number}[] = [];
	readonly #scrollback: Scrollback;
	#isOpen = false;
	#arrivals = 0;

	constructor(scrollback: Scrollback) {
		this.#scrollback = scrollback;
	}

	append(chunk: Buffer, at: number): void {
		const longest = this.#scrollback.maxBytes - 1;
		for (const byte of chunk) {
			if (!this.#isOpen) {
				this.#begin([], at);
			}
			const bytes = this.lines.at(-1)?.bytes ?? [];
			bytes.push(byte);
			this.#isOpen = byte !== 10;
			if (this.#isOpen && bytes.length > longest) {
				this.#begin(bytes.splice(wholeBefore(bytes, longest)), at);
			}
		}
		while (!this.#fits()) {
			this.lines.shift();
		}
	}

	#begin(bytes: number[], at: number): void {
		this.#arrivals += 1;
		this.lines.push({bytes, at, arrival: this.#arrivals});
	}

	#fits(): boolean {
		const {maxLines, maxBytes} = this.#scrollback;
		return (
			this.lines.length <= maxLines && this.lines.reduce((sum, {bytes}) => sum + bytes.length, 0) <= maxBytes
		);
	}
}

/** Where the character begins that has the byte at `place`, as far as that is UTF-8. */
const wholeBefore = (bytes: readonly number[], place: number): number => {
	const isPart = (byte = 0): boolean => byte >= 0x80 && byte < 0xc0;
	let start = place;
	while (place - start < 3 && isPart(bytes[start])) {
		start -= 1;
	}
	return (bytes[start] ?? 0) >= 0xc0 ? start : place;
};

test('whatever is printed, in whatever pieces, what is kept is what a log of single lines would keep', () => {
	const pieces = fc.array(
		fc.oneof(
			fc.string({unit: fc.constantFrom('a', 'é', '🚀', '\n'), maxLength: 40}).map(bytesOf),
			fc.string({unit: fc.constantFrom('a', 'é'), minLength: 20, maxLength: 200}).map(bytesOf),
			fc.uint8Array({maxLength: 30}).map(bytes => Buffer.from(bytes)),
		),
		{maxLength: 30},
	);
	const scrollbacks = fc.record({
		maxLines: fc.integer({min: 1, max: 30}),
		maxBytes: fc.integer({min: 16, max: 300}),
	});
	fc.assert(
		fc.property(pieces, scrollbacks, fc.boolean(), (printed, scrollback, isReadMeanwhile) => {
			const plain = new PlainLog(scrollback);
			const store = new LogStore(scrollback);
			for (const [at, piece] of printed.entries()) {
				plain.append(piece, at);
				store.append(piece, at);
				if (isReadMeanwhile) {
					assert.equal(store.read(0, 1000).length, plain.lines.length);
				}
			}
			assert.deepEqual(
				store.read(0, 1000).map(({at, number}) => [at, store.arrivalOf(number)]),
				plain.lines.map(({at, arrival}) => [at, arrival]),
			);
			assert.deepEqual(
				textsOf(store).slice(0, -1),
				plain.lines.slice(0, -1).map(({bytes}) =>
					Buffer.from(bytes)
						.toString()
						.replace(/\r?\n$/, ''),
				),
			);
		}),
		{numRuns: 1000},
	);
});

test('while a log grows both limits hold after every chunk, and the partial line counts', () => {
	const store = new LogStore({maxLines: 3, maxBytes: 40});
	for (let index = 1; index < 500; index++) {
		store.append(bytesOf(index % 7 === 0 ? 'x'.repeat(index % 100) : `${index}\nab`), 0);
		const kept = store.read(0, 1000);
		assert.ok(kept.length <= 3 && kept.length > 0);
		assert.ok(kept.reduce((sum, {text}) => sum + text.length, 0) <= 40);
		assert.equal(kept.at(-1)?.number, store.last);
	}

	assert.ok(store.first > 300);
});

test('characters that are cut between chunks, lines and blocks come out whole', () => {
	const text = 'a€🚀é'.repeat(slabSize / 4);
	for (const shift of ['', 'x', 'xx', 'xxx']) {
		const store = storeOf(bytesOf(`${shift}${text}\nend`), [1000, 3, 1]);
		assert.equal(textsOf(store).slice(0, -1).join(''), shift + text);
		assert.ok(store.last > 2);
		assert.equal(textsOf(store).at(-1), 'end');
	}
});

test('bytes that are no UTF-8 are replaced, and end with their line', () => {
	const store = storeOf(Buffer.from([0x61, 0xff, 0xf0, 0x9f, 10, 0x62, 0xc3, 10]), [1]);
	assert.deepEqual(textsOf(store), ['a\ufffd\ufffd', 'b\ufffd']);
});

test('a partial line is completed in place, and never shows half a character', () => {
	const store = new LogStore();
	const rocket = bytesOf('🚀');
	store.append(Buffer.concat([bytesOf('go '), rocket.subarray(0, 2)]), 7);
	assert.deepEqual(store.read(1, 9), [{number: 1, at: 7, text: 'go ', isPartial: true}]);

	store.append(rocket.subarray(2), 8);
	assert.deepEqual(store.read(1, 9), [{number: 1, at: 7, text: 'go 🚀', isPartial: true}]);

	store.append(bytesOf('\r'), 9);
	store.append(bytesOf('\nnext\n'), 10);
	assert.deepEqual(store.read(1, 9), [
		{number: 1, at: 7, text: 'go 🚀', isPartial: false},
		{number: 2, at: 10, text: 'next', isPartial: false},
	]);
});

test('a line that never ends is cut into lines of 64 KB, of which the newest are kept', () => {
	const store = new LogStore({maxLines: 100, maxBytes: slabSize * 4});
	const chunk = bytesOf('0123456789'.repeat(1000));
	for (let index = 0; index < 300; index++) {
		store.append(chunk, 0);
	}

	const kept = store.read(store.first, 100);
	assert.ok(kept.slice(0, -1).every(({text}) => text.length === slabSize));
	assert.ok(kept.reduce((sum, {text}) => sum + text.length, 0) <= slabSize * 4);
	assert.equal(store.last, Math.ceil(3_000_000 / slabSize));
	assert.deepEqual(
		kept.map(({isPartial}) => isPartial),
		kept.map(({number}) => number === store.last),
	);
});

test('a line of just 64 KB is one line, its newline no other', () => {
	const store = storeOf(bytesOf(`${'x'.repeat(slabSize)}\ny\n`), [slabSize]);
	assert.deepEqual(
		textsOf(store).map(text => text.length),
		[slabSize, 1],
	);
});

test('under a flood the memory that is taken stays flat', () => {
	const scrollback = {maxLines: 100_000, maxBytes: 1024 * 1024};
	const store = new LogStore(scrollback);
	const chunk = bytesOf(
		'a line of some eighty characters, as most of them are in logs, more or less so\n'.repeat(800),
	);
	for (let index = 0; index < 40; index++) {
		store.append(chunk, 0);
	}

	const before = process.memoryUsage().arrayBuffers;
	for (let index = 0; index < 1000; index++) {
		store.append(chunk, 0);
	}
	// What tests before this one left may be collected meanwhile.
	assert.ok(process.memoryUsage().arrayBuffers <= before);
	assert.ok(store.first > 800_000);
});

test('an empty log has no lines; what does not exist is not read', () => {
	const store = new LogStore();
	assert.deepEqual([store.first, store.last, store.version], [1, 0, 0]);
	assert.deepEqual(store.read(1, 10), []);

	store.append(bytesOf('one\ntwo\n'), 0);
	assert.deepEqual(
		store.read(-5, 7).map(({text}) => text),
		['one'],
	);
	assert.deepEqual(
		store.read(2, 10).map(({text}) => text),
		['two'],
	);
	assert.deepEqual(store.read(3, 10), []);
	assert.deepEqual(store.read(1, 0), []);
});

test('every line knows when its first byte came', () => {
	const store = new LogStore({maxLines: 150, maxBytes: 100_000});
	for (let index = 1; index <= 500; index++) {
		store.append(bytesOf('begun'), index * 10);
		store.append(bytesOf(' and ended\n'), index * 10 + 5);
	}

	const kept = store.read(1, 1000);
	assert.equal(kept.length, 150);
	for (const {number, at} of kept) {
		assert.equal(at, number * 10);
	}
});

test('followers are called after every append, until they stop', () => {
	const store = new LogStore();
	const versions: number[] = [];
	const stop = store.follow(() => versions.push(store.version));
	store.append(bytesOf('one'), 0);
	store.append(Buffer.alloc(0), 0);
	store.append(bytesOf('two\nthree'), 0);
	stop();
	store.append(bytesOf('four'), 0);
	assert.deepEqual(versions, [1, 2]);
	assert.equal(store.version, 3);
});

test('limits that hold no line are refused', () => {
	assert.throws(() => new LogStore({maxLines: 0, maxBytes: 1000}), /scrollback: 0 lines/);
	assert.throws(() => new LogStore({maxLines: 10, maxBytes: Number.NaN}), RangeError);
});

test('lines of a followed file come between those of the output, never into one, and say whence they are', () => {
	const steps = fc.array(
		fc.oneof(
			fc.record({
				isFile: fc.constant(false),
				text: fc.string({unit: fc.constantFrom('a', 'é', '\n'), maxLength: 12}),
			}),
			fc.record({isFile: fc.constant(true), text: fc.constantFrom('f\n', 'f1\nf2\n', '\n')}),
		),
		{maxLength: 40},
	);
	fc.assert(
		fc.property(steps, fc.integer({min: 0, max: slabSize}), (given, filling) => {
			const store = new LogStore();
			const filler = Buffer.from(`${'.'.repeat(filling)}\n`);
			store.append(filler, 0);
			for (const {isFile, text} of given) {
				if (isFile) {
					store.interject(Buffer.from(text), 0);
				} else {
					store.append(Buffer.from(text), 0);
				}
			}
			const kept = store.read(2, 1000);
			const textOf = (isFile: boolean) => given.filter(step => step.isFile === isFile).map(({text}) => text);
			const linesOf = (isFollowed: boolean) =>
				kept.filter(line => (line.isFollowed ?? false) === isFollowed).map(({text}) => text);
			assert.equal(
				linesOf(true)
					.map(text => `${text}\n`)
					.join(''),
				textOf(true).join(''),
			);
			assert.equal(
				linesOf(false)
					.map(text => `${text}\n`)
					.join('')
					.replace(/\n$/, kept.at(-1)?.isPartial ? '' : '\n'),
				textOf(false).join(''),
			);
			const arrivals = kept.map(({number}) => store.arrivalOf(number));
			assert.deepEqual(
				arrivals,
				[...arrivals].sort((one, other) => one - other),
			);
		}),
	);
});
