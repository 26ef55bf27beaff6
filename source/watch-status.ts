import {constants} from 'node:os';
import {setTimeout as delay} from 'node:timers/promises';
import {fitLine} from './screen/fit-line.js';

/** Milliseconds. */
const period = 1000;

/**
 * Says the same thing anew every second: drawn over in a terminal, one below the other elsewhere. Rejects with what `ask`
 * rejects with. In a terminal the last of it stays on the normal screen, whatever the end.
 */
export const watch = async (ask: () => Promise<string>): Promise<never> => {
	const {stdout} = process;
	if (!stdout.isTTY) {
		for (;;) {
			stdout.write(await ask());
			await delay(period);
		}
	}
	let latest = await ask();
	const draw = (): void => void stdout.write(frameOf(latest, stdout.columns, stdout.rows));
	stdout.write(enter);
	const leave = once(() => stdout.write(`${leaveText}${latest}`));
	process.on('exit', leave);
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => process.exit(128 + constants.signals[name]));
	}
	stdout.on('resize', draw);
	try {
		for (;;) {
			draw();
			await delay(period);
			latest = await ask();
		}
	} finally {
		leave();
	}
};

/** What draws a text over the one before it, without a moment when neither is there. What does not fit is counted. */
export const frameOf = (text: string, columns: number, rows: number): string => {
	const lines = text.trimEnd().split('\n');
	const shown =
		lines.length <= rows ? lines : [...lines.slice(0, rows - 1), `… ${lines.length - rows + 1} more lines`];
	// The last column stays empty: written, it would have some terminals wrap.
	const body = shown.map(line => `${fitLine(line, columns - 1).trimEnd()}\x1b[K`).join('\r\n');
	return `\x1b[?2026h\x1b[H${body}\x1b[J\x1b[?2026l`;
};

const enter = '\x1b[?1049h\x1b[?25l';
const leaveText = '\x1b[?25h\x1b[?1049l';

const once = (deed: () => void): (() => void) => {
	let isDone = false;
	return () => {
		if (!isDone) {
			isDone = true;
			deed();
		}
	};
};
