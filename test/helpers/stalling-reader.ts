import {Writable} from 'node:stream';

/** Somebody who reads what is printed, and can stop reading. */
export const stallingReader = () => {
	let text = '';
	let release: (() => void) | undefined;
	let isStalled = false;
	const out = new Writable({
		highWaterMark: 1000,
		write: (chunk: Buffer, _encoding, done) => {
			text += chunk.toString();
			if (isStalled) {
				release = done;
			} else {
				done();
			}
		},
	});
	return {
		out,
		lines: () => text.split('\n').slice(0, -1),
		text: () => text,
		stall: () => {
			isStalled = true;
		},
		flow: () => {
			isStalled = false;
			release?.();
		},
	};
};
