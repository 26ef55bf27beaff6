import {sequences} from '../test/helpers/hostile-text.js';
import type {Trial} from '../test/helpers/pane-trial.js';

/** Output that no honest program would print, the same for the same `random`. */
export const randomTrial = (random: () => number): Trial => {
	const below = (limit: number): number => Math.floor(random() * limit);
	const bytes = (count: number): Buffer => Buffer.from(Array.from({length: count}, () => below(256)));
	const piece = (): Buffer => {
		const kind = random();
		if (kind < 0.55) {
			return Buffer.from(sequences[below(sequences.length)] ?? '');
		}
		if (kind < 0.65) {
			// A sequence that was cut off, or has something foreign in it.
			const text = Buffer.from(sequences[below(sequences.length)] ?? '');
			return Buffer.concat([text.subarray(0, below(text.length + 1)), bytes(below(2))]);
		}
		if (kind < 0.75) {
			return bytes(1 + below(12));
		}
		if (kind < 0.8) {
			return Buffer.from(
				`\x1b[${bytes(below(6)).map(byte => 0x30 + (byte % 16))}${String.fromCharCode(0x40 + below(63))}`,
			);
		}
		if (kind < 0.9) {
			return Buffer.from('some words of a log '.slice(0, below(21)));
		}
		return Buffer.from(
			['\n', '\r\n', '\r', String.fromCodePoint(below(0xd800)), 'x'.repeat(below(300))][below(5)] ?? '',
		);
	};
	const stream = Buffer.concat(Array.from({length: 5 + below(80)}, piece));
	const chunks: Buffer[] = [];
	for (let start = 0; start < stream.length; ) {
		const end = start + 1 + below(stream.length);
		chunks.push(stream.subarray(start, end));
		start = end;
	}
	return {
		chunks,
		width: 1 + below(70),
		height: 1 + below(8),
		isColoured: random() < 0.8,
		isWrapped: random() < 0.5,
	};
};
