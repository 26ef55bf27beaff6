import {setImmediate as nextTurn} from 'node:timers/promises';
import type {ReadStream, WriteStream} from 'node:tty';
import {mouseOff, mouseOn} from './mouse.js';
import {focusOff, focusOn} from './reports.js';
import {openSink} from './sink.js';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** The real terminal, while it is ours. */
export type Terminal = {
	/** Takes the screen over: alternate screen, no cursor, raw keys. */
	enter: () => void;
	/** Puts everything back. Does nothing the second time; may be called while the process exits. */
	leave: () => void;
	/** Whether it is to tell of the mouse, which it then no longer lets select text by itself without Shift. */
	heedMouse: (isWanted: boolean) => void;
	/** Gives the window, or the pane of tmux, a title until we leave: its own comes back then. One line of plain text. */
	entitle: (title: string) => void;
	/** Rings the terminal's bell. */
	ring: () => void;
	size: () => TerminalSize;
	onResize: (onResize: () => void) => () => void;
	/** Sends text, or drops it while the screen is not ours; false while the terminal is behind. */
	write: (text: string) => boolean;
	/** False while the terminal is not ours or has not taken all that was written: a frame now would come to nothing. */
	readonly isDrained: boolean;
	onDrain: (onDrain: () => void) => () => void;
	/**
	 * Gives the terminal to another program, as it was before we came, until `use` is over; `words` are left there for
	 * people to read. Meanwhile keys are not ours, and what would be drawn is dropped. Does nothing where it is not ours.
	 */
	lend: (words: string, use: () => Promise<void>) => Promise<void>;
	readonly isLent: boolean;
	/** Calls whenever it is ours again: nothing is known of what it shows. */
	onReturn: (onReturn: () => void) => () => void;
	/** Calls once, at the first sign that the terminal was closed (EIO, EPIPE, end of input); at once if it was. */
	onGone: (onGone: (reason: Error) => void) => () => void;
};

/** Gets hold of a terminal without changing anything about it yet. */
export const openTerminal = (stdin: ReadStream, stdout: WriteStream): Terminal => {
	const drained = new Set<() => void>();
	const returned = new Set<() => void>();
	const mourners = new Set<(reason: Error) => void>();
	let gone: Error | undefined;
	let isMouseWanted = false;
	let title = 'emperor';
	let holder: 'nobody' | 'us' | 'another' = 'nobody';

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

	const enter = (): void => {
		if (holder === 'us') {
			return;
		}
		holder = 'us';
		setRawMode(stdin, true);
		sink.write(enterText + titled(title) + (isMouseWanted ? mouseOn : ''));
	};
	const putBack = (words = ''): void => {
		sink.writeLast(leaveText + words);
		setRawMode(stdin, false);
	};

	/** Unless we have left meanwhile. */
	const takeBack = (): void => {
		if (holder !== 'another') {
			return;
		}
		// A terminal tells its new size only to who had it then.
		process.emit('SIGWINCH');
		stdin.resume();
		enter();
		for (const listener of returned) {
			listener();
		}
	};

	return {
		enter,
		leave: () => {
			if (holder === 'us') {
				putBack();
			}
			holder = 'nobody';
		},
		lend: async (words, use) => {
			if (holder !== 'us') {
				return;
			}
			holder = 'another';
			putBack(words);
			stdin.pause();
			// Only then has Node stopped reading.
			await nextTurn();
			try {
				await use();
			} finally {
				takeBack();
			}
		},
		get isLent() {
			return holder === 'another';
		},
		onReturn: listener => {
			returned.add(listener);
			return () => returned.delete(listener);
		},
		heedMouse: isWanted => {
			isMouseWanted = isWanted;
			if (holder === 'us') {
				sink.write(isWanted ? mouseOn : mouseOff);
			}
		},
		entitle: wanted => {
			title = wanted;
			if (holder === 'us') {
				sink.write(titled(title));
			}
		},
		ring: () => {
			if (holder === 'us') {
				sink.write('\x07');
			}
		},
		size: () => ({columns: stdout.columns || 80, rows: stdout.rows || 24}),
		onResize: listener => {
			stdout.on('resize', listener);
			return () => stdout.off('resize', listener);
		},
		write: text => holder !== 'us' || sink.write(text),
		get isDrained() {
			return holder === 'us' && sink.isDrained;
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

/** OSC 2. The title before is pushed and popped (XTWINOPS 22 and 23; tmux as well); a terminal that cannot is left with none. */
const titled = (title: string): string => `\x1b]2;${title}\x1b\\`;

/** The title kept, alternate screen, no cursor, no wrapping, brackets around what is pasted (so that it is no command), the focus told, plain style. */
const enterText = `\x1b[22;2t\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h${focusOn}\x1b[0m`;

/** Gives a terminal back. First ends a frame that was cut off; then also switches off what others may have switched on: paste, focus, mouse. */
export const leaveText = `\x18\x1b[?2026l\x1b[0m${mouseOff}${focusOff}\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l${titled('')}\x1b[23;2t`;
