import fs from 'node:fs';
import type {WriteStream} from 'node:tty';

/** Where a terminal's text goes. Nothing here throws or blocks: a terminal that fails is reported as gone. */
export type Sink = {
	/** Sends text; false while some of it, or of what came before, has not left. */
	write: (text: string) => boolean;
	/** Sends text in spite of everything, instead of what has not left yet: the last words before an exit. */
	writeLast: (text: string) => void;
	readonly isDrained: boolean;
};

/** Who wants to hear of a sink. */
export type SinkEvents = {
	readonly onDrain: () => void;
	readonly onGone: (error: Error) => void;
};

/** The way to a terminal that suits `stdout`: past its stream where it is a real one. */
export const openSink = (stdout: WriteStream, events: SinkEvents): Sink =>
	stdout.isTTY && 'fd' in stdout && typeof stdout.fd === 'number'
		? ttySink(stdout.fd, events)
		: streamSink(stdout, events);

/**
 * Writes to the terminal behind a descriptor without ever waiting for it.
 *
 * Node's own stream blocks the whole process while a terminal does not take its output (a stalled ssh,
 * Ctrl-S): nobody would watch the vassals. So the terminal is opened once more, as non-blocking; what it does
 * not take is offered again, as there is no event for that.
 */
const ttySink = (stdoutFd: number, {onDrain, onGone}: SinkEvents): Sink => {
	const fd = reopen(stdoutFd);
	let rest: Buffer = Buffer.alloc(0);
	let isGone = false;
	let timer: NodeJS.Timeout | undefined;

	/** Writes what the terminal takes at once of `rest`. */
	const push = (): void => {
		try {
			while (rest.length > 0) {
				rest = rest.subarray(fs.writeSync(fd, rest));
			}
		} catch (error) {
			if (isBusy(error)) {
				return;
			}
			rest = Buffer.alloc(0);
			isGone = true;
			onGone(asError(error));
		}
	};

	const pushLater = (): void => {
		if (timer) {
			return;
		}
		timer = setTimeout(() => {
			timer = undefined;
			push();
			if (rest.length > 0) {
				pushLater();
			} else {
				onDrain();
			}
		}, retryInterval).unref();
	};

	return {
		write: text => {
			if (isGone) {
				return true;
			}
			rest = Buffer.concat([rest, Buffer.from(text)]);
			push();
			if (rest.length > 0) {
				pushLater();
			}
			return rest.length === 0;
		},
		writeLast: text => {
			rest = Buffer.from(text);
			for (let attempt = 0; attempt < lastAttempts && rest.length > 0 && !isGone; attempt++) {
				if (attempt > 0) {
					Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryInterval);
				}
				push();
			}

			rest = Buffer.alloc(0);
		},
		get isDrained() {
			return rest.length === 0;
		},
	};
};

/** Anything else that takes text and tells when it is full: a pipe, a recorder, a terminal in a test. */
const streamSink = (stdout: WriteStream, {onDrain, onGone}: SinkEvents): Sink => {
	let isDrained = true;
	stdout.on('error', onGone);
	stdout.on('drain', () => {
		isDrained = true;
		onDrain();
	});
	return {
		write: text => {
			if (!stdout.destroyed) {
				isDrained = stdout.write(text);
			}
			return isDrained;
		},
		writeLast: text => {
			if (!stdout.destroyed) {
				stdout.write(text);
			}
		},
		get isDrained() {
			return isDrained;
		},
	};
};

/** The same terminal with a mode of its own; the descriptor as it is where the system has no way to do that. */
const reopen = (fd: number): number => {
	try {
		const {O_WRONLY, O_NOCTTY, O_NONBLOCK} = fs.constants;
		return fs.openSync(`/proc/self/fd/${fd}`, O_WRONLY | O_NOCTTY | O_NONBLOCK);
	} catch {
		return fd;
	}
};

const isBusy = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** How long a terminal that takes nothing is left alone, in milliseconds. */
const retryInterval = 8;

/** Last words are offered for about 200 ms: a stalled terminal must not hold up an exit. */
const lastAttempts = 25;
