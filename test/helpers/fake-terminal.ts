import {Readable, Writable} from 'node:stream';
import type {ReadStream, WriteStream} from 'node:tty';
import {type Emulator, openEmulator} from './emulator.js';

export type FakeTerminal = {
	readonly emulator: Emulator;
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	/** Every write so far. */
	readonly writes: readonly string[];
	/** When each of them came, by `performance.now()`. */
	readonly times: readonly number[];
	/** Takes nothing more until the next `flow`, as a stalled ssh. */
	stall: () => void;
	flow: () => void;
	resize: (columns: number, rows: number) => void;
};

/** Streams of no real terminal, with what is written shown in an emulator. */
export const openFakeTerminal = async (columns: number, rows: number): Promise<FakeTerminal> => {
	const emulator = await openEmulator(columns, rows);
	const writes: string[] = [];
	const times: number[] = [];
	let release: (() => void) | undefined;
	let isStalled = false;

	const output = new Writable({
		highWaterMark: 1,
		decodeStrings: false,
		write: (text: string, _encoding, done) => {
			writes.push(text);
			times.push(performance.now());
			const take = () => {
				void emulator.write(text);
				done();
			};
			if (isStalled) {
				release = take;
			} else {
				take();
			}
		},
	});
	const stdout = Object.assign(output, {columns, rows}) as Writable & {columns: number; rows: number};
	return {
		emulator,
		stdin: new Readable({read: () => {}}) as unknown as ReadStream,
		stdout: stdout as unknown as WriteStream,
		writes,
		times,
		stall: () => {
			isStalled = true;
		},
		flow: () => {
			isStalled = false;
			release?.();
			release = undefined;
		},
		resize: (newColumns, newRows) => {
			if (newColumns > 0) {
				emulator.resize(newColumns, newRows);
			}
			Object.assign(stdout, {columns: newColumns, rows: newRows});
			stdout.emit('resize');
		},
	};
};
