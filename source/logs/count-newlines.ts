/**
 * How many newlines there are among so many bytes.
 *
 * By WebAssembly, which compares sixteen bytes at once: for 64 KB it takes a third of the time that it takes to find one
 * newline after the other. Where the processor cannot do that, they are found one after the other.
 */
export const countNewlines = (bytes: Buffer): number => {
	if (counter === undefined || bytes.length < worthCopying) {
		return countOneByOne(bytes);
	}
	let sum = 0;
	for (let offset = 0; offset < bytes.length; offset += roomSize) {
		sum += counter(bytes.subarray(offset, offset + roomSize));
	}
	return sum;
};

export const countOneByOne = (bytes: Buffer): number => {
	let sum = 0;
	for (let found = bytes.indexOf(newline); found !== -1; found = bytes.indexOf(newline, found + 1)) {
		sum += 1;
	}
	return sum;
};

const newline = 10;

/** Bytes: fewer are looked through sooner where they are. */
const worthCopying = 512;

/** What WebAssembly calls a page: as much as is read from a pipe at once. */
const roomSize = 65_536;

/** Sixteen counters of a byte each: one block can add one to each of them, so 255 blocks can. */
const countBlock = [
	...[0x20, 4, 0x20, 0, 0xfd, 0, 4, 0], // local.get counters; v128.load at position
	...[0xfd, 12, ...new Array<number>(16).fill(newline), 0xfd, 35], // v128.const; i8x16.eq: -1 where they are the same
	...[0xfd, 113, 1, 0x21, 4], // i8x16.sub; local.set counters
];

/** Pairs of counters are added to half as many that are twice as wide, until there are four. */
const sumUp = [
	...[0x20, 4, 0xfd, 125, 1, 0xfd, 127, 0x21, 4], // i16x8.extadd_pairwise_i8x16_u; i32x4.extadd_pairwise_i16x8_u
	...[0, 1, 2, 3].flatMap(lane => [0x20, 4, 0xfd, 27, lane, 0x20, 2, 0x6a, 0x21, 2]), // i32x4.extract_lane; add to count
];

/** (position, end) → count, both multiples of sixteen, the one less than the other. */
const countBlocks = [
	...[0x02, 0x02, 0x7f, 0x01, 0x7b], // local 2: count, 3: where to sum up; 4: counters
	...[0x03, 0x40], // loop
	...[0x20, 0, 0x41, 0xf0, 0x1f, 0x6a, 0x22, 3], // position + 255 × 16
	...[0x20, 1, 0x20, 3, 0x20, 1, 0x49, 0x1b, 0x21, 3], // or end, whichever is less
	...[0xfd, 12, ...new Array<number>(16).fill(0), 0x21, 4],
	...[0x03, 0x40, ...countBlock], // loop
	...[0x20, 0, 0x41, 16, 0x6a, 0x22, 0, 0x20, 3, 0x49, 0x0d, 0, 0x0b], // position += 16; again while it is less
	...sumUp,
	...[0x20, 0, 0x20, 1, 0x49, 0x0d, 0, 0x0b], // again while position is less than end
	...[0x20, 2, 0x0b],
];

/** Sizes in seven bits a byte, the highest bit telling that there is more: here two bytes are enough. */
const size = (content: readonly number[]): number[] => [(content.length & 127) | 128, content.length >> 7];

const section = (id: number, content: readonly number[]): number[] => [id, ...size(content), ...content];

/** https://webassembly.github.io/spec/core/binary/modules.html */
const program = Uint8Array.of(
	...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
	...section(1, [1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f]), // one type: two i32 give an i32
	...section(3, [1, 0]), // one function of that type
	...section(5, [1, 0, 2]), // one memory of two pages
	...section(7, [2, 1, 0x63, 0, 0, 1, 0x6d, 2, 0]), // exported as "c" and "m"
	...section(10, [1, ...size(countBlocks), ...countBlocks]),
);

/** As much of it as is used here: it comes with Node, but not with the types that we have of it. */
declare const WebAssembly: {
	readonly validate: (program: Uint8Array) => boolean;
	readonly Module: new (program: Uint8Array) => object;
	readonly Instance: new (
		module: object,
	) => {
		readonly exports: {
			readonly c: (position: number, end: number) => number;
			readonly m: {readonly buffer: ArrayBuffer};
		};
	};
};

const startCounter = (): ((bytes: Buffer) => number) | undefined => {
	if (!WebAssembly.validate(program)) {
		return undefined;
	}
	const {c, m} = new WebAssembly.Instance(new WebAssembly.Module(program)).exports;
	const room = new Uint8Array(m.buffer);
	return bytes => {
		room.set(bytes);
		room.fill(0, bytes.length, bytes.length + 16);
		return c(0, Math.ceil(bytes.length / 16) * 16);
	};
};

const counter = startCounter();
