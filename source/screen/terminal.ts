import type {ReadStream, WriteStream} from 'node:tty';
import {openSink} from './sink.js';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** The real terminal, while it is ours. */
export type Terminal = {
	/** Takes the screen over: alternate screen, no cursor, raw keys. */
	enter: () => void;
	/** Puts everything back. Does nothing the second time; may be called while the process exits. */
	leave: () => void;
	size: () => TerminalSize;
	onResize: (onResize: () => void) => () => void;
	/** Sends text, or drops it while the screen is not ours; false while the terminal is behind. */
	write: (text: string) => boolean;
	/** False while the terminal has not taken all that was written: a frame now would only queue up. */
	readonly isDrained: boolean;
	onDrain: (onDrain: () => void) => () => void;
	/** Calls once, at the first sign that the terminal was closed (EIO, EPIPE, end of input); at once if it was. */
	onGone: (onGone: (reason: Error) => void) => () => void;
};

/** Gets hold of a terminal without changing anything about it yet. */
export const openTerminal = (stdin: ReadStream, stdout: WriteStream): Terminal => {
	const drained = new Set<() => void>();
	const mourners = new Set<(reason: Error) => void>();
	let gone: Error | undefined;
	let isEntered = false;

	const sayGone = (reason: Error): void => {
		if (gone) {
			return;
		}
		gone = reason;
		for (const mourner of mourners) {
			mourner(reason);
		}
	};

	const sink = openSink(stdout, {
		onDrain: () => {
			for (const listener of drained) {
				listener();
			}
		},
		onGone: sayGone,
	});
	stdin.on('error', sayGone);
	stdin.on('end', () => sayGone(new Error('terminal: its input ended. It was probably closed.')));

	return {
		enter: () => {
			if (isEntered) {
				return;
			}
			isEntered = true;
			setRawMode(stdin, true);
			sink.write(enterText);
		},
		leave: () => {
			if (!isEntered) {
				return;
			}
			isEntered = false;
			sink.writeLast(leaveText);
			setRawMode(stdin, false);
		},
		size: () => ({columns: stdout.columns || 80, rows: stdout.rows || 24}),
		onResize: listener => {
			stdout.on('resize', listener);
			return () => stdout.off('resize', listener);
		},
		write: text => !isEntered || sink.write(text),
		get isDrained() {
			return sink.isDrained;
		},
		onDrain: listener => {
			drained.add(listener);
			return () => drained.delete(listener);
		},
		onGone: mourner => {
			if (gone) {
				mourner(gone);
			}
			mourners.add(mourner);
			return () => mourners.delete(mourner);
		},
	};
};

/** Absent where there are no keys to read; a terminal that is gone is found out by other means. */
const setRawMode = (stdin: ReadStream, isRaw: boolean): void => {
	if (stdin.isTTY && stdin.isRaw !== isRaw) {
		stdin.setRawMode(isRaw);
	}
};

/** Alternate screen, no cursor, no wrapping, brackets around what is pasted (so that it is no command), plain style. */
const enterText = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[0m';

/** First ends a frame that was cut off; then also switches off what others may have switched on: paste, mouse. */
const leaveText =
	'\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l';
